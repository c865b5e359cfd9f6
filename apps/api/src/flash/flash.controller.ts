import { Controller } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import { recordAudit } from '../audit/index.js'
import { findProducts } from '../product/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit, type ActKind } from '../platform/group-commit/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, actorOf, notFound, orNotFound, refuse, type StaffCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { flashProblems, flashWarnings } from './check-flash.js'
import { addFlash, addFlashStock, pauseFlash, scheduleFlash, stopFlash, type FlashId } from './flash-acts.js'
import { FlashCrowd } from './flash-crowd.js'
import { stateOfFlash, termsOfFlash } from './flash-desk.js'
import { changeFlash, countedFlash, listFlashes, lockFlashStocks, overlapping, readFlashes, type ListedFlash } from './flash.rows.js'
import { QueuePlaces } from './queue-places.js'
import { liveFlash } from './live-flash.js'
import { binsOf, checksOf, type BinRow, type CheckRow } from './live.rows.js'
import { wireFlash, type WireFlash } from './wire-flash.js'

type R = typeof routes
type Checked = AnswerOf<R['readFlashSale']>

/** The owner's side: a sale set up and checked, scheduled, paused, stopped, watched. */
@Controller()
export class FlashController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly crowd: FlashCrowd, private readonly places: QueuePlaces) {}

  @Endpoint(routes.listFlashSales)
  async list(@Input() input: InputOf<R['listFlashSales']>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    const rows = await this.database.read<ListedFlash>(caller.merchantId, listFlashes({ merchantId: caller.merchantId, after: readCursor(input.cursor), limit: input.limit, now }))
    return pageOf(rows, input.limit, (r) => wireFlash(r, now), (r) => [r.created_at.getTime(), r.flash_id])
  }

  @Endpoint(routes.addFlashSale)
  async add(@Input() terms: InputOf<R['addFlashSale']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    const outcome = await this.act(addFlash, terms, caller, key)
    return outcome.ok ? this.checked(caller, outcome.answer.flashId) : outcome
  }

  @Endpoint(routes.readFlashSale)
  read(@Input() { flashId }: InputOf<R['readFlashSale']>, @Caller() caller: StaffCaller): Promise<Checked> {
    return this.checked(caller, flashId)
  }

  @Endpoint(routes.changeFlashSale)
  async change(@Input() { flashId, ...terms }: InputOf<R['changeFlashSale']>, @Caller() caller: StaffCaller) {
    const refused = await this.database.inMerchant(caller.merchantId, async (tx) => {
      const which = { flashIds: [flashId], reservationIds: [], orderIds: [] }
      await lockFlashStocks(tx, which)
      const now = this.clock.now()
      const [row] = await readFlashes(tx, which, now)
      if (!row) throw notFound()
      // what was promised to the first who came stays as it was
      const opened = Math.min(termsOfFlash(row.terms).early?.from ?? Infinity, row.from_at.getTime())
      if (row.decided === 'stopped' || row.taken > 0 || (row.decided !== 'draft' && now >= opened)) return refuse('flash-started')
      const [item] = await findProducts(tx, [terms.sku], [])
      const problems = flashProblems(terms, { ...NO_ITEM, ...item, currency: row.currency }, now)
      if (row.decided !== 'draft' && problems.length > 0) return refuse('draft-has-problems', { problems })
      await changeFlash(tx, { flashId, terms })
      await recordAudit(tx, { actor: actorOf(caller), action: 'change-flash', subject: `flash:${flashId}`, before: row.terms, after: terms }, now)
      return null
    })
    return refused ?? this.checked(caller, flashId)
  }

  @Endpoint(routes.scheduleFlashSale)
  schedule(@Input() { flashId }: InputOf<R['scheduleFlashSale']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.moved(scheduleFlash, { flashId }, caller, key)
  }

  @Endpoint(routes.pauseFlashSale)
  pause(@Input() { flashId }: InputOf<R['pauseFlashSale']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.moved(pauseFlash, { flashId }, caller, key)
  }

  @Endpoint(routes.stopFlashSale)
  async stop(@Input() input: InputOf<R['stopFlashSale']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    const outcome = orNotFound(await this.act(stopFlash, input, caller, key))
    if (!outcome.ok) return outcome
    await this.crowd.cameFree(input.flashId)
    return { sale: await this.sale(caller, input.flashId), released: outcome.answer.released }
  }

  @Endpoint(routes.addFlashStock)
  addStock(@Input() { flashId, units }: InputOf<R['addFlashStock']>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.moved(addFlashStock, { flashId, units }, caller, key)
  }

  @Endpoint(routes.readFlashLive)
  async live(@Input() { flashId }: InputOf<R['readFlashLive']>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    const row = await this.row(caller, flashId)
    const start = Math.min(termsOfFlash(row.terms).early?.from ?? Infinity, row.from_at.getTime())
    const [events, [checks], since, watching, tallies] = await Promise.all([
      this.database.read<BinRow>(caller.merchantId, binsOf({ merchantId: caller.merchantId, flashId, now })),
      this.database.read<CheckRow>(caller.merchantId, checksOf({ merchantId: caller.merchantId, flashId, perMember: row.terms.perMember, start, now })),
      row.queued > 0 ? this.places.since(caller.merchantId, flashId) : null, this.crowd.watching(flashId), this.crowd.tallies(flashId),
    ])
    return liveFlash({ sale: wireFlash(row, now), now, start, events, checks: checks!, waiting: row.queued, waitsSince: since, watching, tallies })
  }

  private act<Req, Ans>(kind: ActKind<Req, Ans>, request: Req, caller: StaffCaller, key: string) {
    return this.groupCommit.submit(kind, { merchantId: caller.merchantId, actor: actorOf(caller), key, request })
  }

  private async moved<Req extends FlashId>(kind: ActKind<Req, FlashId>, request: Req, caller: StaffCaller, key: string) {
    const outcome = orNotFound(await this.act(kind, request, caller, key))
    await this.crowd.cameFree(request.flashId)
    return outcome.ok ? this.sale(caller, request.flashId) : outcome
  }

  private async row(caller: StaffCaller, flashId: string): Promise<ListedFlash> {
    const [row] = await this.database.read<ListedFlash>(caller.merchantId, countedFlash(caller.merchantId, flashId, this.clock.now()))
    if (!row) throw notFound()
    return row
  }

  private async sale(caller: StaffCaller, flashId: string): Promise<WireFlash> {
    return wireFlash(await this.row(caller, flashId), this.clock.now())
  }

  private async checked(caller: StaffCaller, flashId: string): Promise<Checked> {
    const row = await this.row(caller, flashId)
    const now = this.clock.now()
    const [other] = await this.database.read<{ title: string }>(caller.merchantId, overlapping(caller.merchantId, { flashId, ...row.terms }))
    const over = row.decided === 'stopped' || now >= stateOfFlash(row).terms.until
    return { sale: wireFlash(row, now), problems: over && row.decided !== 'draft' ? [] : flashProblems(row.terms, row, now), warnings: over ? [] : flashWarnings(row.terms, row, now, other?.title ?? null) }
  }
}

const NO_ITEM = { name: null, price_minor: null, member_price_minor: null, on_sale: null }
