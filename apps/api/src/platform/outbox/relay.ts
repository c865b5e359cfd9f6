import { Injectable, type OnApplicationShutdown } from '@nestjs/common'
import type { MerchantId } from '@huitou/units'
import { Doors, isOutage } from '../database/index.js'
import { GroupCommit } from '../group-commit/index.js'
import { QuickStore } from '../redis/index.js'

/** What one transaction of a shop told. */
export interface LiveNudges {
  readonly merchantId: MerchantId
  /** topic, audience, ref */
  readonly nudges: readonly (readonly [string, string, string])[]
}

export const LIVE_CHANNEL = 'live'
/** rows at once: each holds what one transaction told, up to some hundred nudges */
const MOST = 20
const POLL_MS = 400

/** Carries the outbox to whoever listens. Polled, and prodded by this process's own commits; several relays share the rows. */
@Injectable()
export class OutboxRelay implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined
  private running = false
  private again = false
  private ended = false

  constructor(private readonly doors: Doors, private readonly store: QuickStore, groupCommit: GroupCommit) {
    groupCommit.onNudged(() => this.prod())
  }

  start(): void {
    this.prod()
  }

  /** There is something to send: look now. */
  prod(): void {
    if (this.ended) return
    if (this.running) {
      this.again = true
      return
    }
    this.running = true
    clearTimeout(this.timer)
    void this.send()
  }

  private async send(): Promise<void> {
    try {
      let rows
      do {
        this.again = false
        rows = await this.doors.takeOutbox(MOST)
        if (rows.length > 0) {
          const told: LiveNudges[] = rows.map((r) => ({ merchantId: r.merchant_id, nudges: r.nudges }))
          await this.store.publish(LIVE_CHANNEL, JSON.stringify(told))
        }
      } while (rows.length === MOST || this.again)
    } catch (fault) {
      // A nudge is never the truth: what could not be sent is read again by its screen. Only a wrong statement is worth a word.
      if (!isOutage(fault) && !this.ended) process.emitWarning(`the outbox could not be sent: ${(fault as Error).message}`)
    } finally {
      this.running = false
      if (!this.ended) {
        this.timer = setTimeout(() => this.prod(), POLL_MS)
        this.timer.unref()
      }
    }
  }

  onApplicationShutdown(): void {
    this.ended = true
    clearTimeout(this.timer)
  }
}
