import type { MerchantId } from '@huitou/units'
import type { Clock } from '../platform/clock/index.js'
import { isCollision, type Database, type Tx } from '../platform/database/index.js'
import type { PhoneVault } from '../platform/phone/index.js'
import { readHistoryTerms } from './book-history.js'
import { bookPiece, type PieceDone, type PieceOrder } from './book-piece.js'
import { readMerchant, readStores } from './booking.rows.js'
import { noCounts, type ImportCounts, type ImportOutcome, type ImportPhase } from './import-record.js'
import { emptyProblems, finishRun, insertProblems, readRun, setProgress } from './import.rows.js'
import { newTally, readableRows, type FileTally } from './stage-file.js'
import { Staging, type Problem, type StagedRow } from './staging.rows.js'

export interface ImportDeps {
  readonly database: Database
  /** the owner's connection: staging goes through COPY */
  readonly adminUrl: string
  readonly vault: PhoneVault
  readonly clock: Clock
  pathOf(merchantId: MerchantId, importId: string): string
}

/** Rows of one short transaction; a hot lane waits for it no longer than this takes. */
const PIECE_ROWS = 1500
const PROBLEMS_AT_ONCE = 1000

/** Reads, stages and books a whole file; a dry run plans the same and books nothing. Every piece is kept as it is done. */
export async function runImport(deps: ImportDeps, merchantId: MerchantId, importId: string, o: { dry: boolean }): Promise<ImportOutcome> {
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => deps.database.inMerchant(merchantId, work)
  const [run, merchant, stores] = await inTx((tx) => Promise.all([readRun(tx, importId), readMerchant(tx), readStores(tx)]))
  if (!run?.terms || !run.shape) throw new Error('an import runs after its columns are mapped')
  const { terms } = run
  const zone = terms.mapping.zone ?? merchant.zone
  const history = readHistoryTerms({ rules: terms.rules, noExpiryBefore: terms.noExpiryBefore, zone: merchant.zone })
  const staging = await Staging.open(deps.adminUrl, merchantId, importId)
  const beat = new Heartbeat((phase, done, of) => inTx((tx) => setProgress(tx, importId, { phase, done, of }, deps.clock.now())))
  const problems = new ProblemBook((some) => inTx((tx) => insertProblems(tx, importId, some)))
  try {
    await inTx((tx) => emptyProblems(tx, importId))
    await staging.empty()
    beat.at('reading', 0, run.bytes)
    const tally = newTally()
    const dateFormat = terms.mapping.dateFormat === 'auto' ? run.shape.guess.dateFormat : terms.mapping.dateFormat
    const rows = readableRows({ path: deps.pathOf(merchantId, importId), shape: run.shape.file, terms: { mapping: terms.mapping, dateFormat, zone, currency: merchant.currency }, merchantId, vault: deps.vault, tally, problem: (p) => problems.add(p) })
    await staging.copy(watched(rows, tally, run.bytes, beat, problems))
    beat.at('checking', 0, 1)
    await staging.settleCustomers()
    const strangers = await staging.withoutSale([...tally.doubtful])
    for (const [i, customer] of strangers.entries()) problems.add({ rowNo: tally.rows + 2 + i, code: 'customer-without-valid-line', column: '', value: customer.startsWith('phone:') ? '' : customer, cells: [] })
    const counts = { ...noCounts(), rows: tally.rows, faulty: tally.faulty, cancellations: tally.cancellations, customersWithoutValidLine: strangers.length, ...(await staging.count()) }
    await bookAll({ staging, inTx, counts, problems, beat, piece: { importId, channel: terms.channel, currency: merchant.currency, stores, now: deps.clock.now(), dry: o.dry, history } })
    beat.at('finishing', 1, 1)
    await problems.flush()
    await staging.empty()
    const outcome = outcomeOf(counts, tally, problems, merchant.currency)
    await beat.stop()
    await inTx((tx) => finishRun(tx, importId, { status: o.dry ? 'checked' : 'done', outcome }, deps.clock.now()))
    return outcome
  } finally {
    await beat.stop()
    await staging.close()
  }
}

