import type { Instant, MemberId, OrderId, StaffId, StoreId } from '@huitou/units'
import type { Sql, Tx } from '../platform/database/index.js'
import type { TillId } from '../platform/http/index.js'

export interface AliasRow {
  alias: string; device_id: string; member_id: MemberId; revoked: boolean; used_at: Date | null; used_till_id: string | null; visit_id: string | null
  store_name: string | null; paid_minor: number | null; settled: boolean; order_id: string | null
}

/** A visit as the acts see and change it. */
export interface VisitFacts {
  readonly visitId: string
  readonly tillId: TillId
  readonly storeId: StoreId
  readonly staffId: StaffId | null
  readonly memberId: MemberId | null
  readonly byCode: boolean
  readonly openedAt: Instant
  readonly expiresAt: Instant
  settledAt: Instant | null
  orderId: OrderId | null
  askedPoints: number | null
  agreedPoints: number | null
  /** coupons whose own codes opened it: these and no other may be used in it */
  claimIds: readonly string[]
}

interface VisitRow {
  visit_id: string; till_id: TillId; store_id: StoreId; staff_id: StaffId | null; member_id: MemberId | null; by_code: boolean; opened_at: Date; expires_at: Date
  settled_at: Date | null; order_id: OrderId | null; asked_points: number | null; agreed_points: number | null; claim_ids: string[]
}
const VISIT = 'visit_id, till_id, store_id, staff_id, member_id, by_code, opened_at, expires_at, settled_at, order_id, asked_points, agreed_points, claim_ids'

export const visitOf = (row: VisitRow): VisitFacts => ({
  visitId: row.visit_id, tillId: row.till_id, storeId: row.store_id, staffId: row.staff_id, memberId: row.member_id, byCode: row.by_code, openedAt: row.opened_at.getTime(), expiresAt: row.expires_at.getTime(),
  settledAt: row.settled_at?.getTime() ?? null, orderId: row.order_id, askedPoints: row.asked_points, agreedPoints: row.agreed_points, claimIds: row.claim_ids,
})

/** An array within an array of rows. */
const idList = (ids: readonly string[]) => `{${ids.join(',')}}`

/** Aliases with what became of the used ones, locked. */
export async function lockAliases(tx: Tx, aliases: readonly string[]): Promise<AliasRow[]> {
  await tx.query('select alias from code_alias where merchant_id = $1 and alias = any($2::text[]) order by alias for update', [tx.merchantId, aliases], 'lock-aliases')
  return tx.query<AliasRow>(
    `select a.alias, a.device_id, a.member_id, d.revoked_at is not null as revoked, a.used_at, a.used_till_id, a.visit_id, s.name as store_name, o.paid_minor, v.settled_at is not null as settled, v.order_id
     from code_alias a join code_device d using (merchant_id, device_id) left join visit v on v.merchant_id = a.merchant_id and v.visit_id = a.visit_id
       left join store s on s.merchant_id = a.merchant_id and s.store_id = v.store_id
       left join shop_order o on o.merchant_id = a.merchant_id and o.order_id = v.order_id
     where a.merchant_id = $1 and a.alias = any($2::text[])`,
    [tx.merchantId, aliases], 'read-aliases',
  )
}

export const lockVisits = async (tx: Tx, ids: readonly string[]): Promise<VisitFacts[]> =>
  (await tx.query<VisitRow>(`select ${VISIT} from visit where merchant_id = $1 and visit_id = any($2::uuid[]) order by visit_id for update`, [tx.merchantId, ids], 'lock-visits')).map(visitOf)

/** The name of a visit's member; no row where the visit has none. */
export const nameOfVisit = (merchantId: string, visitId: string): Sql => ({ text: `select m.name from visit v join member m using (merchant_id, member_id) where v.merchant_id = $1 and v.visit_id = nullif($2, '')::uuid`, values: [merchantId, visitId] })

export const badScansSince = (tx: Tx, tills: readonly string[], since: Instant): Promise<{ till_id: string; at: Date }[]> =>
  tx.query('select till_id, at from bad_scan where merchant_id = $1 and till_id = any($2::uuid[]) and at > $3', [tx.merchantId, tills, new Date(since)], 'bad-scans')

export interface UsedAlias { readonly alias: string; readonly tillId: string; readonly visitId: string | null; readonly at: Instant }

/** Each alias is used once: the count of rows is the guard. */
export const useAliases = (tx: Tx, used: readonly UsedAlias[]): Promise<number> =>
  tx.run(
    `update code_alias a set used_at = u.at, used_till_id = u.till, visit_id = u.visit from unnest($2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[]) as u(alias, till, visit, at)
     where a.merchant_id = $1 and a.alias = u.alias and a.used_at is null`,
    [tx.merchantId, used.map((u) => u.alias), used.map((u) => u.tillId), used.map((u) => u.visitId), used.map((u) => new Date(u.at))], 'use-aliases',
  )

