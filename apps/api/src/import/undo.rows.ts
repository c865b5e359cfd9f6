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

// Orders of before that it told more of: lines added, money given back.
const TOUCHED = `(select o.order_id, o.member_id from shop_order o where o.merchant_id = $1 and o.import_id is distinct from $2 and o.status <> 'undone' and o.order_id in (
  select r.order_id from refund r where r.merchant_id = $1 and r.import_id = $2 union select l.order_id from order_line l where l.merchant_id = $1 and l.import_id = $2))`

export interface UndoFacts { orders: number; touched: number; members_gone: number; members_stay: number; points: number; growth: number; total_minor: number; back_minor: number }

/** What an undo would take back. Points that lapsed unused are gone already. */
export const undoFacts = async (tx: Tx, importId: string): Promise<UndoFacts> =>
  (await tx.query<UndoFacts>(
    `with o as materialized (select order_id, member_id, paid_minor - refunded_minor as left_minor from shop_order where merchant_id = $1 and import_id = $2 and status <> 'undone'),
      t as materialized ${TOUCHED},
      lots as materialized (select l.member_id, l.wallet, l.source, l.points - l.asked as points from lot l join o on o.order_id = l.order_id where l.merchant_id = $1 and l.member_id = o.member_id
        union all select l.member_id, l.wallet, l.source, l.points - l.asked from lot l join t on t.order_id = l.order_id and t.member_id = l.member_id join order_line n on n.merchant_id = $1 and n.order_id = l.order_id and n.line_no = l.line_no and n.import_id = $2 where l.merchant_id = $1),
      lapsed as materialized (select p.wallet, sum(case when p.to_account = 'expired' then p.points else -p.points end) points from posting p join lots using (member_id, wallet) where p.merchant_id = $1 and p.lot = lots.source and 'expired' in (p.to_account, p.from_account) group by 1),
      asked as materialized (select wallet, sum(points) - coalesce((select points from lapsed where lapsed.wallet = lots.wallet), 0) points from lots group by 1),
      made as materialized (select m.member_id, ${STAYS} stays from member m where m.merchant_id = $1 and m.import_id = $2 and m.left_at is null)
     select (select count(*) from o)::int orders, (select count(*) from t)::int touched, (select coalesce(sum(left_minor), 0) from o where member_id is not null)::bigint total_minor,
       (select coalesce(sum(r.minor), 0) from refund r join t using (order_id) where r.merchant_id = $1 and r.import_id = $2)::bigint back_minor,
       (select count(*) from made where not stays)::int members_gone,
       ((select count(*) from made where stays) + (select count(distinct member_id) from (select member_id from o union select member_id from t) x where member_id is not null and member_id not in (select member_id from made)))::int members_stay,
       (select coalesce(sum(points), 0) from asked where wallet = 'points')::bigint points, (select coalesce(sum(points), 0) from asked where wallet = 'growth')::bigint growth`, [tx.merchantId, importId]))[0]!

/** Members of whose points of it some went elsewhere than their lots: only they can come to owe. */
export const whoSpent = async (tx: Tx, importId: string): Promise<MemberId[]> =>
  (await tx.query<{ member_id: MemberId }>(
    `select distinct o.member_id from shop_order o where o.merchant_id = $1 and o.member_id is not null and o.status <> 'undone' and (o.import_id = $2 or o.order_id in (select order_id from ${TOUCHED} t))
       and (exists (select from hold h where h.merchant_id = $1 and h.member_id = o.member_id and h.wallet = 'points' and h.state in ('open', 'spent'))
         or exists (select from wallet w where w.merchant_id = $1 and w.member_id = o.member_id and w.wallet = 'points' and w.debt > 0)
         or exists (select from fact f where f.merchant_id = $1 and f.member_id = o.member_id and (f.kind = 'adjust' or f.kind = 'refund' and f.actor <> 'import:' || $2::text))) order by 1`, [tx.merchantId, importId])).map((r) => r.member_id)

