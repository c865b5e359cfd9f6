import type { Instant, MemberId, StaffId } from '@huitou/units'
import { plain, type Tx } from '../platform/database/index.js'

export interface RequestRow { request_id: string; member_id: MemberId; wallet: string; points: number; reason: string; asked_by: StaffId; asked_at: Date; until_at: Date; state: 'waiting' | 'approved' | 'declined'; decided_by: StaffId | null; decided_at: Date | null; note: string }
export interface NamedRequest extends RequestRow { member_name: string; member_no: string; asked_name: string; decided_name: string | null }

const COLUMNS = 'request_id, member_id, wallet, points, reason, asked_by, asked_at, until_at, state, decided_by, decided_at, note'

/** Locked: of two who decide at once, the second sees what the first decided. */
export const lockRequests = (tx: Tx, ids: readonly string[]): Promise<RequestRow[]> =>
  tx.query<RequestRow>(`select ${COLUMNS} from points_request where merchant_id = $1 and request_id = any($2::uuid[]) order by request_id for update`, [tx.merchantId, plain(ids)], 'lock-requests')

/** People besides these who may agree. */
export const seconds = async (tx: Tx): Promise<StaffId[]> =>
  (await tx.query<{ staff_id: StaffId }>("select staff_id from staff where merchant_id = $1 and active and role in ('manager', 'owner') order by staff_id limit 50", [tx.merchantId], 'seconds')).map((r) => r.staff_id)

export const insertRequest = (tx: Tx, r: RequestRow): Promise<number> =>
  tx.run('insert into points_request (merchant_id, request_id, member_id, wallet, points, reason, asked_by, asked_at, until_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [tx.merchantId, r.request_id, r.member_id, r.wallet, r.points, r.reason, r.asked_by, r.asked_at, r.until_at])

/** What waits is decided once. */
export const endRequest = (tx: Tx, r: RequestRow): Promise<number> =>
  tx.run("update points_request set state = $3, decided_by = $4, decided_at = $5, note = $6 where merchant_id = $1 and request_id = $2 and state = 'waiting'", [tx.merchantId, r.request_id, r.state, r.decided_by, r.decided_at, r.note])

const NAMED = `select r.request_id, r.member_id, r.wallet, r.points, r.reason, r.asked_by, r.asked_at, r.until_at, r.state, r.decided_by, r.decided_at, r.note, m.name as member_name, m.member_no, a.name as asked_name, d.name as decided_name
  from points_request r join member m using (merchant_id, member_id) join staff a on a.merchant_id = r.merchant_id and a.staff_id = r.asked_by left join staff d on d.merchant_id = r.merchant_id and d.staff_id = r.decided_by where r.merchant_id = $1`

/** Waiting ones first, then the latest that were decided or lapsed. */
export const listRequests = (tx: Tx, ask: { memberId: string | null; now: Instant }): Promise<NamedRequest[]> =>
  tx.query<NamedRequest>(`${NAMED} and ($2::uuid is null or r.member_id = $2) order by (r.state = 'waiting' and r.until_at > $3) desc, r.asked_at desc, r.request_id desc limit 100`, [tx.merchantId, ask.memberId, new Date(ask.now)])

export const requestById = async (tx: Tx, requestId: string): Promise<NamedRequest | undefined> => (await tx.query<NamedRequest>(`${NAMED} and r.request_id = $2`, [tx.merchantId, requestId]))[0]
