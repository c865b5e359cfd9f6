import type { MaturedLots } from '@huitou/ledger'
import type { Instant, LocalDate } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { endsSql, idleSql } from '../points/index.js'

const at = (instant: Instant) => new Date(instant)
const OWN = "('available', 'pending', 'held')"
const DELTA = `case when p.to_account in ${OWN} then p.points else 0 end - case when p.from_account in ${OWN} then p.points else 0 end`

export interface WalletTotals { available: number; pending: number; held: number; in_transit: number; debt: number; members: number; debtors: number; held_until: Date | null; pending_in_7: number }

export const walletTotals = async (tx: Tx, wallet: string, now: Instant): Promise<WalletTotals> =>
  (await tx.query<WalletTotals>(
    `select coalesce(sum(available), 0)::bigint as available, coalesce(sum(pending), 0)::bigint as pending, coalesce(sum(held), 0)::bigint as held, coalesce(sum(in_transit), 0)::bigint as in_transit, coalesce(sum(debt), 0)::bigint as debt,
       count(*) filter (where available + pending + held + in_transit > 0)::int as members, count(*) filter (where debt > 0)::int as debtors,
       (select max(until_at) from hold where merchant_id = $1 and wallet = $2 and state = 'open') as held_until,
       (select coalesce(sum(left_points), 0)::bigint from lot where merchant_id = $1 and wallet = $2 and state = 'pending' and left_points > 0 and active_at > $3 and active_at <= $3 + interval '7 days') as pending_in_7
     from wallet where merchant_id = $1 and wallet = $2`, [tx.merchantId, wallet, at(now)]))[0]!

/** What is left of lots by last usable day (null: never expires); what has lapsed and the night has not posted yet stands apart, and so does what ends by inactivity: the next visit moves it. */
export const openByDay = (tx: Tx, o: { wallet: string; zone: string; now: Instant }): Promise<{ day: LocalDate | null; idle: boolean; points: number; lapsed: number }[]> =>
  tx.query(
    `select case when held = left_points and ends <= $4 then ($4 at time zone $3)::date else ((ends - interval '1 millisecond') at time zone $3)::date end as day, idle,
       sum(case when state = 'active' and ends <= $4 then held else left_points end)::bigint as points, sum(case when state = 'active' and ends <= $4 then left_points - held else 0 end)::bigint as lapsed
     from (select l.left_points, l.held, l.state, ${idleSql('l')} as idle, ${endsSql('l')} as ends from lot l where l.merchant_id = $1 and l.wallet = $2 and l.left_points > 0) l group by 1, 2 order by 1, 2`, [tx.merchantId, o.wallet, o.zone, at(o.now)])

export const activationsByDay = (tx: Tx, o: { wallet: string; zone: string; now: Instant }): Promise<{ day: LocalDate; points: number }[]> =>
  tx.query(`select (active_at at time zone $3)::date as day, sum(left_points)::bigint as points from lot where merchant_id = $1 and wallet = $2 and state = 'pending' and left_points > 0 and active_at > $4 group by 1 order by 1 limit 120`, [tx.merchantId, o.wallet, o.zone, at(o.now)])

/** The wallet's sum out of every posting there ever was, and what moved since an instant. */
export const postingSums = async (tx: Tx, wallet: string, from: Instant): Promise<{ own: number; issued: number; spent: number; expired: number }> =>
  (await tx.query<{ own: number; issued: number; spent: number; expired: number }>(
    `select coalesce(sum(${DELTA}), 0)::bigint as own,
       coalesce(sum(case when p.from_account = 'issued' then p.points when p.to_account = 'issued' then -p.points else 0 end) filter (where p.effective_at >= $3), 0)::bigint as issued,
       coalesce(sum(case when p.to_account = 'spent' then p.points when p.from_account = 'spent' then -p.points else 0 end) filter (where p.effective_at >= $3), 0)::bigint as spent,
       coalesce(sum(case when p.to_account = 'expired' then p.points when p.from_account = 'expired' then -p.points else 0 end) filter (where p.effective_at >= $3), 0)::bigint as expired
     from posting p where p.merchant_id = $1 and p.wallet = $2`, [tx.merchantId, wallet, at(from)]))[0]!