/** What an undo would take off the days that count towards tiers, of members who hold one. */
export const daysTaken = (tx: Tx, importId: string, zone: string): Promise<{ member_id: MemberId; day: string; growth: number; spend: number; orders: number }[]> =>
  tx.query(
    `with o as materialized (select o.order_id, o.member_id, (o.paid_at at time zone $3)::date as day, o.paid_minor - o.refunded_minor - s.minor spend, (o.status <> 'refunded' and s.some)::int n from shop_order o join member m on m.merchant_id = o.merchant_id and m.member_id = o.member_id
       cross join lateral (select coalesce(sum(l.paid_minor - l.refunded_minor) filter (where l.stored_value), 0) as minor, bool_or(not l.stored_value) as some from order_line l where l.merchant_id = $1 and l.order_id = o.order_id) s
       where o.merchant_id = $1 and o.import_id = $2 and o.status <> 'undone' and m.tier_id is not null),
      added as materialized (select t.order_id, t.member_id, l.line_no, (o.paid_at at time zone $3)::date as day, case when l.stored_value then 0 else l.paid_minor - l.refunded_minor end spend from ${TOUCHED} t join member m on m.merchant_id = $1 and m.member_id = t.member_id and m.tier_id is not null
       join shop_order o on o.merchant_id = $1 and o.order_id = t.order_id join order_line l on l.merchant_id = $1 and l.order_id = t.order_id and l.import_id = $2)
     select member_id, day, sum(growth)::bigint growth, sum(spend)::bigint spend, sum(n)::int orders from (
       select member_id, day, 0 growth, spend, n from o
       union all select member_id, day, 0, spend, 0 from added
       union all select a.member_id, a.day, l.points - l.asked, 0, 0 from lot l join added a on a.member_id = l.member_id and a.order_id = l.order_id and a.line_no = l.line_no where l.merchant_id = $1 and l.wallet = 'growth'
       union all select o.member_id, o.day, l.points - l.asked, 0, 0 from lot l join o on o.member_id = l.member_id and o.order_id = l.order_id where l.merchant_id = $1 and l.wallet = 'growth') x group by 1, 2`, [tx.merchantId, importId, zone])

export const membersOfImport = async (tx: Tx, importId: string, after: MemberId | null, limit: number): Promise<MemberId[]> =>
  (await tx.query<{ member_id: MemberId }>(
    `select distinct member_id from (select member_id from shop_order where merchant_id = $1 and import_id = $2 and status <> 'undone' union all select member_id from ${TOUCHED} t) x
     where member_id > coalesce($3, '00000000-0000-0000-0000-000000000000'::uuid) order by member_id limit $4`, [tx.merchantId, importId, after, limit])).map((r) => r.member_id)

export const ordersToUndo = async (tx: Tx, importId: string, members: readonly MemberId[]): Promise<OrderId[]> =>
  (await tx.query<{ order_id: OrderId }>("select order_id from shop_order where merchant_id = $1 and import_id = $2 and status <> 'undone' and member_id = any($3::uuid[]) order by order_id", [tx.merchantId, importId, members])).map((r) => r.order_id)

/** Orders of before that it touched: of these members, or of nobody. */
export const ordersTouched = async (tx: Tx, importId: string, members: readonly MemberId[] | null): Promise<OrderId[]> =>
  (await tx.query<{ order_id: OrderId }>(`select order_id from ${TOUCHED} t where case when $3::uuid[] is null then member_id is null else member_id = any($3) end order by order_id`, [tx.merchantId, importId, members])).map((r) => r.order_id)

