import type { Instant, LocalDate, Zone } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { AnomalyKind } from './find-anomalies.rows.js'

export interface AnomalyRow {
  anomaly_id: string; kind: AnomalyKind; key: string; staff_id: string | null; staff_name: string | null; store_id: string | null; store_name: string | null; member_id: string | null; member_name: string | null; day: LocalDate; first_at: Date; last_at: Date
  times: number; points: number; minor: number; facts: Record<string, unknown>; state: 'open' | 'looked' | 'dismissed'; note: string; decided_at: Date | null; decided_name: string | null; found_at: Date
}

const ANOMALY = `select a.anomaly_id, a.kind, a.key, a.staff_id, s.name as staff_name, a.store_id, t.name as store_name, a.member_id, case when m.name = '' then m.member_no else m.name end as member_name, to_char(a.day, 'YYYY-MM-DD') as day, a.first_at, a.last_at,
    a.times, a.points, a.minor, a.facts, a.state, a.note, a.decided_at, d.name as decided_name, a.found_at
  from anomaly a left join staff s on s.merchant_id = a.merchant_id and s.staff_id = a.staff_id left join store t on t.merchant_id = a.merchant_id and t.store_id = a.store_id
  left join member m on m.merchant_id = a.merchant_id and m.member_id = a.member_id left join staff d on d.merchant_id = a.merchant_id and d.staff_id = a.decided_by where a.merchant_id = $1`

export const listAnomalies = (tx: Tx, open: boolean): Promise<AnomalyRow[]> =>
  tx.query<AnomalyRow>(`${ANOMALY} and (a.state = 'open') = $2 order by ${open ? 'a.last_at' : 'a.decided_at'} desc, a.anomaly_id desc limit 200`, [tx.merchantId, open])

export const anomalyById = async (tx: Tx, id: string): Promise<AnomalyRow | undefined> => (await tx.query<AnomalyRow>(`${ANOMALY} and a.anomaly_id = $2`, [tx.merchantId, id]))[0]

/** How many wait, how many were looked at, and out of how many sales of thirty days they were picked. */
export const countAnomalies = async (tx: Tx, since: Instant): Promise<{ open: number; looked: number; sales: number }> =>
  (await tx.query<{ open: number; looked: number; sales: number }>(
    `select (select count(*)::int from anomaly where merchant_id = $1 and state = 'open') as open, (select count(*)::int from anomaly where merchant_id = $1 and state <> 'open') as looked, (select count(*)::int from staff_given where merchant_id = $1 and at >= $2) as sales`, [tx.merchantId, new Date(since)]))[0]!

export const decideAnomaly = (tx: Tx, a: { id: string; state: string; note: string; staffId: string }, now: Instant): Promise<number> =>
  tx.run("update anomaly set state = $3, note = $4, decided_by = case $3 when 'open' then null else $5::uuid end, decided_at = case $3 when 'open' then null else $6::timestamptz end where merchant_id = $1 and anomaly_id = $2", [tx.merchantId, a.id, a.state, a.note, a.staffId, new Date(now)])

export interface EvidenceRow { at: Date; points: number | null; minor: number | null; what: 'sale' | 'hand' | 'scan' | 'lookup' | 'refund'; reason: string; order_id: string | null; order_no: string | null; member_id: string | null; member_name: string | null; present: boolean | null }

const NAMED = "case when m.name = '' then m.member_no else m.name end as member_name"

/** Acts of one person on a day (of one shift, to one member): what they gave, and whether the member's own code was there. */
export const givenEvidence = (tx: Tx, o: { staffId: string; memberId: string | null; day: LocalDate; shiftId: string | null; sales: boolean }): Promise<EvidenceRow[]> =>
  tx.query<EvidenceRow>(
    `select g.at, g.points, o.paid_minor as minor, g.kind as what, coalesce(f.reason, '') as reason, g.order_id, o.order_no, g.member_id, ${NAMED},
       case g.kind when 'sale' then coalesce(v.by_code, false) else exists (select from visit x where x.merchant_id = $1 and x.member_id = g.member_id and x.by_code and x.opened_at between g.at - interval '1 hour' and g.at + interval '10 minutes') end as present
     from staff_given g join member m on m.merchant_id = $1 and m.member_id = g.member_id left join shop_order o on o.merchant_id = $1 and o.order_id = g.order_id left join visit v on v.merchant_id = $1 and v.visit_id = o.visit_id
     left join fact f on f.merchant_id = $1 and f.member_id = g.member_id and f.fact_id = g.act_id::text
     where g.merchant_id = $1 and g.staff_id = $2 and ($3::uuid is null or g.member_id = $3) and case when $5::uuid is null then g.day = $4::date else g.shift_id = $5 end and (not $6 or g.kind = 'sale') order by g.at desc limit 200`, [tx.merchantId, o.staffId, o.memberId, o.day, o.shiftId, o.sales])

