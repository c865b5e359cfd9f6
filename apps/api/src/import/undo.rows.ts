import type { Instant, MemberId, OrderId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

// Someone who did anything else stays: another order, an act of their own, a sign-in, a coupon, a word in the community.
const STAYS = `(m.wx_openid is not null
  or exists (select from shop_order o where o.merchant_id = m.merchant_id and o.member_id = m.member_id and o.import_id is distinct from $2 and o.status <> 'undone')
  or exists (select from fact f where f.merchant_id = m.merchant_id and f.member_id = m.member_id and f.actor not in ('import:' || $2::text, '')
    and not exists (select from shop_order o where o.merchant_id = f.merchant_id and o.order_id = f.order_id and o.import_id = $2))
  or exists (select from coupon_claim c where c.merchant_id = m.merchant_id and c.member_id = m.member_id)
  or exists (select from consent c where c.merchant_id = m.merchant_id and c.member_id = m.member_id)
  or exists (select from post p where p.merchant_id = m.merchant_id and p.member_id = m.member_id))`

export interface UndoFacts { orders: number; members_gone: number; members_stay: number; points: number; growth: number; debt_members: number; debt_points: number; total_minor: number }

/** What an undo would take back. */
export const undoFacts = async (tx: Tx, importId: string): Promise<UndoFacts> =>
  (await tx.query<UndoFacts>(
    `with o as materialized (select order_id, member_id, paid_minor - refunded_minor as left_minor from shop_order where merchant_id = $1 and import_id = $2 and status <> 'undone'),
      asked as materialized (select l.member_id, l.wallet, sum(l.points - l.asked) ask, sum(l.left_points) filter (where l.state = 'pending') pending from lot l join o on o.order_id = l.order_id where l.merchant_id = $1 and l.member_id = o.member_id group by 1, 2),
      debts as (select a.member_id, a.ask - coalesce(a.pending, 0) - w.available debt from asked a join wallet w on w.merchant_id = $1 and w.member_id = a.member_id and w.wallet = 'points' where a.wallet = 'points'),
      made as materialized (select m.member_id, ${STAYS} stays from member m where m.merchant_id = $1 and m.import_id = $2 and m.left_at is null)
     select (select count(*) from o)::int orders, (select coalesce(sum(left_minor), 0) from o where member_id is not null)::bigint total_minor,
       (select count(*) from made where not stays)::int members_gone, ((select count(*) from made where stays) + (select count(distinct member_id) from o where member_id is not null and member_id not in (select member_id from made)))::int members_stay,
       (select coalesce(sum(ask), 0) from asked where wallet = 'points')::bigint points, (select coalesce(sum(ask), 0) from asked where wallet = 'growth')::bigint growth,
       (select count(*) from debts where debt > 0)::int debt_members, (select coalesce(sum(debt) filter (where debt > 0), 0) from debts)::bigint debt_points`, [tx.merchantId, importId]))[0]!

/** What an undo would take off the days that count towards tiers, of members who hold one. */
export const daysTaken = (tx: Tx, importId: string, zone: string): Promise<{ member_id: MemberId; day: string; growth: number; spend: number; orders: number }[]> =>
  tx.query(
    `with o as materialized (select o.order_id, o.member_id, (o.paid_at at time zone $3)::date as day, o.paid_minor - o.refunded_minor spend, (o.status <> 'refunded')::int n from shop_order o join member m on m.merchant_id = o.merchant_id and m.member_id = o.member_id
       where o.merchant_id = $1 and o.import_id = $2 and o.status <> 'undone' and m.tier_id is not null)
     select member_id, day, sum(growth)::bigint growth, sum(spend)::bigint spend, sum(n)::int orders from (
       select member_id, day, 0 growth, spend, n from o
       union all select o.member_id, o.day, l.points - l.asked, 0, 0 from lot l join o on o.member_id = l.member_id and o.order_id = l.order_id where l.merchant_id = $1 and l.wallet = 'growth') x group by 1, 2`, [tx.merchantId, importId, zone])

export const membersOfImport = async (tx: Tx, importId: string, after: MemberId | null, limit: number): Promise<MemberId[]> =>
  (await tx.query<{ member_id: MemberId }>("select distinct member_id from shop_order where merchant_id = $1 and import_id = $2 and status <> 'undone' and member_id > coalesce($3, '00000000-0000-0000-0000-000000000000'::uuid) order by member_id limit $4", [tx.merchantId, importId, after, limit])).map((r) => r.member_id)

export const ordersToUndo = (tx: Tx, importId: string, members: readonly MemberId[]): Promise<{ order_id: OrderId }[]> =>
  tx.query("select order_id from shop_order where merchant_id = $1 and import_id = $2 and status <> 'undone' and member_id = any($3::uuid[]) order by order_id", [tx.merchantId, importId, members])

/** Sales of nobody have no book: they only stop counting. */
export const undoAnonymous = (tx: Tx, importId: string): Promise<number> => tx.run("update shop_order set status = 'undone' where merchant_id = $1 and import_id = $2 and member_id is null and status <> 'undone'", [tx.merchantId, importId])

/** Takes orders out of what counts, and off their members' counters. */
export async function markUndone(tx: Tx, orders: readonly OrderId[], members: readonly MemberId[]): Promise<void> {
  await tx.run("update shop_order set status = 'undone' where merchant_id = $1 and order_id = any($2::uuid[])", [tx.merchantId, orders])
  await tx.run(
    `update member m set order_count = c.orders, spent_minor = c.spent, first_order_at = c.first, last_order_at = c.last
     from (select u.id, count(o.order_id) filter (where o.status <> 'refunded')::int orders, coalesce(sum(o.paid_minor - o.refunded_minor), 0)::bigint spent, min(o.paid_at) first, max(o.paid_at) last
       from unnest($2::uuid[]) u(id) left join shop_order o on o.merchant_id = $1 and o.member_id = u.id and o.status <> 'undone' group by u.id) c
     where m.merchant_id = $1 and m.member_id = c.id`, [tx.merchantId, members])
}

/** Members this import made, who did nothing else: they leave, and give back their accounts and number, so that a file may bring them again. */
export async function dropMembers(tx: Tx, importId: string, now: Instant): Promise<number> {
  const gone = (await tx.query<{ member_id: MemberId }>(`select m.member_id from member m where m.merchant_id = $1 and m.import_id = $2 and m.left_at is null and not ${STAYS}`, [tx.merchantId, importId])).map((r) => r.member_id)
  await tx.run('delete from member_account where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, gone])
  return tx.run("update member set left_at = $3, name = '', phone_hash = null, phone_cipher = null, phone_last4 = null, region = '' where merchant_id = $1 and member_id = any($2::uuid[])", [tx.merchantId, gone, new Date(now)])
}

export const dropCancellations = (tx: Tx, importId: string): Promise<number> => tx.run('delete from import_cancellation where merchant_id = $1 and import_id = $2', [tx.merchantId, importId])
