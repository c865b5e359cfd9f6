import { Injectable } from '@nestjs/common'
import { GoneWord, Patience, QuickStore } from '../platform/redis/index.js'

/** A phone that looks says so every few seconds; one that stopped saying so is gone. */
const PRESENT_MS = 12_000
const DAY = 86_400_000
const TALLIED = { 'flash-sold-out': 'soldOut', 'flash-limit-reached': 'limit', 'flash-not-open': 'notOpen' } as const

/**
 * What the cache knows of a sale: that it is gone just now, who looks, how often it was asked. Never the record: emptied or
 * away, the database decides every call by itself and only these counts begin anew.
 */
@Injectable()
export class FlashCrowd {
  private readonly patience = new Patience()
  private readonly gone: GoneWord

  constructor(private readonly quick: QuickStore) {
    this.gone = new GoneWord(quick, 'flash')
  }

  /** whether this process said so already */
  knowsGone = (flashId: string): boolean => this.gone.knows(flashId)
  isGone = (flashId: string): Promise<boolean> => this.gone.isSaid(flashId)
  /** @param freeInMs when the next reservation runs out, which ends the word sooner */
  markGone = (flashId: string, freeInMs: number): Promise<void> => this.gone.say(flashId, freeInMs)
  /** Something came free or was added. */
  cameFree = (flashId: string): Promise<void> => this.gone.takeBack(flashId)

  /** Says that somebody looks. */
  async look(flashId: string, memberId: string): Promise<void> {
    await this.patience.ask(() => this.quick.present(`flash-watch:${flashId}`, memberId, PRESENT_MS), 0)
  }

  async watching(flashId: string): Promise<number> {
    return this.patience.ask(() => this.quick.absent(`flash-watch:${flashId}`, ''), 0)
  }

  /** Counts a call, without being waited for. */
  tally(flashId: string, code: string | null): void {
    const say = (what: string) => void this.quick.count(`flash-${what}:${flashId}`, 30 * DAY).catch(() => undefined)
    say('asked')
    if (code !== null && code in TALLIED) say(TALLIED[code as keyof typeof TALLIED])
  }

  async tallies(flashId: string): Promise<{ asked: number; soldOut: number; limit: number; notOpen: number }> {
    const of = (what: string) => this.patience.ask(() => this.quick.peek(`flash-${what}:${flashId}`), 0)
    const [asked, soldOut, limit, notOpen] = await Promise.all([of('asked'), of('soldOut'), of('limit'), of('notOpen')])
    return { asked, soldOut, limit, notOpen }
  }
}