/** What was booked of orders: everything of those that go, and of those that stay what this import and refunds did. */
export const factsOfOrders = (tx: Tx, importId: string, members: readonly MemberId[], gone: readonly OrderId[], touched: readonly OrderId[]): Promise<{ member_id: MemberId; fact_id: string; order_id: OrderId; kind: string }[]> =>
  tx.query(
    `select member_id, fact_id, order_id, kind from fact where merchant_id = $1 and member_id = any($2::uuid[]) and kind <> 'undo'
       and (order_id = any($3::uuid[]) or (order_id = any($4::uuid[]) and (kind = 'refund' or (kind = 'order' and actor = 'import:' || $5::text))))`, [tx.merchantId, members, gone, touched, importId])

/** Orders whose lots came to their member with a merge: the facts stand in the log of who was merged. */
export const ordersWithLots = async (tx: Tx, members: readonly MemberId[], orders: readonly OrderId[]): Promise<OrderId[]> =>
  orders.length === 0 ? [] : (await tx.query<{ order_id: OrderId }>('select distinct order_id from lot where merchant_id = $1 and order_id = any($3::uuid[]) and member_id = any($2::uuid[])', [tx.merchantId, members, orders])).map((r) => r.order_id)

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
  // An account it added to a member of before goes too, unless another import of that channel brought something since: then it is that one's.
  await tx.run(
    `delete from member_account a using member m where a.merchant_id = $1 and a.import_id = $2 and m.merchant_id = $1 and m.member_id = a.member_id and m.import_id is distinct from $2
       and not exists (select from shop_order o where o.merchant_id = $1 and o.member_id = a.member_id and o.channel = a.channel and o.import_id is distinct from $2 and o.status <> 'undone')`, [tx.merchantId, importId])
  await tx.run(
    `update member_account a set import_id = (select o.import_id from shop_order o where o.merchant_id = $1 and o.member_id = a.member_id and o.channel = a.channel and o.import_id is distinct from $2 and o.status <> 'undone' order by o.booked_at, o.order_id limit 1)
     where a.merchant_id = $1 and a.import_id = $2`, [tx.merchantId, importId])
  return tx.run("update member set left_at = $3, name = '', phone_hash = null, phone_cipher = null, phone_last4 = null, region = '' where merchant_id = $1 and member_id = any($2::uuid[])", [tx.merchantId, gone, new Date(now)])
}

export const dropCancellations = (tx: Tx, importId: string): Promise<number> => tx.run('delete from import_cancellation where merchant_id = $1 and import_id = $2', [tx.merchantId, importId])

/** Cancellations of other imports that had found their sale in these orders wait again. */
export const freeCancellations = (tx: Tx, importId: string, orders: readonly OrderId[]): Promise<number> =>
  tx.run(
    `with back as (select o.channel, r.import_id, c.cancel_no, l.sku, sum(b.quantity)::int quantity from refund r join refund_line b using (merchant_id, refund_id) join order_line l using (merchant_id, order_id, line_no) join shop_order o using (merchant_id, order_id)
        join lateral (select distinct k.cancel_no from import_cancellation k where k.merchant_id = $1 and k.channel = o.channel and k.cancel_no in (r.refund_no, regexp_replace(r.refund_no, '/[0-9]+$', '')) and k.sku = l.sku and k.import_id = r.import_id) c on true
        where r.merchant_id = $1 and r.order_id = any($3::uuid[]) and r.import_id <> $2 group by 1, 2, 3, 4),
      share as (select k.channel, k.cancel_no, k.sku, k.ordinal, least(k.matched, greatest(0, b.quantity - coalesce(sum(k.matched) over (partition by k.channel, k.cancel_no, k.sku order by k.ordinal desc rows between unbounded preceding and 1 preceding), 0)))::int quantity
        from import_cancellation k join back b on b.channel = k.channel and b.cancel_no = k.cancel_no and b.sku = k.sku where k.merchant_id = $1)
     update import_cancellation k set matched = k.matched - s.quantity from share s where k.merchant_id = $1 and k.channel = s.channel and k.cancel_no = s.cancel_no and k.sku = s.sku and k.ordinal = s.ordinal and s.quantity > 0`, [tx.merchantId, importId, orders])
