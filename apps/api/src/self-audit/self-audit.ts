import { Injectable } from '@nestjs/common'
import { dateAt, type MerchantId } from '@huitou/units'
import { countLiability } from '../liability/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import { replayedOtherwise, termsOf } from '../points/index.js'
import { questions, type Question } from './questions.js'
import { ask, beginRun, endRun, lastRuns, lookedOver, someMembers, type CheckRow } from './self-audit.rows.js'

/** Members whose whole log is folded again, a few at a time. */
const REPLAYED = 500
const AT_ONCE = 50
/** A run that has not ended after so long was broken off (the process ended). */
const LONGEST_MS = 60 * 60_000

/** Puts every question of the invariants to one shop's rows, and folds some members' logs again. Reads only, but for its own row. */
@Injectable()
export class SelfAudit {
  private readonly running = new Map<MerchantId, Promise<unknown>>()
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  isRunning = (run: { finished_at: Date | null; started_at: Date } | undefined): boolean => run !== undefined && run.finished_at === null && this.clock.now() - run.started_at.getTime() < LONGEST_MS

  /** Starts a run that goes on after the answer; where one is under way, names that one. */
  async start(merchantId: MerchantId, by: string): Promise<{ auditRunId: string; started: boolean }> {
    const [last] = await this.database.inMerchant(merchantId, (tx) => lastRuns(tx, 1), { readOnly: true })
    if (this.running.has(merchantId) && last) return { auditRunId: last.audit_run_id, started: false }
    const auditRunId = await this.begin(merchantId, by)
    const work = this.run(merchantId, auditRunId).catch((fault: unknown) => this.say(merchantId, fault)).finally(() => this.running.delete(merchantId))
    this.running.set(merchantId, work)
    return { auditRunId, started: true }
  }

  /** Waits for what is under way: before the database closes, and in tests. */
  async settled(): Promise<void> { await Promise.all(this.running.values()) }
  async onModuleDestroy(): Promise<void> { await this.settled() }

  /** The night's run, to its end. Answers how many rows are out of line. */
  async night(merchantId: MerchantId): Promise<number> { return this.run(merchantId, await this.begin(merchantId, 'night')) }

  private async begin(merchantId: MerchantId, by: string): Promise<string> {
    const now = this.clock.now(), auditRunId = newId()
    await this.database.inMerchant(merchantId, async (tx) => beginRun(tx, { auditRunId, by, day: dateAt(now, (await termsOf(tx)).zone) }, now))
    return auditRunId
  }

  private async run(merchantId: MerchantId, auditRunId: string): Promise<number> {
    const read = <T>(work: (tx: Tx) => Promise<T>) => this.database.inMerchant(merchantId, work, { report: true })
    const bySection = new Map<string, Question[]>()
    for (const q of questions()) bySection.set(q.section, [...(bySection.get(q.section) ?? []), q])
    const checks: CheckRow[] = []
    // a short transaction for each section: one snapshot for its questions, and no old rows kept from the vacuum for long
    for (const [section, asked] of bySection) checks.push(await read((tx) => askAll(tx, section, asked)))
    checks.push(await read((tx) => this.months(tx)), await this.replay(read, auditRunId))
    const broken = checks.reduce((sum, c) => sum + c.broken, 0)
    await this.database.inMerchant(merchantId, (tx) => endRun(tx, { auditRunId, broken, checks }, this.clock.now()))
    return broken
  }

  /** Points by expiry month are the wallets, and the postings. */
  private async months(tx: Tx): Promise<CheckRow> {
    const { reconciles, owed } = await countLiability(tx, this.clock.now())
    const rows = reconciles.equal ? [] : [{ what: 'points by month are not the book', ref: `wallets ${reconciles.wallets}, lots ${reconciles.lots}, postings ${reconciles.postings}` }]
    return { key: 'months', questions: 1, looked: owed, broken: rows.length, rows }
  }

  private async replay(read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, salt: string): Promise<CheckRow> {
    const ids = await read((tx) => someMembers(tx, salt, REPLAYED))
    const found: { memberId: string; what: string }[] = []
    for (let i = 0; i < ids.length; i += AT_ONCE) found.push(...await read((tx) => replayedOtherwise(tx, ids.slice(i, i + AT_ONCE), this.clock.now())))
    return { key: 'replay', questions: 1, looked: ids.length, broken: found.length, rows: found.slice(0, 20).map((f) => ({ what: f.what, ref: f.memberId })) }
  }

  /** The edge of this work: logged once, with whom it concerns; the run's row stays without an end. */
  private say(merchantId: MerchantId, fault: unknown): void {
    process.stderr.write(`${JSON.stringify({ level: 50, time: this.clock.now(), msg: 'the self-audit failed', merchantId, fault: fault instanceof Error ? fault.message : String(fault) })}\n`)
  }
}

async function askAll(tx: Tx, section: string, asked: readonly Question[]): Promise<CheckRow> {
  const check: CheckRow = { key: section, questions: asked.length, looked: await lookedOver(tx, section), broken: 0, rows: [] }
  for (const q of asked) {
    const answer = await ask(tx, q.sql)
    check.broken += answer.broken
    check.rows.push(...answer.rows.slice(0, 20 - check.rows.length))
  }
  return check
}
