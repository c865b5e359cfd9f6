import type { Instant, LocalDate } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export interface StaffDayRow { staff_id: string; name: string; role: 'owner' | 'manager' | 'clerk'; sales: number; paid_minor: number; given: number; back: number; redeemed: number; refunds: number; refund_minor: number; hand_times: number; hand_given: number; hand_taken: number; anomalies: number }

/** What each person did on a day: only those who did anything. */
export const readStaffDay = (tx: Tx, o: { day: LocalDate; from: Instant; to: Instant }): Promise<StaffDayRow[]> =>
  tx.query<StaffDayRow>(
    `with o as (select staff_id, count(*)::int as sales, sum(paid_minor)::bigint as paid_minor, sum(points_spent)::bigint as redeemed from shop_order where merchant_id = $1 and staff_id is not null and import_id is null and status <> 'undone' and paid_at >= $3 and paid_at < $4 group by staff_id),
       g as (select staff_id, coalesce(sum(points) filter (where kind = 'sale'), 0)::bigint as given, coalesce(sum(back), 0)::bigint as back, (count(*) filter (where kind = 'hand'))::int as hand_times,
         coalesce(sum(points) filter (where kind = 'hand' and points > 0), 0)::bigint as hand_given, coalesce(-sum(points) filter (where kind = 'hand' and points < 0), 0)::bigint as hand_taken from staff_given where merchant_id = $1 and day = $2::date group by staff_id),
       r as (select staff_id, count(*)::int as refunds, sum(minor)::bigint as refund_minor from refund where merchant_id = $1 and staff_id is not null and import_id is null and refunded_at >= $3 and refunded_at < $4 group by staff_id),
       a as (select staff_id, count(*)::int as anomalies from anomaly where merchant_id = $1 and staff_id is not null and day = $2::date group by staff_id)
     select s.staff_id, s.name, s.role, coalesce(o.sales, 0) as sales, coalesce(o.paid_minor, 0)::bigint as paid_minor, coalesce(g.given, 0)::bigint as given, coalesce(g.back, 0)::bigint as back, coalesce(o.redeemed, 0)::bigint as redeemed, coalesce(r.refunds, 0) as refunds, coalesce(r.refund_minor, 0)::bigint as refund_minor,
       coalesce(g.hand_times, 0) as hand_times, coalesce(g.hand_given, 0)::bigint as hand_given, coalesce(g.hand_taken, 0)::bigint as hand_taken, coalesce(a.anomalies, 0) as anomalies
     from staff s left join o using (staff_id) left join g using (staff_id) left join r using (staff_id) left join a using (staff_id)
     where s.merchant_id = $1 and (o.staff_id is not null or g.staff_id is not null or r.staff_id is not null or a.staff_id is not null) order by coalesce(a.anomalies, 0) desc, coalesce(g.given, 0) desc, s.created_at, s.staff_id limit 2000`, [tx.merchantId, o.day, new Date(o.from), new Date(o.to)])
