import type { Instant, LocalDate, MemberId } from '@huitou/units'
import type { Sql, Tx } from '../platform/database/index.js'

export interface CheckRow { key: string; questions: number; looked: number | null; broken: number; rows: { what: string; ref: string }[] }
export interface RunRow { audit_run_id: string; by: string; started_at: Date; finished_at: Date | null; day: LocalDate; broken: number; checks: CheckRow[] }

const SHOWN = 20

/** Puts one question to the rows that this transaction may see: row-level security leaves those of one shop. */
export async function ask(tx: Tx, sql: string): Promise<{ broken: number; rows: { what: string; ref: string }[] }> {
  const rows = await tx.query<{ n: number; broken: string; ref: string | null }>(`with b as materialized (${sql}) select (select count(*)::int from b) as n, b.broken, b.ref from b limit ${SHOWN}`)
  return { broken: rows[0]?.n ?? 0, rows: rows.map((r) => ({ what: r.broken, ref: r.ref ?? '' })) }
}

const LOOKED: Readonly<Record<string, string>> = { act: 'act', order: 'shop_order', visit: 'visit', community: 'post', coupon: 'coupon_claim', points: 'posting', tier: 'tier_standing' }

/** How many rows a section's questions went over, where one table says it. */
export const lookedOver = async (tx: Tx, section: string): Promise<number | null> =>
  LOOKED[section] ? (await tx.query<{ n: number }>(`select count(*)::int as n from ${LOOKED[section]} where merchant_id = $1`, [tx.merchantId]))[0]!.n : null

/** Members by chance who have done something: whoever stands first by a hash, asked one by one until there are enough. Not left to the planner: before it knows of an import it went through the log of everybody. */
export const someMembersSql = (merchantId: string, salt: string, most: number): Sql => ({
  text: `select s.member_id from (select m.member_id, md5(m.member_id::text || $2) as place from member m where m.merchant_id = $1 order by place offset 0) s
    cross join lateral (select from fact f where f.merchant_id = $1 and f.member_id = s.member_id limit 1) did order by s.place limit $3`,
  values: [merchantId, salt, most],
})

/** Other ones for another salt, the same for the same one. */
export const someMembers = async (tx: Tx, salt: string, most: number): Promise<MemberId[]> => {
  const { text, values } = someMembersSql(tx.merchantId, salt, most)
  return (await tx.query<{ member_id: MemberId }>(text, values)).map((r) => r.member_id)
}

export const beginRun = (tx: Tx, r: { auditRunId: string; by: string; day: LocalDate }, now: Instant): Promise<number> =>
  tx.run('insert into self_audit_run (merchant_id, audit_run_id, by, started_at, day) values ($1, $2, $3, $4, $5::date)', [tx.merchantId, r.auditRunId, r.by, new Date(now), r.day])

export const endRun = (tx: Tx, r: { auditRunId: string; broken: number; checks: readonly CheckRow[] }, now: Instant): Promise<number> =>
  tx.run('update self_audit_run set finished_at = $3, broken = $4, checks = $5::jsonb where merchant_id = $1 and audit_run_id = $2', [tx.merchantId, r.auditRunId, new Date(now), r.broken, JSON.stringify(r.checks)])

export const lastRuns = (tx: Tx, most: number): Promise<RunRow[]> =>
  tx.query<RunRow>('select audit_run_id, by, started_at, finished_at, day, broken, checks from self_audit_run where merchant_id = $1 order by started_at desc, audit_run_id desc limit $2', [tx.merchantId, most])

/** The worst end of each day since one. */
export const daysSince = (tx: Tx, day: LocalDate): Promise<{ day: LocalDate; broken: number; open: number; done: number }[]> =>
  tx.query('select day, max(broken)::int as broken, count(*) filter (where finished_at is null)::int as open, count(finished_at)::int as done from self_audit_run where merchant_id = $1 and day >= $2::date group by day', [tx.merchantId, day])
