import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import type { Instant } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { QuickStore } from '../platform/redis/index.js'

const CHANNEL = 'revoked'

/**
 * Access tokens live a quarter of an hour; an ended access should not. Each process hears whose tokens are void from now
 * on; one that misses the word still refuses at the next refresh.
 */
@Injectable()
export class Revocations implements OnApplicationBootstrap {
  private readonly voidUntil = new Map<string, Instant>()
  constructor(private readonly store: QuickStore, private readonly clock: Clock) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.store.subscribe(CHANNEL, (message) => this.hear(message)).catch(() => {})
  }

  /** @param subject a staff id, member id, family id or shift id */
  async revoke(subject: string): Promise<void> {
    const message = JSON.stringify({ subject, at: this.clock.now() })
    this.hear(message)
    await this.store.publish(CHANNEL, message).catch(() => {})
  }

  isVoid(subject: string, issuedAt: Instant): boolean {
    const until = this.voidUntil.get(subject)
    return until !== undefined && issuedAt < until
  }

  private hear(message: string): void {
    const { subject, at } = JSON.parse(message) as { subject: string; at: Instant }
    if (this.voidUntil.size > 10_000) this.voidUntil.clear()
    // Tokens carry whole seconds: one made in this very second is kept apart by rounding down.
    this.voidUntil.set(subject, Math.floor(at / 1000) * 1000)
  }
}