export const insertVisits = (tx: Tx, visits: readonly VisitFacts[]): Promise<number> =>
  tx.run(
    `insert into visit (merchant_id, visit_id, till_id, store_id, staff_id, member_id, by_code, opened_at, expires_at, claim_ids)
     select $1, v.id, v.till, v.store, v.staff, v.member, v.by_code, v.opened, v.expires, v.claims::uuid[]
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::boolean[], $8::timestamptz[], $9::timestamptz[], $10::text[]) as v(id, till, store, staff, member, by_code, opened, expires, claims)`,
    [tx.merchantId, visits.map((v) => v.visitId), visits.map((v) => v.tillId), visits.map((v) => v.storeId), visits.map((v) => v.staffId), visits.map((v) => v.memberId), visits.map((v) => v.byCode), visits.map((v) => new Date(v.openedAt)), visits.map((v) => new Date(v.expiresAt)), visits.map((v) => idList(v.claimIds))],
    'insert-visits',
  )

/** Settling, asking and agreeing, guarded: a visit is settled once. */
export const updateVisits = (tx: Tx, visits: readonly VisitFacts[]): Promise<number> =>
  tx.run(
    `update visit v set settled_at = c.settled, order_id = c.order_id, asked_points = c.asked, agreed_points = c.agreed, claim_ids = c.claims::uuid[]
     from unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::bigint[], $6::bigint[], $7::text[]) as c(id, settled, order_id, asked, agreed, claims)
     where v.merchant_id = $1 and v.visit_id = c.id and (v.settled_at is null or v.order_id = c.order_id)`,
    [tx.merchantId, visits.map((v) => v.visitId), visits.map((v) => (v.settledAt === null ? null : new Date(v.settledAt))), visits.map((v) => v.orderId), visits.map((v) => v.askedPoints), visits.map((v) => v.agreedPoints), visits.map((v) => idList(v.claimIds))],
    'update-visits',
  )

export interface NewSettlement { readonly settlementId: string; readonly memberId: MemberId | null; readonly orderId: OrderId; readonly storeId: StoreId; readonly at: Instant; readonly paidMinor: number; readonly savedMinor: number; readonly pointsEarned: number; readonly pointsSpent: number; readonly growthEarned: number; readonly tierFrom: string | null; readonly tierTo: string | null; readonly detail: unknown }

export const insertSettlements = (tx: Tx, list: readonly NewSettlement[]): Promise<number> =>
  tx.run(
    `insert into settlement (merchant_id, settlement_id, member_id, order_id, store_id, at, paid_minor, saved_minor, points_earned, points_spent, growth_earned, tier_from, tier_to, detail)
     select $1, s.id, s.member, s.order_id, s.store, s.at, s.paid, s.saved, s.earned, s.spent, s.growth, s.tier_from, s.tier_to, s.detail::jsonb
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[]) as s(id, member, order_id, store, at, paid, saved, earned, spent, growth, tier_from, tier_to, detail)`,
    [tx.merchantId, list.map((s) => s.settlementId), list.map((s) => s.memberId), list.map((s) => s.orderId), list.map((s) => s.storeId), list.map((s) => new Date(s.at)), list.map((s) => s.paidMinor), list.map((s) => s.savedMinor), list.map((s) => s.pointsEarned), list.map((s) => s.pointsSpent), list.map((s) => s.growthEarned), list.map((s) => s.tierFrom), list.map((s) => s.tierTo), list.map((s) => JSON.stringify(s.detail))],
    'insert-settlements',
  )

export const oneVisit = (merchantId: string, visitId: string): Sql => ({ text: `select ${VISIT} from visit where merchant_id = $1 and visit_id = $2`, values: [merchantId, visitId], name: 'one-visit' })
export type { VisitRow }

export interface OpenVisitRow { visit_id: string; store_name: string; expires_at: Date; asked_points: number | null; agreed_points: number | null }
/** The visit a member is in now; one that asks for a nod before any other. */
export const openVisitOf = (merchantId: string, memberId: string, now: Instant): Sql => ({
  text: `select v.visit_id, s.name as store_name, v.expires_at, v.asked_points, v.agreed_points from visit v join store s using (merchant_id, store_id)
    where v.merchant_id = $1 and v.member_id = $2 and v.settled_at is null and v.expires_at > $3 order by coalesce(v.asked_points, 0) > coalesce(v.agreed_points, 0) desc, v.opened_at desc limit 1`,
  values: [merchantId, memberId, new Date(now)],
})

export interface QueuedSaleRow { readonly saleId: string; readonly tillId: string; readonly staffId: string; readonly soldAt: Instant; readonly toldAt: Instant; readonly memberId: MemberId | null; readonly orderId: OrderId; readonly paidMinor: number; readonly pointsEarned: number; readonly codeProblem: string }

export const insertQueuedSale = (tx: Tx, s: QueuedSaleRow): Promise<number> =>
  tx.run('insert into queued_sale (merchant_id, sale_id, till_id, staff_id, sold_at, told_at, member_id, order_id, paid_minor, points_earned, code_problem) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [tx.merchantId, s.saleId, s.tillId, s.staffId, new Date(s.soldAt), new Date(s.toldAt), s.memberId, s.orderId, s.paidMinor, s.pointsEarned, s.codeProblem])

export const memberHere = async (tx: Tx, memberId: string): Promise<boolean> => (await tx.query<{ one: number }>('select 1 as one from member where merchant_id = $1 and member_id = $2 and left_at is null', [tx.merchantId, memberId])).length === 1
