import { Controller, Req, Res } from '@nestjs/common'
import { importRoutes, type InputOf } from '@huitou/contract'
import { dateAt, isZone } from '@huitou/units'
import { existsSync } from 'node:fs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, Input, actorOf, notFound, refuse, type StaffCaller } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { readMerchant } from './booking.rows.js'
import { csvLine, UTF8_MARK } from '../platform/csv/index.js'
import { FILE_DAYS, ImportFiles } from './import-files.js'
import { ImportJobs, type ImportJob } from './import-jobs.js'
import { isUnderWay, type ImportRun, type ImportTerms } from './import-record.js'
import { guessView, viewOf } from './import-view.js'
import { dropRun, insertPreset, insertRun, listPresetRows, listRuns, problemsAfter, readRun, setStatus, setTerms, setUploaded } from './import.rows.js'
import { previewRows } from './preview-import.js'
import { previewUndo } from './undo-import.js'
import { undoFacts } from './undo.rows.js'
import { PRESETS } from './presets.js'
import { missingFields } from './read-row.js'
import { takeUpload } from './upload-orders.js'
import { faultSentence } from './fault-sentence.js'

type In<K extends keyof typeof importRoutes> = InputOf<(typeof importRoutes)[K]>

@Controller()
export class ImportController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly files: ImportFiles, private readonly jobs: ImportJobs) {}

  @Endpoint(importRoutes.listImports)
  async list(@Input() input: In<'listImports'>, @Caller() caller: StaffCaller) {
    const [at, id] = input.cursor ? Buffer.from(input.cursor, 'base64url').toString().split('/') : []
    const before = at && id && Number.isFinite(Number(at)) && /^[0-9a-f-]{36}$/.test(id) ? { at: new Date(Number(at)), id } : null
    const runs = await this.database.inMerchant(caller.merchantId, (tx) => listRuns(tx, { before, limit: input.limit + 1 }), { readOnly: true })
    const items = runs.slice(0, input.limit)
    const last = items.at(-1)
    return { items: items.map((r) => viewOf(r, this.clock.now())), next: runs.length > input.limit && last ? Buffer.from(`${last.createdAt}/${last.importId}`).toString('base64url') : null }
  }

  @Endpoint(importRoutes.uploadOrders)
  async upload(@Input() input: In<'uploadOrders'>, @Caller() caller: StaffCaller, @Req() request: FastifyRequest) {
    const importId = newId()
    const now = this.clock.now()
    const path = this.files.pathOf(caller.merchantId, importId)
    const inTx = this.in(caller)
    await inTx(async (tx) => insertRun(tx, { importId, fileName: input.fileName, startedBy: actorOf({ ...caller, tillId: null }), day: dateAt(now, (await readMerchant(tx)).zone), now }))
    const body = request.body instanceof Readable ? request.body : Readable.from(typeof request.body === 'string' || Buffer.isBuffer(request.body) ? [Buffer.from(request.body)] : [])
    try {
      const taken = await takeUpload(body, path)
      if (!taken.ok) { await inTx((tx) => dropRun(tx, importId)); return refuse(taken.code) }
      const run = await inTx(async (tx) => { await setUploaded(tx, importId, taken); return readRun(tx, importId) })
      return { import: viewOf(run!, now), guess: guessView(taken.shape.guess) }
    } catch (fault) {
      await inTx((tx) => dropRun(tx, importId)).catch(() => {})
      throw fault
    }
  }

  @Endpoint(importRoutes.readImport)
  async read(@Input() input: In<'readImport'>, @Caller() caller: StaffCaller) {
    const run = await this.run(caller, input.importId)
    return { import: viewOf(run, this.clock.now()), guess: run.shape ? guessView(run.shape.guess) : null }
  }

  @Endpoint(importRoutes.previewImport)
  async preview(@Input() { importId, ...terms }: In<'previewImport'>, @Caller() caller: StaffCaller) {
    const run = await this.run(caller, importId)
    if (!existsSync(this.files.pathOf(caller.merchantId, importId))) return refuse('import-file-gone', { days: FILE_DAYS })
    const shop = await this.in(caller)(readMerchant)
    return { rows: await previewRows(run, this.files.pathOf(caller.merchantId, importId), sane(terms), shop) }
  }

  @Endpoint(importRoutes.checkImport)
  check(@Input() { importId, ...terms }: In<'checkImport'>, @Caller() caller: StaffCaller) {
    return this.begin(caller, importId, sane(terms), 'check')
  }

  @Endpoint(importRoutes.runImport)
  book(@Input() { importId, ...terms }: In<'runImport'>, @Caller() caller: StaffCaller) {
    return this.begin(caller, importId, sane(terms), 'run')
  }

  @Endpoint(importRoutes.downloadFaults)
  async faults(@Input() input: In<'downloadFaults'>, @Caller() caller: StaffCaller, @Res() reply: FastifyReply) {
    const run = await this.run(caller, input.importId)
    const header = run.shape?.guess.columns.map((c) => c.column) ?? []
    const inTx = this.in(caller)
    const lines = async function* () {
      yield UTF8_MARK + csvLine(['row', 'reason', '原因', 'column', 'value', ...header])
      let after = { rowNo: -1, code: '' }
      for (;;) {
        const some = await inTx((tx) => problemsAfter(tx, input.importId, after, 2000))
        if (some.length === 0) return
        yield some.map((p) => csvLine([String(p.row_no), faultSentence(p.code, 'en', p.column_name, p.value), faultSentence(p.code, 'zh-CN', p.column_name, p.value), p.column_name, p.value, ...p.cells])).join('')
        const last = some.at(-1)!
        after = { rowNo: last.row_no, code: last.code }
      }
    }
    return reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${run.importNo}-faults.csv"`).header('x-content-type-options', 'nosniff').send(Readable.from(lines()))
  }

  @Endpoint(importRoutes.previewUndo)
  async undoPreview(@Input() input: In<'previewUndo'>, @Caller() caller: StaffCaller) {
    await this.run(caller, input.importId)
    return this.in(caller)((tx) => previewUndo(tx, input.importId, this.clock.now()))
  }

  @Endpoint(importRoutes.undoImport)
  async undo(@Input() input: In<'undoImport'>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    const said = await this.in(caller)(async (tx) => {
      const run = await readRun(tx, input.importId, true)
      if (!run) throw notFound()
      if (isUnderWay(run, now)) return refuse('import-running')
      if (run.status !== 'done' && !(run.status === 'failed' || run.status === 'undoing')) return refuse('import-not-done')
      const { orders } = await undoFacts(tx, input.importId)
      if (orders !== input.expectOrders) return refuse('undo-count-changed', { orders, expected: input.expectOrders })
      await setStatus(tx, input.importId, 'undoing', now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'undo-import', subject: `import:${input.importId}`, after: { orders } }, now)
      return readRun(tx, input.importId)
    })
    return this.answer(caller, said, 'undo')
  }

  @Endpoint(importRoutes.listPresets)
  async presets(@Caller() caller: StaffCaller) {
    const saved = await this.in(caller)(listPresetRows)
    return { items: [...PRESETS.map((p) => ({ presetId: p.presetId, name: p.name, builtIn: true, mapping: p.mapping })), ...saved.map((p) => ({ presetId: p.preset_id, name: p.name, builtIn: false, mapping: p.mapping }))] }
  }

  @Endpoint(importRoutes.savePreset)
  async savePreset(@Input() input: In<'savePreset'>, @Caller() caller: StaffCaller) {
    const presetId = newId()
    const made = PRESETS.some((p) => p.name === input.name) ? 0 : await this.in(caller)((tx) => insertPreset(tx, { presetId, name: input.name, mapping: input.mapping, now: this.clock.now() }))
    return made === 1 ? { presetId } : refuse('preset-name-taken', { name: input.name })
  }

  private in = (caller: StaffCaller) => <T>(work: Parameters<Database['inMerchant']>[1] extends (tx: infer X) => Promise<unknown> ? (tx: X) => Promise<T> : never): Promise<T> => this.database.inMerchant(caller.merchantId, work)

  private async run(caller: StaffCaller, importId: string): Promise<ImportRun> {
    const run = await this.in(caller)((tx) => readRun(tx, importId))
    if (!run || run.status === 'uploading') throw notFound()
    return run
  }

  private async begin(caller: StaffCaller, importId: string, terms: ImportTerms, job: 'check' | 'run') {
    const now = this.clock.now()
    const said = await this.in(caller)(async (tx) => {
      const run = await readRun(tx, importId, true)
      if (!run || run.status === 'uploading') throw notFound()
      if (isUnderWay(run, now)) return refuse('import-running')
      if (run.status === 'done' || run.status === 'undone') return refuse('import-done')
      if (!existsSync(this.files.pathOf(caller.merchantId, importId))) return refuse('import-file-gone', { days: FILE_DAYS })
      const missing = missingFields(terms.mapping)
      if (missing.length > 0) return refuse('columns-missing', { fields: missing.flat() })
      await setTerms(tx, importId, terms)
      await setStatus(tx, importId, job === 'check' ? 'checking' : 'running', now)
      if (job === 'run') await recordAudit(tx, { actor: actorOf(caller), action: 'run-import', subject: `import:${importId}`, after: { channel: terms.channel, rules: terms.rules, noExpiryBefore: terms.noExpiryBefore } }, now)
      return readRun(tx, importId)
    })
    return this.answer(caller, said, job)
  }

  private answer(caller: StaffCaller, said: ImportRun | ReturnType<typeof refuse> | null, job: ImportJob) {
    if (said === null || 'ok' in said) return said
    this.jobs.start(caller.merchantId, said.importId, job)
    return viewOf(said, this.clock.now())
  }
}

/** A zone nobody knows is no zone. */
const sane = (terms: ImportTerms): ImportTerms => ({ ...terms, mapping: { ...terms.mapping, zone: terms.mapping.zone !== null && isZone(terms.mapping.zone) ? terms.mapping.zone : null } })
