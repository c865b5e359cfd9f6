import { Injectable } from '@nestjs/common'
import { QuickStore } from '../platform/redis/index.js'

/** How long a word "gone" is believed without asking the database. */
const GONE_MS = 1000
/** How long it is believed that nobody said so: in a rush on what is there the others are asked now and then, not for every call. */
const THERE_MS = 100
/** A phone that looks says so every few seconds; one that stopped saying so is gone. */
const PRESENT_MS = 12_000
/** A cache that does not answer at once holds nobody up, and is left alone for a moment. */
const PATIENCE_MS = 400
const AWAY_MS = 500
const DAY = 86_400_000
const TALLIED = { 'flash-sold-out': 'soldOut', 'flash-limit-reached': 'limit', 'flash-not-open': 'notOpen' } as const

/**
 * What the cache knows of a sale: that it is gone just now, who looks, how often it was asked. Never the record: emptied or
 * away, the database decides every call by itself and only these counts begin anew.
 */
@Injectable()
export class FlashCrowd {
  private readonly gone = new Map<string, number>()
  private readonly there = new Map<string, number>()
  private awayUntil = 0

  constructor(private readonly quick: QuickStore) {}

  /** whether this process said so already */
  knowsGone = (flashId: string): boolean => (this.gone.get(flashId) ?? 0) > performance.now()

  async isGone(flashId: string): Promise<boolean> {
    if (this.knowsGone(flashId)) return true
    if ((this.there.get(flashId) ?? 0) > performance.now()) return false
    this.gone.delete(flashId)
    if (this.there.size > 1000) this.there.clear()
    this.there.set(flashId, performance.now() + THERE_MS)
    return (await this.ask(() => this.quick.peek(`flash-gone:${flashId}`), 0)) > 0
  }

  /** @param freeInMs when the next reservation runs out, which ends the word sooner */
  async markGone(flashId: string, freeInMs: number): Promise<void> {
    const ms = Math.max(1, Math.min(GONE_MS, freeInMs))
    if (!this.gone.has(flashId) && this.gone.size > 1000) this.gone.clear()
    this.gone.set(flashId, performance.now() + ms)
    await this.ask(() => this.quick.count(`flash-gone:${flashId}`, ms), undefined)
  }

  /** Something came free or was added. */
  async cameFree(flashId: string): Promise<void> {
    this.gone.delete(flashId)
    await this.ask(() => this.quick.forget(`flash-gone:${flashId}`), undefined)
  }

  /** Says that somebody looks. */
  async look(flashId: string, memberId: string): Promise<void> {
    await this.ask(() => this.quick.present(`flash-watch:${flashId}`, memberId, PRESENT_MS), 0)
  }
  async watching(flashId: string): Promise<number> {
    return this.ask(() => this.quick.absent(`flash-watch:${flashId}`, ''), 0)
  }

  /** Counts a call, without being waited for. */
  tally(flashId: string, code: string | null): void {
    const say = (what: string) => void this.quick.count(`flash-${what}:${flashId}`, 30 * DAY).catch(() => undefined)
    say('asked')
    if (code !== null && code in TALLIED) say(TALLIED[code as keyof typeof TALLIED])
  }

  async tallies(flashId: string): Promise<{ asked: number; soldOut: number; limit: number; notOpen: number }> {
    const of = (what: string) => this.ask(() => this.quick.peek(`flash-${what}:${flashId}`), 0)
    const [asked, soldOut, limit, notOpen] = await Promise.all([of('asked'), of('soldOut'), of('limit'), of('notOpen')])
    return { asked, soldOut, limit, notOpen }
  }

  private async ask<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    if (performance.now() < this.awayUntil) return otherwise
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, fail) => { timer = setTimeout(() => fail(new Error('late')), PATIENCE_MS) })
    try {
      return await Promise.race([work(), late])
    } catch {
      this.awayUntil = performance.now() + AWAY_MS
      return otherwise
    } finally {
      clearTimeout(timer)
    }
  }
}
