import type { Instant } from '@huitou/units'
import type { Sql } from '../platform/database/index.js'

/** Units at one second of a sale. */
export interface BinRow { readonly at: Date; readonly reserved: number; readonly freed: number; readonly redeemed: number }

/** What happened by second: reservations, units that came free (lapsed, given back, refunded or not bought), units bought. */
export const binsOf = (o: { merchantId: string; flashId: string; now: Instant }): Sql => ({
  text: `select date_trunc('second', e.at) as at, sum(e.reserved)::int as reserved, sum(e.freed)::int as freed, sum(e.redeemed)::int as redeemed from (
      select held_at as at, units as reserved, 0 as freed, 0 as redeemed from flash_hold where merchant_id = $1 and flash_id = $2
      union all select coalesce(moved_at, ends_at), 0, units - sold + returned, sold from flash_hold where merchant_id = $1 and flash_id = $2 and (state <> 'held' or ends_at <= $3)) e group by 1 order by 1`,
  values: [o.merchantId, o.flashId, new Date(o.now)],
})

export interface CheckRow { readonly reservations: number; readonly above_limit: number; readonly too_soon: number; readonly units_held: number; readonly units_kept: number }

export const checksOf = (o: { merchantId: string; flashId: string; perMember: number; start: Instant; now: Instant }): Sql => ({
  text: `select count(*)::int as reservations, count(*) filter (where h.held_at < $4)::int as too_soon,
      coalesce(sum(h.units) filter (where h.state = 'held' and h.ends_at > $5), 0)::int as units_held, coalesce(sum(h.sold - h.returned), 0)::int as units_kept,
      (select count(*)::int from (select from flash_hold a where a.merchant_id = $1 and a.flash_id = $2 and a.state in ('held', 'redeemed')
        and not exists (select from merge_move g where g.merchant_id = $1 and g.kind = 'flash_hold' and g.ref = a.reservation_id::text) group by a.member_id having sum(case a.state when 'held' then a.units else a.sold - a.returned end) > $3) x) as above_limit
    from flash_hold h where h.merchant_id = $1 and h.flash_id = $2`,
  values: [o.merchantId, o.flashId, o.perMember, new Date(o.start), new Date(o.now)],
})
