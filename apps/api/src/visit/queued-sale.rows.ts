import type { Tx } from '../platform/database/index.js'

export interface QueuedRow {
  id: string; told_at: Date; sold_at: Date | null; refused: boolean; code: string | null; paid_minor: number | null; points: number
  order_id: string | null; order_no: string | null; member_id: string | null; member_name: string | null; till_name: string; store_name: string; clerk_name: string | null
}

/** What tills sold without a network, newest told first: booked ones, and those refused, of which only the act remains. */
export const listQueued = (tx: Tx, ask: { only: 'refused' | 'look' | null; after: readonly [number, string] | null; limit: number }): Promise<QueuedRow[]> =>
  tx.query<QueuedRow>(
    `with sales as (
       (select q.sale_id as id, q.told_at, q.sold_at, false as refused, nullif(q.code_problem, '') as code, q.paid_minor, q.points_earned as points, q.order_id, q.member_id, q.till_id, q.staff_id from queued_sale q
         where q.merchant_id = $1 and $5::text is distinct from 'refused' and ($5::text is null or q.code_problem <> '') and ($2::timestamptz is null or (q.told_at, q.sale_id) < ($2, $3::uuid)) order by q.told_at desc, q.sale_id desc limit $4)
       union all
       (select a.act_id, a.at, (a.answer->'facts'->>'soldAt')::timestamptz, true, a.answer->>'code', (a.answer->'facts'->>'payMinor')::bigint, 0, null, null, substr(a.actor, 6)::uuid, null from act a
         where a.merchant_id = $1 and a.kind = 'book-queued-sale' and a.outcome = 'refused' and a.actor like 'till:%' and $5::text is distinct from 'look' and ($2::timestamptz is null or (a.at, a.act_id) < ($2, $3::uuid)) order by a.at desc, a.act_id desc limit $4))
     select s.id, s.told_at, s.sold_at, s.refused, s.code, s.paid_minor, s.points, s.order_id, o.order_no, s.member_id, m.name as member_name, coalesce(t.name, '') as till_name, coalesce(r.name, '') as store_name, c.name as clerk_name
     from sales s left join shop_order o on o.merchant_id = $1 and o.order_id = s.order_id left join member m on m.merchant_id = $1 and m.member_id = s.member_id
       left join till t on t.merchant_id = $1 and t.till_id = s.till_id left join store r on r.merchant_id = $1 and r.store_id = t.store_id left join staff c on c.merchant_id = $1 and c.staff_id = s.staff_id
     order by s.told_at desc, s.id desc limit $4`,
    [tx.merchantId, ask.after ? new Date(ask.after[0]) : null, ask.after?.[1] ?? null, ask.limit, ask.only])
