import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common'
import { dateAt, minuteOfDay, type LocalDate, type MerchantId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { CONFIG, type Config } from '../platform/config/index.js'
import { Database, Doors } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { importFolder } from '../import/index.js'
import { countAndKeep } from '../liability/index.js'
import { termsOf } from '../points/index.js'
import { SelfAudit } from '../self-audit/index.js'
import { lastFinishedNight } from './night.rows.js'
import { applyTierSets } from '../tier/index.js'
import { runNights } from './run-night.js'

const LOOK_EVERY_MS = 60_000
const STARTS_AT_MINUTE = 2 * 60

/** The API's own scheduler: from two in the morning of each shop's own clock its night is run, by one process. */
@Injectable()
export class NightWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined
  private readonly holder = newId()
  private readonly doneOn = new Map<MerchantId, LocalDate>()
  private looking: Promise<void> = Promise.resolve()

  constructor(private readonly database: Database, private readonly doors: Doors, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly audit: SelfAudit, @Inject(CONFIG) private readonly config: Config) {}

  onApplicationBootstrap(): void {
    if (!this.config.nightly) return
    this.timer = setInterval(() => { this.looking = this.looking.then(() => this.look()) }, LOOK_EVERY_MS)
    this.timer.unref()
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer)
    await this.looking
  }

  /** Runs the nights that are due. A night that fails is tried again at the next look; the others go on. */
  async look(): Promise<void> {
    let merchants: MerchantId[]
    try {
      merchants = await this.doors.merchantIds()
    } catch (fault) {
      return this.say(null, fault)
    }
    for (const merchantId of merchants) {
      try {
        await this.lookAt(merchantId)
      } catch (fault) {
        this.say(merchantId, fault)
      }
    }
  }

  private async lookAt(merchantId: MerchantId): Promise<void> {
    const now = this.clock.now()
    const { zone, last } = await this.database.inMerchant(merchantId, async (tx) => ({ zone: (await termsOf(tx)).zone, last: await lastFinishedNight(tx) }), { readOnly: true })
    await applyTierSets(this.database, merchantId, now)
    const today = dateAt(now, zone)
    if (this.doneOn.get(merchantId) === today || (last !== null && last >= today) || minuteOfDay(now, zone) < STARTS_AT_MINUTE) return
    if (await runNights({ database: this.database, groupCommit: this.groupCommit, doors: this.doors, clock: this.clock, importPath: importFolder(this.config.keysDir) }, merchantId, today, this.holder)) {
      this.doneOn.set(merchantId, today)
      await countAndKeep(this.database, merchantId, this.clock.now())
      await this.audit.night(merchantId)
    }
  }

  /** The edge of this work: logged once, with whom it concerns. */
  private say(merchantId: MerchantId | null, fault: unknown): void {
    process.stderr.write(`${JSON.stringify({ level: 50, time: this.clock.now(), msg: 'the night failed', merchantId, fault: fault instanceof Error ? fault.message : String(fault) })}\n`)
  }
}
