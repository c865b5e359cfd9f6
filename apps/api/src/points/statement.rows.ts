import type { Cause, Expiry } from '@huitou/ledger'
import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { namedBySql } from './line-kind.js'
import { endsSql } from './lot-ends.rows.js'

export interface LineRow {
  line_id: string; wallet: string; at: Date; causes: Cause[]; available: number; pending: number; held: number; transit: number; balance: number; active_at: Date | null; expires_at: Date | null
  kind: string | null; reason: string | null; actor: string | null; order_id: string | null; order_no: string | null; why: Record<string, unknown> | null
}

const LINES = `
  lines as (
    select line_id, max(wallet) as wallet, min(effective_at) as at, max(ref) as ref, array_agg(distinct cause) as causes, min(lot) as lot,
      sum(case when to_account = 'available' then points else 0 end - case when from_account = 'available' then points else 0 end)::bigint as available,
      sum(case when to_account = 'pending' then points else 0 end - case when from_account = 'pending' then points else 0 end)::bigint as pending,
      sum(case when to_account = 'held' then points else 0 end - case when from_account = 'held' then points else 0 end)::bigint as held,
      sum(case when to_account = 'transit' then points else 0 end - case when from_account = 'transit' then points else 0 end)::bigint as transit,
      sum(case when to_account in ('available', 'debt') then points else 0 end - case when from_account in ('available', 'debt') then points else 0 end)::bigint as shown
    from posting where merchant_id = $1 and member_id = $2 and wallet = $3 and effective_at <= coalesce($5, effective_at) and known_at <= coalesce($6, known_at)
    group by line_id having array_agg(distinct cause) <> array['give']),
  running as (select *, sum(shown) over (order by at, line_id)::bigint as balance from lines)`
const SHOWN = `r.line_id, r.wallet, r.at, r.causes, r.shown as available, r.pending, r.held, r.transit, r.balance, l.active_at, ${endsSql('l')} as expires_at, f.kind, f.reason, f.actor, coalesce(f.order_id, l.order_id) as order_id, o.order_no, l.detail->'why' as why
  from running r left join fact f on f.merchant_id = $1 and f.member_id = $2 and f.fact_id = r.ref and r.ref <> ''
  left join lot l on l.merchant_id = $1 and l.member_id = $2 and l.wallet = $3 and l.source = r.lot
  left join shop_order o on o.merchant_id = $1 and o.order_id = coalesce(f.order_id, l.order_id)`

export type StatementSide = 'in' | 'out' | 'expired'

/** A member's statement, newest first, of what was before an instant, and as it was known at one, where they are named; the balance runs over all of it. */
export const readStatement = (tx: Tx, ask: { memberId: MemberId; wallet: string; side?: StatementSide; before?: Instant; effective?: Instant; known?: Instant; after: readonly [number, string] | null; limit: number }): Promise<LineRow[]> =>
  tx.query<LineRow>(`with ${LINES} select ${SHOWN} where ($7::timestamptz is null or (r.at, r.line_id) < ($7, $8::uuid)) and ($10::timestamptz is null or r.at < $10)
      and ($4::text is null or $4 = case when ${namedBySql('expire', 'r.causes')} then 'expired' when case when r.shown <> 0 then r.shown else r.pending end > 0 then 'in' else 'out' end)
    order by r.at desc, r.line_id desc limit $9`,
    [tx.merchantId, ask.memberId, ask.wallet, ask.side ?? null, dateOrNull(ask.effective), dateOrNull(ask.known), ask.after ? new Date(ask.after[0]) : null, ask.after?.[1] ?? null, ask.limit + 1, dateOrNull(ask.before)])

/** Whether time has done something to a member's points that nobody has posted yet. */
export const hasUnposted = async (tx: Tx, memberId: MemberId, now: Instant): Promise<boolean> =>
  (await tx.query('select 1 from wallet where merchant_id = $1 and member_id = $2 and due_at <= $3 limit 1', [tx.merchantId, memberId, new Date(now)], 'has-unposted')).length > 0

const dateOrNull = (at: Instant | undefined): Date | null => (at === undefined ? null : new Date(at))

export const readLineHead = (tx: Tx, ask: { memberId: MemberId; lineId: string }): Promise<{ wallet: string }[]> =>
  tx.query('select wallet from posting where merchant_id = $1 and member_id = $2 and line_id = $3 limit 1', [tx.merchantId, ask.memberId, ask.lineId])

export const readLine = async (tx: Tx, ask: { memberId: MemberId; wallet: string; lineId: string }): Promise<LineRow | undefined> =>
  (await tx.query<LineRow>(`with ${LINES} select ${SHOWN} where r.line_id = $4`, [tx.merchantId, ask.memberId, ask.wallet, ask.lineId, null, null]))[0]

export interface LinePosting { from_account: string; to_account: string; points: number; cause: Cause; lot: string | null; at: Date; rule_id: string | null; rule_version: number | null; line_no: number | null; lot_points: number | null; asked: number | null; expires_at: Date | null; earned_at: Date | null; order_no: string | null; detail: { why: Record<string, unknown> | null; basis: Record<string, unknown> | null } | null }

