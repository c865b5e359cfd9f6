import { Controller, Req, Res } from '@nestjs/common'
import { readTypedCode, routes, type InputOf } from '@huitou/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { csvLine, UTF8_MARK } from '../platform/csv/index.js'
import { Database, isTaken, type Tx } from '../platform/database/index.js'
import { actOnce, type Outcome } from '../platform/group-commit/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, actorOf, notFound, orNotFound, refuse, type StaffCaller } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { codesAfter, findCode, insertBatch, insertCodes, listBatches, lockBatch, makingBatches, noteExport, readBatch, touchBatch, type FoundRow } from './code.rows.js'
import { lockStocks, readCoupons } from './coupon.rows.js'
import { codesOf, FileTooLarge } from './import-codes.js'
import { MakeCodes } from './make-codes.js'
import { wireBatch, wireFound, type WireBatch } from './wire-code.js'

type R = typeof routes
const PAGE = 20_000
const FILE_PAGE = 10_000
/** A maker that gave no sign for so long is gone. */
const SILENT_MS = 15_000

/** The owner's side of codes: made by the million, imported, exported, searched, voided. */
@Controller()
export class CodesController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly maker: MakeCodes) {}

  @Endpoint(routes.listCodeBatches)
  async list(@Input() { couponId }: InputOf<R['listCodeBatches']>, @Caller() caller: StaffCaller): Promise<{ items: WireBatch[] }> {
    const rows = await this.in(caller, async (tx) => ((await readCoupons(tx, [couponId], this.clock.now())).length > 0 ? listBatches(tx, couponId) : null), { readOnly: true })
    if (!rows) throw notFound()
    // a batch whose maker died with its API is made on
    for (const r of rows) if (r.state === 'making' && r.kind === 'generated' && this.clock.now() - r.touched_at.getTime() > SILENT_MS) this.maker.start(caller.merchantId, r.batch_id)
    return { items: rows.map(wireBatch) }
  }

  @Endpoint(routes.makeCodes)
  async make(@Input() { couponId, ...ask }: InputOf<R['makeCodes']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    const outcome = await this.act(caller, key, 'make-codes', { couponId, ...ask }, async (tx, now, batchId) => {
      const refused = await this.open(tx, couponId)
      if (refused) return refused
      if ((await makingBatches(tx, couponId)).length > 0) return no('code-batch-busy')
      await insertBatch(tx, { batchId, couponId, kind: 'generated', ...ask, made: 0, state: 'making', actor: actorOf(caller) }, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'make-codes', subject: `coupon:${couponId}`, after: { batchId, ...ask } }, now)
      return null
    })
    if (outcome.ok && outcome.answer.state === 'making') this.maker.start(caller.merchantId, outcome.answer.batchId)
    return orNotFound(outcome)
  }

  @Endpoint(routes.shareCode)
  async share(@Input() { couponId, label, code }: InputOf<R['shareCode']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return orNotFound(await this.act(caller, key, 'share-code', { couponId, label, code }, async (tx, now, batchId) => {
      const refused = await this.open(tx, couponId)
      if (refused) return refused
      if ((await insertCodes(tx, batchId, [code], 'any')) === 0) return no('code-taken')
      await insertBatch(tx, { batchId, couponId, kind: 'shared', label, prefix: '', chars: 0, wanted: 1, made: 1, state: 'ready', actor: actorOf(caller) }, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'share-code', subject: `coupon:${couponId}`, after: { batchId, label, code } }, now)
      return null
    }))
  }

  /** Streams in; nothing of the file can be used before all of it is there. */
  @Endpoint(routes.importCodes)
  async import(@Input() { couponId, label }: InputOf<R['importCodes']>, @Caller() caller: StaffCaller, @Req() request: FastifyRequest) {
    const batchId = newId()
    const body = request.body instanceof Readable ? request.body : Readable.from(typeof request.body === 'string' || Buffer.isBuffer(request.body) ? [Buffer.from(request.body)] : [])
    const refused = await this.in(caller, async (tx) => (await this.open(tx, couponId)) ?? (await insertBatch(tx, { batchId, couponId, kind: 'imported', label, prefix: '', chars: 0, wanted: 0, made: 0, state: 'making', actor: actorOf(caller) }, this.clock.now()), null))
    if (refused) return orNotFound(refused)
    const drop = () => this.in(caller, (tx) => touchBatch(tx, { batchId, more: 0, state: 'void' }, this.clock.now()))
    try {
      for await (const piece of codesOf(body, FILE_PAGE)) {
        await this.in(caller, async (tx) => {
          const made = await insertCodes(tx, batchId, piece.codes, 'any')
          await touchBatch(tx, { batchId, more: made, refused: piece.refused + piece.codes.length - made }, this.clock.now())
        })
      }
    } catch (fault) {
      await drop()
      if (fault instanceof FileTooLarge) return refuse('file-too-large')
      throw fault
    }
    const row = (await this.in(caller, (tx) => readBatch(tx, batchId)))!
    if (row.made === 0) {
      await drop()
      return refuse('no-codes-in-file', { refused: row.refused })
    }
    await this.in(caller, async (tx) => {
      await touchBatch(tx, { batchId, more: 0, state: 'ready' }, this.clock.now())
      await recordAudit(tx, { actor: actorOf(caller), action: 'import-codes', subject: `coupon:${couponId}`, after: { batchId, label, made: row.made, refused: row.refused } }, this.clock.now())
    })
    return wireBatch({ ...row, state: 'ready' })
  }

  @Endpoint(routes.exportCodes)
  async export(@Input() { batchId }: InputOf<R['exportCodes']>, @Caller() caller: StaffCaller, @Res() reply: FastifyReply) {
    const batch = await this.in(caller, async (tx) => {
      const row = await readBatch(tx, batchId)
      if (!row) throw notFound()
      if (row.state === 'making') return null
      await noteExport(tx, batchId, actorOf(caller), this.clock.now())
      await recordAudit(tx, { actor: actorOf(caller), action: 'export-codes', subject: `coupon:${row.coupon_id}`, after: { batchId, batchNo: row.batch_no, codes: row.made } }, this.clock.now())
      return row
    })
    if (!batch) return reply.code(409).header('content-type', 'application/problem+json').send({ type: 'about:blank', title: 'codes-not-ready', status: 409, code: 'codes-not-ready', facts: {} })
    const lines = async function* (this: CodesController) {
      yield UTF8_MARK + csvLine(['code', 'n', 'state'])
      for (let n = 0; ;) {
        const some = await this.in(caller, (tx) => codesAfter(tx, batchId, n, PAGE), { readOnly: true })
        if (some.length === 0) return
        yield some.map((k) => csvLine([k.code, String(k.n), batch.state === 'void' && k.state === null ? 'void' : k.state ?? 'unused'])).join('')
        n = some.at(-1)!.n
      }
    }
    return reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="codes-${batch.batch_no}.csv"`).header('x-content-type-options', 'nosniff').header('cache-control', 'no-store').send(Readable.from(lines.call(this)))
  }

  @Endpoint(routes.stopCodes)
  stop(@Input() { batchId }: InputOf<R['stopCodes']>, @Caller() caller: StaffCaller) {
    return this.move(caller, batchId, 'making', 'stopped')
  }

  @Endpoint(routes.resumeCodes)
  async resume(@Input() { batchId }: InputOf<R['resumeCodes']>, @Caller() caller: StaffCaller) {
    const moved = await this.move(caller, batchId, 'stopped', 'making')
    if ('batchId' in moved) this.maker.start(caller.merchantId, batchId)
    return moved
  }

  @Endpoint(routes.voidCodes)
  async void(@Input() { batchId, reason }: InputOf<R['voidCodes']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return orNotFound(await actOnce<WireBatch>(this.database, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { batchId, reason }, kind: 'void-codes', now: this.clock.now() }, async (tx) => {
      const head = await lockBatch(tx, batchId)
      if (!head) return no('not-found')
      if (head.state === 'void') return no('code-batch-over')
      await touchBatch(tx, { batchId, more: 0, state: 'void' }, this.clock.now())
      await recordAudit(tx, { actor: actorOf(caller), action: 'void-codes', subject: `coupon:${head.coupon_id}`, before: { state: head.state }, after: { batchId }, reason }, this.clock.now())
      return { ok: true, answer: wireBatch((await readBatch(tx, batchId))!) }
    }))
  }

  @Endpoint(routes.findCode)
  async find(@Input() { code }: InputOf<R['findCode']>, @Caller() caller: StaffCaller) {
    const typed = readTypedCode(code)
    const [row] = await this.database.read<FoundRow>(caller.merchantId, findCode(caller.merchantId, typed.candidates))
    return { found: row ? wireFound(row) : null, mistyped: !row && typed.mistyped }
  }

  private async move(caller: StaffCaller, batchId: string, from: 'making' | 'stopped', to: 'making' | 'stopped') {
    return this.in(caller, async (tx) => {
      const head = await lockBatch(tx, batchId)
      if (!head) throw notFound()
      if (head.kind !== 'generated' || (head.state !== from && head.state !== to)) return refuse('code-batch-over')
      if (head.state === from) await touchBatch(tx, { batchId, more: 0, state: to }, this.clock.now())
      return wireBatch((await readBatch(tx, batchId))!)
    })
  }

  /** The coupon is locked with its stock, so that batches are numbered one after the other. */
  private async open(tx: Tx, couponId: string): Promise<Extract<Outcome<never>, { ok: false }> | null> {
    await lockStocks(tx, [couponId])
    const [coupon] = await readCoupons(tx, [couponId], this.clock.now())
    if (!coupon) return no('not-found')
    return coupon.state === 'ended' ? no('coupon-ended') : null
  }

  private async act(caller: StaffCaller, key: string, kind: string, request: unknown, work: (tx: Tx, now: number, batchId: string) => Promise<Extract<Outcome<never>, { ok: false }> | null>): Promise<Outcome<WireBatch>> {
    const now = this.clock.now()
    try {
      return await actOnce<WireBatch>(this.database, { merchantId: caller.merchantId, actor: actorOf(caller), key, request, kind, now }, async (tx, actId) => {
        const refused = await work(tx, now, actId)
        return refused ?? { ok: true, answer: wireBatch((await readBatch(tx, actId))!) }
      })
    } catch (fault) {
      if (isTaken(fault)) return no('code-taken')
      throw fault
    }
  }

  private in<T>(caller: StaffCaller, work: (tx: Tx) => Promise<T>, o: { readOnly?: boolean } = {}): Promise<T> {
    return this.database.inMerchant(caller.merchantId, work, o)
  }
}

const no = (code: string): Extract<Outcome<never>, { ok: false }> => ({ ok: false, refusal: { code, facts: {} } })
