import type { Instant, StaffId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { Role } from '../platform/http/index.js'

export interface StaffShownRow {
  staff_id: StaffId
  name: string
  login: string
  role: Role
  store_id: string | null
  active: boolean
  has_pin: boolean
  has_totp: boolean
  has_password: boolean
  last_seen_at: Date | null
}

const COLUMNS = 'staff_id, name, login, role, store_id, active, pin_hash is not null as has_pin, totp_secret is not null as has_totp, password_hash is not null as has_password, last_seen_at'

export const listStaff = (tx: Tx): Promise<StaffShownRow[]> =>
  tx.query<StaffShownRow>(`select ${COLUMNS} from staff where merchant_id = $1 order by active desc, created_at, staff_id limit 2000`, [tx.merchantId])

export const staffShownById = async (tx: Tx, staffId: string): Promise<StaffShownRow | null> =>
  (await tx.query<StaffShownRow>(`select ${COLUMNS} from staff where merchant_id = $1 and staff_id = $2 for update`, [tx.merchantId, staffId]))[0] ?? null

/** 0 when the login is staff here already. */
export const addStaff = (tx: Tx, s: { staffId: StaffId; login: string; name: string; role: Role; storeId: string | null; passwordHash: string | null; pinHash?: string }, now: Instant): Promise<number> =>
  tx.run('insert into staff (merchant_id, staff_id, login, name, role, store_id, password_hash, pin_hash, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (merchant_id, login) do nothing',
    [tx.merchantId, s.staffId, s.login, s.name, s.role, s.storeId, s.passwordHash, s.pinHash ?? null, new Date(now)])

/** Whoever was invited with that login and never came. */
export const invitedByLogin = async (tx: Tx, login: string): Promise<StaffId | null> =>
  (await tx.query<{ staff_id: StaffId }>('select staff_id from staff where merchant_id = $1 and login = $2 and password_hash is null for update', [tx.merchantId, login]))[0]?.staff_id ?? null

export const changeStaff = (tx: Tx, s: { staffId: string; name: string; role: Role; storeId: string | null; active: boolean }): Promise<number> =>
  tx.run('update staff set name = $3, role = $4, store_id = $5, active = $6 where merchant_id = $1 and staff_id = $2', [tx.merchantId, s.staffId, s.name, s.role, s.storeId, s.active])

/** Locks every owner of the shop, so that two who leave at once cannot both be the last but one. */
export const lockOwners = async (tx: Tx): Promise<StaffId[]> =>
  (await tx.query<{ staff_id: StaffId }>("select staff_id from staff where merchant_id = $1 and role = 'owner' and active order by staff_id for update", [tx.merchantId])).map((row) => row.staff_id)

export const setPin = (tx: Tx, staffId: string, pinHash: string): Promise<number> =>
  tx.run('update staff set pin_hash = $3 where merchant_id = $1 and staff_id = $2', [tx.merchantId, staffId, pinHash])

export const forgetPinTries = (tx: Tx, staffId: string): Promise<number> => tx.run('delete from pin_try where merchant_id = $1 and staff_id = $2', [tx.merchantId, staffId])
