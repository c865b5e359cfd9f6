import type { Instant } from '@huitou/units'
import { texts, type Tx } from '../platform/database/index.js'
import type { After } from '../platform/page/index.js'
import type { DraftKind, WhatIfResult, WhatIfRun } from './what-if-record.js'

interface Row {
  what_if_id: string; draft: DraftKind; version: number; saves: number; state: WhatIfRun['state']; done: number; members: number; from_at: Date; as_of: Date; result: WhatIfResult | null; fault: string
  started_by: string; by_name: string | null; finished_at: Date | null; alive_at: Date | null
}
const SELECT = `select w.what_if_id, w.draft, w.version, w.saves, w.state, w.done, w.members, w.from_at, w.as_of, w.result, w.fault, w.started_by, s.name by_name, w.finished_at, w.alive_at
  from what_if w left join staff s on s.merchant_id = w.merchant_id and w.started_by = 'staff:' || s.staff_id`
const runOf = (r: Row): WhatIfRun => ({
  whatIfId: r.what_if_id, draft: r.draft, version: r.version, saves: r.saves, state: r.state, done: r.done, members: r.members, fromAt: r.from_at.getTime(), asOf: r.as_of.getTime(), result: r.result, fault: r.fault,
  startedBy: r.started_by, byName: r.by_name ?? '', finishedAt: r.finished_at?.getTime() ?? null, aliveAt: r.alive_at?.getTime() ?? null,
})
const at = (instant: Instant) => new Date(instant)

/** Two starts at once: the second sees the first. */
export const lockDraft = (tx: Tx, draft: DraftKind): Promise<unknown> => tx.query("select pg_advisory_xact_lock(hashtextextended($1 || ':what-if:' || $2, 0))", [tx.merchantId, draft])

export const readRun = async (tx: Tx, whatIfId: string): Promise<WhatIfRun | null> => {
  const [row] = await tx.query<Row>(`${SELECT} where w.merchant_id = $1 and w.what_if_id = $2`, [tx.merchantId, whatIfId])
  return row ? runOf(row) : null
}

/** The newest run of a kind of draft. */
export const lastRun = async (tx: Tx, draft: DraftKind): Promise<WhatIfRun | null> => {
  const [row] = await tx.query<Row>(`${SELECT} where w.merchant_id = $1 and w.draft = $2 order by w.as_of desc, w.version desc limit 1`, [tx.merchantId, draft])
  return row ? runOf(row) : null
}

/** A new run of a draft takes the place of its older one, also of one that is still under way: its worker finds itself gone. */
export async function replaceRun(tx: Tx, run: { whatIfId: string; draft: DraftKind; version: number; saves: number; fromAt: Instant; startedBy: string; now: Instant }): Promise<void> {
  await tx.run('delete from what_if_member m using what_if w where w.merchant_id = $1 and w.draft = $2 and m.merchant_id = $1 and m.what_if_id = w.what_if_id', [tx.merchantId, run.draft])
  await tx.run("delete from what_if where merchant_id = $1 and draft = $2 and (version = $3 or state <> 'done')", [tx.merchantId, run.draft, run.version])
  await tx.run(
    "insert into what_if (merchant_id, what_if_id, draft, version, saves, state, from_at, as_of, started_by, alive_at) values ($1, $2, $3, $4, $5, 'running', $6, $7, $8, $7)",
    [tx.merchantId, run.whatIfId, run.draft, run.version, run.saves, at(run.fromAt), at(run.now), run.startedBy])
}

export const setMembers = (tx: Tx, whatIfId: string, members: number): Promise<number> =>
  tx.run("update what_if set done = 0, members = $3 where merchant_id = $1 and what_if_id = $2 and state = 'running'", [tx.merchantId, whatIfId, members])

/** So many members more; also the worker's sign of life. False when the run is not there any more. */
export const addProgress = async (tx: Tx, whatIfId: string, members: number, now: Instant): Promise<boolean> =>
  (await tx.run("update what_if set done = done + $3, alive_at = $4 where merchant_id = $1 and what_if_id = $2 and state = 'running'", [tx.merchantId, whatIfId, members, at(now)])) === 1

export const finishRun = (tx: Tx, whatIfId: string, o: { result: WhatIfResult } | { fault: string }, now: Instant): Promise<number> =>
  tx.run("update what_if set state = $3, result = $4::jsonb, fault = $5, finished_at = $6, alive_at = null where merchant_id = $1 and what_if_id = $2 and state = 'running'",
    [tx.merchantId, whatIfId, 'result' in o ? 'done' : 'failed', 'result' in o ? JSON.stringify(o.result) : null, 'fault' in o ? o.fault : '', at(now)])

/** What was weighed of a run that somebody stopped: of no use to anybody. Its worker finds the run gone and leaves nothing behind. */
export const dropMembers = (tx: Tx, whatIfId: string): Promise<number> => tx.run('delete from what_if_member where merchant_id = $1 and what_if_id = $2', [tx.merchantId, whatIfId])

export interface MemberWeighed { readonly memberId: string; readonly from: string | null; readonly to: string | null; readonly move: number; readonly now: number; readonly draft: number }

export const insertMembers = (tx: Tx, whatIfId: string, rows: readonly MemberWeighed[]): Promise<number> =>
  tx.run(
    `insert into what_if_member (merchant_id, what_if_id, member_id, from_tier, to_tier, move, points_now, points_draft, delta)
     select $1, $2, r.*, r.d - r.n from unnest($3::uuid[], $4::text[], $5::text[], $6::smallint[], $7::bigint[], $8::bigint[]) r(m, f, t, v, n, d)`,
    [tx.merchantId, whatIfId, rows.map((r) => r.memberId), texts(rows.map((r) => r.from)), texts(rows.map((r) => r.to)), rows.map((r) => r.move), rows.map((r) => r.now), rows.map((r) => r.draft)])

export type MemberList = 'up' | 'down' | 'stay' | 'more' | 'fewer'
const WHERE: Record<MemberList, string> = { up: 'w.move = 1', down: 'w.move = -1', stay: 'w.move = 0', more: 'w.delta > 0', fewer: 'w.delta < 0' }

/** Members of one list, those with the largest difference first. */
export const listMembers = (tx: Tx, whatIfId: string, o: { list: MemberList; from?: string; to?: string; after: After | null; limit: number }): Promise<{ member_id: string; name: string; from_tier: string | null; to_tier: string | null; points_now: number; points_draft: number; size: number }[]> =>
  tx.query(
    `select w.member_id, coalesce(nullif(m.name, ''), m.member_no) as name, w.from_tier, w.to_tier, w.points_now, w.points_draft, abs(w.delta) as size
     from what_if_member w join member m using (merchant_id, member_id)
     where w.merchant_id = $1 and w.what_if_id = $2 and ${WHERE[o.list]} and m.left_at is null and ($3::text is null or coalesce(w.from_tier, '') = $3) and ($4::text is null or coalesce(w.to_tier, '') = $4)
       and ($5::bigint is null or (-abs(w.delta), w.member_id) > (-$5::bigint, $6::uuid))
     order by -abs(w.delta), w.member_id limit $7`,
    [tx.merchantId, whatIfId, o.from ?? null, o.to ?? null, o.after?.[0] ?? null, o.after?.[1] ?? null, o.limit])
