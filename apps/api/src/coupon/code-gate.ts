import { Injectable } from '@nestjs/common'
import { MINUTE } from '@huitou/units'
import { InProcessStore, QuickStore } from '../platform/redis/index.js'

const WITHIN = 15 * MINUTE
/** Wrong codes within a quarter of an hour: of one member or till, and of one address (a shop's own network is shared by many). */
export const MOST_WRONG = { who: 5, till: 10, address: 60 } as const
type Counted = { readonly kind: keyof typeof MOST_WRONG; readonly id: string }

/** Codes are not to be guessed. Counted here as well as in the shared store: a Redis that is away must not open the gate. */
@Injectable()
export class CodeGate {
  private readonly alone = new InProcessStore()
  constructor(private readonly store: QuickStore) {}

  async isShut(who: readonly Counted[]): Promise<boolean> {
    const counts = await Promise.all(who.map(async (c) => Math.max(await this.alone.peek(keyOf(c)), await this.store.peek(keyOf(c)).catch(() => 0)) >= MOST_WRONG[c.kind]))
    return counts.some(Boolean)
  }

  /** One more wrong code. */
  async noteWrong(who: readonly Counted[]): Promise<void> {
    await Promise.all(who.map(async (c) => {
      await this.alone.count(keyOf(c), WITHIN)
      await this.store.count(keyOf(c), WITHIN).catch(() => undefined)
    }))
  }
}

export const LOCKED_SECONDS = WITHIN / 1000
const keyOf = (c: Counted): string => `coupon-code:${c.kind}:${c.id}`