/** Visits of one person on a day of the shop's calendar: by code, or looked up without one. */
export const visitEvidence = (tx: Tx, o: { staffId: string | null; storeId: string | null; day: LocalDate; zone: Zone; byCode: boolean; from: Date; to: Date }): Promise<EvidenceRow[]> =>
  tx.query<EvidenceRow>(
    `select v.opened_at as at, null as points, o.paid_minor as minor, case when v.by_code then 'scan' else 'lookup' end as what, '' as reason, v.order_id, o.order_no, v.member_id, ${NAMED}, v.by_code as present
     from visit v join member m on m.merchant_id = $1 and m.member_id = v.member_id left join shop_order o on o.merchant_id = $1 and o.order_id = v.order_id
     where v.merchant_id = $1 and v.staff_id is not distinct from $2::uuid and ($3::uuid is null or v.store_id = $3) and v.by_code = $4 and (v.by_code or v.claim_ids = '{}') and v.opened_at between $5 and $6 and to_char(v.opened_at at time zone $7, 'YYYY-MM-DD') = $8 order by v.opened_at desc limit 200`,
    [tx.merchantId, o.staffId, o.byCode ? o.storeId : null, o.byCode, o.from, o.to, o.zone, o.day])

/** The order, what was spent after it, and the refund. */
export const refundEvidence = (tx: Tx, o: { refundId: string }): Promise<EvidenceRow[]> =>
  tx.query<EvidenceRow>(
    `with r as (select r.*, o.member_id, o.order_no, o.paid_at, o.paid_minor from refund r join shop_order o using (merchant_id, order_id) where r.merchant_id = $1 and r.refund_id = $2)
     select x.*, ${NAMED} from (
       select r.paid_at as at, (select points from staff_given g where g.merchant_id = $1 and g.order_id = r.order_id) as points, r.paid_minor as minor, 'sale' as what, '' as reason, r.order_id, r.order_no, r.member_id, null::boolean as present from r
       union all select s.effective_at, -sum(s.points)::bigint, null, 'hand', '', null, null, r.member_id, null from r join posting s on s.merchant_id = $1 and s.member_id = r.member_id and s.wallet = 'points' and s.to_account = 'spent' and s.effective_at between r.paid_at and r.refunded_at group by s.effective_at, r.member_id
       union all select r.refunded_at, -(r.outcome->>'newDebt')::bigint, -r.minor, 'refund', r.reason, r.order_id, r.order_no, r.member_id, null from r) x
     join member m on m.merchant_id = $1 and m.member_id = x.member_id order by x.at desc limit 200`, [tx.merchantId, o.refundId])

/** What is usual: acts of this person for one member and day, and the most of anybody else. */
export const usualOf = async (tx: Tx, o: { staffId: string; day: LocalDate; since: Instant }): Promise<{ tenths: number; others: number }> =>
  (await tx.query<{ tenths: number; others: number }>(
    `with d as (select staff_id, member_id, day, count(*) n from staff_given where merchant_id = $1 and at >= $4 and points > 0 group by staff_id, member_id, day)
     select coalesce(round(avg(n) filter (where staff_id = $2 and day <> $3::date) * 10), 0)::int as tenths, coalesce(max(n) filter (where staff_id <> $2), 0)::int as others from d`, [tx.merchantId, o.staffId, o.day, new Date(o.since)]))[0]!

/** Who they are: since when the person serves here, how often something of theirs was picked out; what the member owes. */
export const peopleOf = async (tx: Tx, a: { staffId: string | null; memberId: string | null }): Promise<{ days: number; picked: number; kept: number; debt: number; tier_id: string | null }> =>
  (await tx.query<{ days: number; picked: number; kept: number; debt: number; tier_id: string | null }>(
    `select (select count(distinct day)::int from staff_given where merchant_id = $1 and staff_id = $2) as days, (select count(*)::int from anomaly where merchant_id = $1 and staff_id = $2) as picked, (select count(*)::int from anomaly where merchant_id = $1 and staff_id = $2 and state = 'dismissed') as kept,
       coalesce((select debt from wallet where merchant_id = $1 and member_id = $3 and wallet = 'points'), 0)::bigint as debt, (select tier_id from member where merchant_id = $1 and member_id = $3) as tier_id`, [tx.merchantId, a.staffId, a.memberId]))[0]!
