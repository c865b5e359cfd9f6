import type { Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { ImportOutcome, ImportProgress, ImportRun, ImportStatus, ImportTerms } from './import-record.js'
import type { Mapping } from './presets.js'
import type { Problem } from './staging.rows.js'

interface Row {
  import_id: string; import_no: string; file_name: string; bytes: number; status: ImportStatus; shape: ImportRun['shape']; terms: ImportTerms | null; progress: Partial<ImportProgress>; outcome: ImportOutcome | null
  fault: string; started_by: string; by_name: string | null; created_at: Date; finished_at: Date | null; alive_at: Date | null
}
const SELECT = `select i.import_id, i.import_no, i.file_name, i.bytes, i.status, i.shape, i.terms, i.progress, i.outcome, i.fault, i.started_by, s.name by_name, i.created_at, i.finished_at, i.alive_at
  from import_run i left join staff s on s.merchant_id = i.merchant_id and i.started_by = 'staff:' || s.staff_id`
const runOf = (r: Row): ImportRun => ({
  importId: r.import_id, importNo: r.import_no, fileName: r.file_name, bytes: r.bytes, status: r.status, shape: r.shape, terms: r.terms, progress: { phase: r.progress.phase ?? null, done: r.progress.done ?? 0, of: r.progress.of ?? 0 }, outcome: r.outcome,
  fault: r.fault, startedBy: r.started_by, byName: r.by_name ?? '', createdAt: r.created_at.getTime(), finishedAt: r.finished_at?.getTime() ?? null, aliveAt: r.alive_at?.getTime() ?? null,
})
const at = (instant: Instant) => new Date(instant)

/** A new run, numbered within its day: IM-1122-01. */
export async function insertRun(tx: Tx, o: { importId: string; fileName: string; startedBy: string; day: string; now: Instant }): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`import-no:${tx.merchantId}`])
  await tx.run(
    `insert into import_run (merchant_id, import_id, import_no, file_name, status, started_by, created_at)
     select $1, $2, 'IM-' || $3 || '-' || lpad((count(*) + 1)::text, 2, '0'), $4, 'uploading', $5, $6 from import_run where merchant_id = $1 and import_no like 'IM-' || $3 || '-%'`,
    [tx.merchantId, o.importId, o.day.slice(2).replaceAll('-', ''), o.fileName, o.startedBy, at(o.now)])
}

export const readRun = async (tx: Tx, importId: string, lock = false): Promise<ImportRun | null> => {
  const [row] = await tx.query<Row>(`${SELECT} where i.merchant_id = $1 and i.import_id = $2${lock ? ' for update of i' : ''}`, [tx.merchantId, importId])
  return row ? runOf(row) : null
}

export const listRuns = async (tx: Tx, o: { before: { at: Date; id: string } | null; limit: number }): Promise<ImportRun[]> =>
  (await tx.query<Row>(`${SELECT} where i.merchant_id = $1 and i.status <> 'uploading' and ($2::timestamptz is null or (i.created_at, i.import_id) < ($2, $3)) order by i.created_at desc, i.import_id desc limit $4`, [tx.merchantId, o.before?.at ?? null, o.before?.id ?? null, o.limit])).map(runOf)

export const setUploaded = (tx: Tx, importId: string, o: { bytes: number; sha256: Buffer; shape: NonNullable<ImportRun['shape']> }): Promise<number> =>
  tx.run("update import_run set status = 'uploaded', bytes = $3, sha256 = $4, shape = $5::jsonb where merchant_id = $1 and import_id = $2", [tx.merchantId, importId, o.bytes, o.sha256, JSON.stringify(o.shape)])

export const dropRun = (tx: Tx, importId: string): Promise<number> => tx.run("delete from import_run where merchant_id = $1 and import_id = $2 and status = 'uploading'", [tx.merchantId, importId])

export const setTerms = (tx: Tx, importId: string, terms: ImportTerms): Promise<number> => tx.run('update import_run set terms = $3::jsonb where merchant_id = $1 and import_id = $2', [tx.merchantId, importId, JSON.stringify(terms)])

export const setStatus = (tx: Tx, importId: string, status: ImportStatus, now: Instant): Promise<number> =>
  tx.run("update import_run set status = $3, started_at = $4, alive_at = $4, finished_at = null, fault = '', progress = '{}' where merchant_id = $1 and import_id = $2", [tx.merchantId, importId, status, at(now)])

