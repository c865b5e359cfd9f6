import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common'
import type { MerchantId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { CONFIG, type Config } from '../platform/config/index.js'
import { Database, Doors } from '../platform/database/index.js'
import { FlashCrowd } from './flash-crowd.js'
import { flashDesk } from './flash-desk.js'
import { queuedSales } from './queue.rows.js'

const LOOK_EVERY_MS = 1000

/**
 * Gives what lapsed on to those who queue, and ends queues of sales that are over. What comes free by an act is given on in
 * that act's own transaction; a reservation that runs out does so without anybody's act, so somebody has to look. Every
 * process may: the sale's row decides, and a second look finds nothing to do.
 */
@Injectable()
export class ServeQueues implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined
  private looking: Promise<void> | null = null
  private readonly log = new Logger('flash-queues')

  constructor(private readonly database: Database, private readonly doors: Doors, private readonly clock: Clock, private readonly crowd: FlashCrowd, @Inject(CONFIG) private readonly config: Config) {}

  onApplicationBootstrap(): void {
    if (!this.config.nightly) return
    this.timer = setInterval(() => { this.looking ??= this.look().finally(() => { this.looking = null }) }, LOOK_EVERY_MS)
    this.timer.unref()
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer)
    await this.looking
  }

  /** One shop's trouble keeps no other waiting. */
  async look(): Promise<void> {
    try {
      for (const merchantId of await this.doors.flashQueues()) await this.serve(merchantId).catch((fault: unknown) => { this.log.error({ err: fault, merchantId }, 'a flash queue is not served') })
    } catch (fault) {
      this.log.error({ err: fault }, 'flash queues are not looked at')
    }
  }

  async serve(merchantId: MerchantId): Promise<void> {
    const flashIds = await this.database.inMerchant(merchantId, (tx) => queuedSales(tx), { readOnly: true })
    for (const flashId of flashIds) {
      await this.database.inMerchant(merchantId, async (tx) => {
        const needs = [{ flashId }]
        await flashDesk.lock(tx, needs)
        const now = this.clock.now()
        // reading serves: before anything else is decided, what is free is theirs
        await flashDesk.write(tx, await flashDesk.read(tx, needs, now), now)
      })
      await this.crowd.cameFree(flashId)
    }
  }
}
