/**
 * Where a member stands by their own rhythm, as a SQL expression over `member m`: how long since the last order, in
 * multiples of the usual gap between orders. Whoever bought once or twice is measured by the shop's own rhythm.
 * @param gap SQL of the shop's typical gap, an interval
 * @param now SQL of the instant asked about
 */
export const stageSql = (gap: string, now: string): string => {
  const since = `(${now} - m.last_order_at)`
  const own = `case when m.order_count >= 3 then greatest((m.last_order_at - m.first_order_at) / (m.order_count - 1), interval '7 days') else ${gap} end`
  return `case when m.order_count = 0 or m.last_order_at is null then null when m.order_count = 1 and ${since} <= 1.5 * ${gap} then 'new' when ${since} <= 1.5 * (${own}) then 'active' when ${since} <= 3 * (${own}) then 'at-risk' when ${since} <= 6 * (${own}) then 'sleeping' else 'lost' end`
}

/** The shop's typical gap between two orders of one member, as a scalar subquery; 60 days until there is one. */
export const typicalGapSql = (merchant: string): string =>
  `coalesce((select least(greatest(percentile_cont(0.5) within group (order by (g.last_order_at - g.first_order_at) / (g.order_count - 1)), interval '7 days'), interval '180 days') from member g where g.merchant_id = ${merchant} and g.order_count >= 2), interval '60 days')`

export type Stage = 'new' | 'active' | 'at-risk' | 'sleeping' | 'lost'
export const STAGES: readonly Stage[] = ['new', 'active', 'at-risk', 'sleeping', 'lost']