/** How far it got; also the worker's sign of life. */
export const setProgress = (tx: Tx, importId: string, progress: ImportProgress, now: Instant): Promise<number> =>
  tx.run('update import_run set progress = $3::jsonb, alive_at = $4 where merchant_id = $1 and import_id = $2', [tx.merchantId, importId, JSON.stringify(progress), at(now)])

export const finishRun = (tx: Tx, importId: string, o: { status: ImportStatus; outcome?: ImportOutcome; fault?: string }, now: Instant): Promise<number> =>
  tx.run("update import_run set status = $3, outcome = coalesce($4::jsonb, outcome), fault = $5, finished_at = $6, undone_at = case when $3 = 'undone' then $6 else undone_at end, progress = progress || '{\"phase\": null}', alive_at = null where merchant_id = $1 and import_id = $2",
    [tx.merchantId, importId, o.status, o.outcome ? JSON.stringify(o.outcome) : null, o.fault ?? '', at(now)])

export const emptyProblems = (tx: Tx, importId: string): Promise<number> => tx.run('delete from import_problem where merchant_id = $1 and import_id = $2', [tx.merchantId, importId])

export const insertProblems = (tx: Tx, importId: string, problems: readonly Problem[]): Promise<number> =>
  tx.run(
    `insert into import_problem (merchant_id, import_id, row_no, code, column_name, value, cells)
     select $1, $2, p.row_no, p.code, p.column_name, p.value, array(select jsonb_array_elements_text(p.cells::jsonb))
     from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[]) p(row_no, code, column_name, value, cells) on conflict do nothing`,
    [tx.merchantId, importId, problems.map((p) => p.rowNo), problems.map((p) => p.code), problems.map((p) => clean(p.column)), problems.map((p) => clean(p.value)), problems.map((p) => JSON.stringify(p.cells.map(clean)))])

const clean = (text: string): string => text.replaceAll('\u0000', '').slice(0, 500)

/** Faulty rows in the order of the file, in pieces. */
export const problemsAfter = (tx: Tx, importId: string, after: { rowNo: number; code: string }, limit: number): Promise<{ row_no: number; code: string; column_name: string; value: string; cells: string[] }[]> =>
  tx.query('select row_no, code, column_name, value, cells from import_problem where merchant_id = $1 and import_id = $2 and (row_no, code) > ($3, $4) order by row_no, code limit $5', [tx.merchantId, importId, after.rowNo, after.code, limit])

/** Whose files lie there: how far their runs are. */
export const runsOfFiles = (tx: Tx, ids: readonly string[]): Promise<{ importId: string; status: ImportStatus; createdAt: Instant; aliveAt: Instant | null }[]> =>
  tx.query<{ import_id: string; status: ImportStatus; created_at: Date; alive_at: Date | null }>('select import_id, status, created_at, alive_at from import_run where merchant_id = $1 and import_id = any($2::uuid[])', [tx.merchantId, ids])
    .then((rows) => rows.map((row) => ({ importId: row.import_id, status: row.status, createdAt: row.created_at.getTime(), aliveAt: row.alive_at?.getTime() ?? null })))

/** Faulty rows and samples of imports that began before an instant; the counts of the run stay. */
export async function forgetRows(tx: Tx, before: Instant): Promise<void> {
  await tx.run('delete from import_problem p using import_run r where p.merchant_id = $1 and r.merchant_id = $1 and r.import_id = p.import_id and r.created_at < $2 and r.alive_at is null', [tx.merchantId, at(before)])
  await tx.run(
    `update import_run set shape = jsonb_set(shape, '{guess,columns}', (select coalesce(jsonb_agg(c || '{"samples": []}' order by n), '[]') from jsonb_array_elements(shape #> '{guess,columns}') with ordinality as x(c, n)))
     where merchant_id = $1 and created_at < $2 and jsonb_path_exists(shape, '$.guess.columns[*].samples[0]')`, [tx.merchantId, at(before)])
}

export const listPresetRows = (tx: Tx): Promise<{ preset_id: string; name: string; mapping: Mapping }[]> =>
  tx.query('select preset_id, name, mapping from import_preset where merchant_id = $1 order by name', [tx.merchantId])

export const insertPreset = (tx: Tx, o: { presetId: string; name: string; mapping: Mapping; now: Instant }): Promise<number> =>
  tx.run('insert into import_preset (merchant_id, preset_id, name, mapping, created_at) values ($1, $2, $3, $4::jsonb, $5) on conflict (merchant_id, name) do nothing', [tx.merchantId, o.presetId, o.name, JSON.stringify(o.mapping), at(o.now)])