export const topDebtors = (tx: Tx, wallet: string): Promise<{ member_id: string; member_no: string; name: string; debt: number; since: Date | null }[]> =>
  tx.query(
    `select w.member_id, m.member_no, m.name, w.debt, (select max(p.effective_at) from posting p where p.merchant_id = $1 and p.member_id = w.member_id and p.wallet = $2 and p.from_account = 'debt') as since
     from wallet w join member m using (merchant_id, member_id) where w.merchant_id = $1 and w.wallet = $2 and w.debt > 0 order by w.debt desc, w.member_id limit 5`, [tx.merchantId, wallet])

/** Each lot that was over between two instants with what it had left at some age, and what of that expired. Lots that end by inactivity have no day to look back from. */
const OVER = (ages: string) => `with l as (select member_id, source, expires_at from lot where merchant_id = $1 and wallet = $2 and expires_at > $3 and expires_at <= $4),
  p as (select p.member_id, p.lot, p.effective_at, ${DELTA} as delta, case when p.to_account = 'expired' then p.points when p.from_account = 'expired' then -p.points else 0 end as gone
    from posting p join l on l.member_id = p.member_id and l.source = p.lot where p.merchant_id = $1 and p.wallet = $2),
  one as (select l.member_id, l.source, l.expires_at, a.age, coalesce(sum(p.delta) filter (where p.effective_at < ${ages}), 0) as left_then, greatest(coalesce(sum(p.gone) filter (where p.effective_at <= $4), 0) + greatest(coalesce(sum(p.delta) filter (where p.effective_at <= $4), 0), 0), 0) as expired
    from l cross join unnest($5::int[]) a(age) join p on p.member_id = l.member_id and p.lot = l.source group by l.member_id, l.source, l.expires_at, a.age)`

/** Lots that were over in the stretch, looked at so many days before their end, by blocks of members. */
export const maturedLots = (tx: Tx, o: { wallet: string; from: Instant; until: Instant; ages: readonly number[] }): Promise<MaturedLots[]> =>
  tx.query<MaturedLots>(
    `${OVER("l.expires_at - a.age * interval '1 day'")}
     select mod(abs(hashtext(member_id::text)::bigint), 200)::int as block, age, sum(left_then)::bigint as left, sum(least(expired, left_then))::bigint as expired, count(*)::int as lots from one where left_then > 0 group by 1, 2`,
    [tx.merchantId, o.wallet, at(o.from), at(o.until), o.ages])

/** What was left at an instant of lots that ended in the stretch after it, by last usable day, and what of it expired. */
export const whatBecameOf = (tx: Tx, o: { wallet: string; from: Instant; until: Instant; zone: string }): Promise<{ day: LocalDate; left: number; expired: number }[]> =>
  tx.query(
    `${OVER('$3')} select ((expires_at - interval '1 millisecond') at time zone $6)::date as day, sum(left_then)::bigint as left, sum(least(expired, left_then))::bigint as expired from one where left_then > 0 group by 1`,
    [tx.merchantId, o.wallet, at(o.from), at(o.until), [0], o.zone])

export const keepCount = (tx: Tx, wallet: string, asOf: Instant, report: unknown): Promise<number> =>
  tx.run('insert into liability_count (merchant_id, wallet, as_of, report) values ($1, $2, $3, $4::jsonb) on conflict (merchant_id, wallet, as_of) do update set report = excluded.report', [tx.merchantId, wallet, at(asOf), JSON.stringify(report)])

export const lastCount = async (tx: Tx, wallet: string): Promise<unknown> =>
  (await tx.query<{ report: unknown }>('select report from liability_count where merchant_id = $1 and wallet = $2 order by as_of desc limit 1', [tx.merchantId, wallet]))[0]?.report ?? null