async function* watched(pieces: AsyncIterable<StagedRow[]>, tally: FileTally, bytes: number, beat: Heartbeat, problems: ProblemBook): AsyncGenerator<StagedRow[]> {
  for await (const piece of pieces) {
    beat.at('reading', Math.min(tally.bytes, bytes), bytes)
    if (problems.waiting >= PROBLEMS_AT_ONCE) await problems.flush()
    yield piece
  }
}

async function bookAll(o: { staging: Staging; inTx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>; counts: ImportCounts; problems: ProblemBook; beat: Heartbeat; piece: PieceOrder }): Promise<void> {
  const { counts } = o
  let booked = 0
  const of = counts.lines + counts.anonymousLines
  for await (const groups of o.staging.groups(PIECE_ROWS)) {
    const done = await patiently(() => o.inTx((tx) => bookPiece(tx, groups, o.piece)))
    for (const key of ['orders', 'membersMade', 'membersMatched', 'cancellationsMatched', 'earlierCancellationsMatched', 'alreadyThere', 'points', 'growth'] as const satisfies readonly (keyof PieceDone & keyof ImportCounts)[]) counts[key] += done[key]
    for (const p of done.problems) o.problems.add(p)
    if (o.problems.waiting >= PROBLEMS_AT_ONCE) await o.problems.flush()
    booked += groups.reduce((sum, g) => sum + g.length, 0)
    o.beat.at('booking', Math.min(booked, of), of)
  }
}

/** The hot lanes go first: a piece that met one of them is simply done again. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (fault) {
      if (attempt >= 6 || !isCollision(fault)) throw fault
      await new Promise((resolve) => { setTimeout(resolve, 100 * attempt) })
    }
  }
}

function outcomeOf(counts: ImportCounts, tally: FileTally, problems: ProblemBook, currency: string): ImportOutcome {
  const reasons = new Map([...tally.reasons, ...problems.later])
  if (counts.anonymousLines > 0) reasons.set('anonymous-sale', counts.anonymousLines)
  return { counts, reasons: [...reasons].sort((a, b) => b[1] - a[1]).map(([code, rows]) => ({ reason: { code, facts: { currency } }, rows })) }
}

/** Says how far it got, at most twice a second, and that it is alive in between. */
class Heartbeat {
  private progress: [ImportPhase, number, number] = ['reading', 0, 0]
  private saying: Promise<unknown> = Promise.resolve()
  private readonly timer = setInterval(() => this.say(), 500)
  private busy = false
  private stopped = false
  constructor(private readonly tell: (phase: ImportPhase, done: number, of: number) => Promise<unknown>) {}
  at(phase: ImportPhase, done: number, of: number): void {
    this.progress = [phase, done, of]
  }
  private say(): void {
    if (this.busy || this.stopped) return
    this.busy = true
    // A progress bar that could not be moved is no reason to stop the import.
    this.saying = this.tell(...this.progress).catch(() => {}).finally(() => { this.busy = false })
  }
  async stop(): Promise<void> {
    this.stopped = true
    clearInterval(this.timer)
    await this.saying
  }
}

/** Problems on their way to their table; those found while booking are counted here, those of reading by the tally. */
class ProblemBook {
  readonly later = new Map<string, number>()
  private list: Problem[] = []
  constructor(private readonly keep: (some: readonly Problem[]) => Promise<unknown>) {}
  get waiting(): number {
    return this.list.length
  }
  add(p: Problem): void {
    this.list.push(p)
    if (p.cells.length === 0) this.later.set(p.code, (this.later.get(p.code) ?? 0) + 1)
  }
  async flush(): Promise<void> {
    for (let some = this.list.splice(0, PROBLEMS_AT_ONCE); some.length > 0; some = this.list.splice(0, PROBLEMS_AT_ONCE)) await this.keep(some)
  }
}