/** The postings of one line with the lots they moved. */
export const readLinePostings = (tx: Tx, ask: { memberId: MemberId; lineId: string }): Promise<LinePosting[]> =>
  tx.query<LinePosting>(
    `select p.from_account, p.to_account, p.points, p.cause, p.lot, p.effective_at as at, l.rule_id, l.rule_version, l.line_no, l.points as lot_points, l.asked, ${endsSql('l')} as expires_at, l.earned_at, o.order_no, l.detail
     from posting p left join lot l on l.merchant_id = p.merchant_id and l.member_id = p.member_id and l.wallet = p.wallet and l.source = p.lot
     left join shop_order o on o.merchant_id = p.merchant_id and o.order_id = l.order_id
     where p.merchant_id = $1 and p.member_id = $2 and p.line_id = $3 order by p.posting_id`, [tx.merchantId, ask.memberId, ask.lineId])

export interface LotShown { source: string; wallet: string; points: number; left_points: number; held: number; asked: number; state: string; earned_at: Date; active_at: Date | null; expires_at: Date | null; order_id: string | null; order_no: string | null; detail: { why: Record<string, unknown> | null; expiry: Expiry } }

/** A member's lots, those with something left first, at most 200. */
export const readLotsShown = (tx: Tx, memberId: MemberId): Promise<LotShown[]> =>
  tx.query<LotShown>(
    `select l.source, l.wallet, l.points, l.left_points, l.held, l.asked, l.state, l.earned_at, l.active_at, l.expires_at, l.order_id, o.order_no, l.detail from lot l left join shop_order o using (merchant_id, order_id)
     where l.merchant_id = $1 and l.member_id = $2 and l.wallet <> 'growth' order by (l.left_points > 0) desc, l.expires_at, l.active_at, l.source limit 200`, [tx.merchantId, memberId])

/** The lots as they stood: what was left of each by what was effective and known. */
export const readLotsAsOf = (tx: Tx, ask: { memberId: MemberId; effective: Instant; known: Instant }): Promise<LotShown[]> =>
  tx.query<LotShown>(
    `select l.source, l.wallet, l.points, s.left_points, s.held, 0::bigint as asked, s.state, l.earned_at, l.active_at, l.expires_at, l.order_id, o.order_no, l.detail
     from (select wallet, lot, sum(case when to_account in ('available', 'pending', 'held') then points else 0 end - case when from_account in ('available', 'pending', 'held') then points else 0 end)::bigint as left_points,
         sum(case when to_account = 'held' then points else 0 end - case when from_account = 'held' then points else 0 end)::bigint as held,
         case when sum(case when to_account = 'pending' then points else 0 end - case when from_account = 'pending' then points else 0 end) > 0 then 'pending' else 'active' end as state
       from posting where merchant_id = $1 and member_id = $2 and lot is not null and effective_at <= $3 and known_at <= $4 group by wallet, lot) s
     join lot l on l.merchant_id = $1 and l.member_id = $2 and l.wallet = s.wallet and l.source = s.lot left join shop_order o on o.merchant_id = $1 and o.order_id = l.order_id
     where l.wallet <> 'growth' order by (s.left_points > 0) desc, l.expires_at, l.active_at, l.source limit 200`,
    [tx.merchantId, ask.memberId, new Date(ask.effective), new Date(ask.known)])

/** In and out since an instant: earned and spent of the points wallet, without what a late fact took back of it. */
export const readTurnover = async (tx: Tx, memberId: MemberId, since: Instant): Promise<{ earned: number; spent: number }> =>
  (await tx.query<{ earned: number; spent: number }>(
    `select coalesce(sum(case when from_account in ('issued', 'adjusted') then points else -points end) filter (where cause in ('earn', 'grant')), 0)::bigint as earned,
       (coalesce(sum(points) filter (where to_account = 'spent'), 0) - coalesce(sum(points) filter (where from_account = 'spent'), 0))::bigint as spent
     from posting where merchant_id = $1 and member_id = $2 and wallet = 'points' and effective_at >= $3`, [tx.merchantId, memberId, new Date(since)]))[0]!

export interface SumRow { wallet: string; account: string; points: number }

/** Balances of every account by what was effective and known. */
export const readAsOf = (tx: Tx, ask: { memberId: MemberId; effective: Instant; known: Instant }): Promise<SumRow[]> =>
  tx.query<SumRow>(
    `select wallet, account, sum(n)::bigint as points from (
       select wallet, to_account as account, points as n from posting where merchant_id = $1 and member_id = $2 and effective_at <= $3 and known_at <= $4
       union all select wallet, from_account, -points from posting where merchant_id = $1 and member_id = $2 and effective_at <= $3 and known_at <= $4) moves group by wallet, account`,
    [tx.merchantId, ask.memberId, new Date(ask.effective), new Date(ask.known)])
