import type { Instant, MemberId, MerchantId, StaffId, StoreId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export interface FamilyRow {
  family_id: string
  kind: 'member' | 'staff'
  subject_id: string
  till_id: string | null
  shift_id: string | null
  merchants: string[]
  ended_at: Date | null
}
export interface RefreshRow extends FamilyRow {
  issued_at: Date
  expires_at: Date
  used_at: Date | null
}

export const addFamily = (tx: Tx, f: { familyId: string; kind: 'member' | 'staff'; subjectId: string; tillId: string | null; shiftId: string | null; merchants: readonly string[] }, now: Instant) =>
  tx.run('insert into token_family (merchant_id, family_id, kind, subject_id, till_id, shift_id, merchants, created_at) values ($1, $2, $3, $4, $5, $6, $7::uuid[], $8)',
    [tx.merchantId, f.familyId, f.kind, f.subjectId, f.tillId, f.shiftId, f.merchants, new Date(now)])

export const addRefreshToken = (tx: Tx, t: { hash: Buffer; familyId: string; expiresAt: Instant }, now: Instant) =>
  tx.run('insert into refresh_token (merchant_id, token_hash, family_id, issued_at, expires_at) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [tx.merchantId, t.hash, t.familyId, new Date(now), new Date(t.expiresAt)])

/** Locks the family first, so that two uses of one token follow each other. */
export const lockRefreshToken = async (tx: Tx, hash: Buffer): Promise<RefreshRow | null> =>
  (await tx.query<RefreshRow>(
    `select f.family_id, f.kind, f.subject_id, f.till_id, f.shift_id, f.merchants, f.ended_at, r.issued_at, r.expires_at, r.used_at
     from token_family f join refresh_token r on r.merchant_id = f.merchant_id and r.family_id = f.family_id
     where f.merchant_id = $1 and r.token_hash = $2 for update of f, r`, [tx.merchantId, hash]))[0] ?? null

export const useRefreshToken = (tx: Tx, hash: Buffer, now: Instant) =>
  tx.run('update refresh_token set used_at = $3 where merchant_id = $1 and token_hash = $2 and used_at is null', [tx.merchantId, hash, new Date(now)])

export const familyOf = async (tx: Tx, familyId: string): Promise<FamilyRow | null> =>
  (await tx.query<FamilyRow>('select family_id, kind, subject_id, till_id, shift_id, merchants, ended_at from token_family where merchant_id = $1 and family_id = $2', [tx.merchantId, familyId]))[0] ?? null

export const endFamily = (tx: Tx, familyId: string, reason: string, now: Instant) =>
  tx.run('update token_family set ended_at = $3, end_reason = $4 where merchant_id = $1 and family_id = $2 and ended_at is null', [tx.merchantId, familyId, new Date(now), reason])

/** All sign-ins of one person or shift, ended. */
export const endFamiliesOf = (tx: Tx, subject: { subjectId: string } | { shiftId: string }, reason: string, now: Instant) =>
  'subjectId' in subject
    ? tx.run('update token_family set ended_at = $3, end_reason = $4 where merchant_id = $1 and subject_id = $2 and ended_at is null', [tx.merchantId, subject.subjectId, new Date(now), reason])
    : tx.run('update token_family set ended_at = $3, end_reason = $4 where merchant_id = $1 and shift_id = $2 and ended_at is null', [tx.merchantId, subject.shiftId, new Date(now), reason])

export interface StaffRow {
  staff_id: StaffId
  login: string
  name: string
  role: 'owner' | 'manager' | 'clerk'
  password_hash: string | null
  totp_secret: string | null
  totp_pending: string | null
  pin_hash: string | null
  store_id: string | null
  active: boolean
}

export const staffById = async (tx: Tx, staffId: string): Promise<StaffRow | null> =>
  (await tx.query<StaffRow>('select staff_id, login, name, role, password_hash, totp_secret, totp_pending, pin_hash, store_id, active from staff where merchant_id = $1 and staff_id = $2', [tx.merchantId, staffId]))[0] ?? null

export const seenStaff = (tx: Tx, staffId: string, now: Instant) =>
  tx.run('update staff set last_seen_at = $3 where merchant_id = $1 and staff_id = $2', [tx.merchantId, staffId, new Date(now)])

export const memberIsHere = async (tx: Tx, memberId: string): Promise<MemberId | null> =>
  (await tx.query<{ member_id: MemberId }>('select member_id from member where merchant_id = $1 and member_id = $2 and left_at is null', [tx.merchantId, memberId]))[0]?.member_id ?? null

export const merchantNameOf = async (tx: Tx): Promise<string> =>
  (await tx.query<{ name: string }>('select name from merchant where merchant_id = $1', [tx.merchantId]))[0]?.name ?? ''

/** The store of an open shift at a till that is still one. */
export const storeOfShift = async (tx: Tx, shiftId: string): Promise<StoreId | null> =>
  (await tx.query<{ store_id: StoreId }>(
    `select t.store_id from shift s join till t on t.merchant_id = s.merchant_id and t.till_id = s.till_id
     where s.merchant_id = $1 and s.shift_id = $2 and s.closed_at is null and t.revoked_at is null`, [tx.merchantId, shiftId]))[0]?.store_id ?? null

/** The shops where the login and password of this person's living sign-ins were right. */
export const merchantsOfSignIn = async (tx: Tx, staffId: string): Promise<MerchantId[]> =>
  (await tx.query<{ merchant_id: MerchantId }>(
    'select distinct unnest(merchants) as merchant_id from token_family where merchant_id = $1 and subject_id = $2 and kind = \'staff\' and till_id is null and ended_at is null', [tx.merchantId, staffId])).map((row) => row.merchant_id)
