import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common'
import type { MerchantId } from '@huitou/units'
import { merchantOf } from '../merchant/index.js'
import { Clock } from '../platform/clock/index.js'
import { CONFIG, type Config } from '../platform/config/index.js'
import { Database, Doors, type Tx } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { freezeAudience } from './audience.rows.js'
import { lockCampaign, markSent, nextWaiting, openCampaigns, passOver, startRunning, type OpenCampaign } from './campaign.rows.js'
import { giveCampaign } from './give-campaign.js'

const LOOK_EVERY_MS = 60_000
/** Taken anew before each chunk: so soon after a process was killed another one, or its next start, goes on. */
const LEASE_SECONDS = 10
/** Members of one chunk: a fifth of a second, so that tills in the same queue never wait for it. */
const CHUNK = 100

/**
 * Launches what is due and serves those who wait, chunk by chunk. One process at a time for a merchant, by a lease; whoever is
 * killed is taken over by the next look of any process. Each member is an act under a key of its own, so nothing is given
 * twice whoever sends, and however often.
 */
@Injectable()
export class SendCampaigns implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined
  private readonly holder = newId()
  private readonly running = new Map<MerchantId, Promise<void>>()
  private readonly later = new Map<MerchantId, NodeJS.Timeout>()
  private stopping = false
  private readonly log = new Logger('campaigns')

  constructor(private readonly database: Database, private readonly doors: Doors, private readonly groupCommit: GroupCommit, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config) {}

  onApplicationBootstrap(): void {
    if (!this.config.nightly) return
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
    this.timer.unref()
    void this.look()
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true
    clearInterval(this.timer)
    for (const timer of this.later.values()) clearTimeout(timer)
    await this.settled()
  }

  /** All that was started has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.running.values())
  }

  /** Every merchant's open campaigns, one merchant after the other; one that fails is tried again at the next look. */
  async look(): Promise<void> {
    try {
      for (const merchantId of await this.doors.merchantIds()) await this.start(merchantId)
    } catch (fault) {
      this.log.error({ err: fault }, 'campaigns are not looked at')
    }
  }

  /** Begins, unless this process is at it; ends when nothing is open any more. */
  start(merchantId: MerchantId): Promise<void> {
    const under = this.running.get(merchantId)
    if (under || this.stopping) return under ?? Promise.resolve()
    const done = this.work(merchantId).catch((fault: unknown) => {
      this.log.error({ err: fault, merchantId }, 'a campaign is not sent on')
      this.soonAgain(merchantId)
    }).finally(() => this.running.delete(merchantId))
    this.running.set(merchantId, done)
    return done
  }

  private async work(merchantId: MerchantId): Promise<void> {
    const open = () => this.database.inMerchant(merchantId, (tx) => openCampaigns(tx, this.clock.now()), { readOnly: true })
    if ((await open()).length === 0) return
    if (!(await this.hold(merchantId, LEASE_SECONDS))) return this.soonAgain(merchantId)
    try {
      // what was scheduled while the last was sent is seen as well
      for (let rows = await open(); rows.length > 0 && !this.stopping; rows = await open()) for (const row of rows) await this.send(merchantId, row)
    } finally {
      await this.hold(merchantId, 0)
    }
  }

  /** Once more when a lease that somebody else has, or had when they were killed, is over. */
  private soonAgain(merchantId: MerchantId): void {
    if (!this.config.nightly || this.stopping || this.later.has(merchantId)) return
    const timer = setTimeout(() => {
      this.later.delete(merchantId)
      void this.start(merchantId)
    }, LEASE_SECONDS * 1000 + 500)
    timer.unref()
    this.later.set(merchantId, timer)
  }

  private hold(merchantId: MerchantId, seconds: number): Promise<boolean> {
    return this.doors.takeLease(`campaign ${merchantId}`, this.holder, seconds)
  }

  private async send(merchantId: MerchantId, { campaign_id: campaignId, state, terms }: OpenCampaign): Promise<void> {
    const inTx = <T>(work: (tx: Tx) => Promise<T>) => this.database.inMerchant(merchantId, work)
    if (state === 'scheduled') await inTx((tx) => launch(tx, campaignId, this.clock.now()))
    for (let before = ''; !this.stopping;) {
      if (!(await this.hold(merchantId, LEASE_SECONDS))) throw new Error('another process took the campaign over')
      const members = await inTx(async (tx) => {
        await passOver(tx, campaignId, this.clock.now())
        return nextWaiting(tx, campaignId, CHUNK)
      })
      if (members.length === 0) {
        await inTx((tx) => markSent(tx, campaignId, this.clock.now()))
        return
      }
      const told = await Promise.allSettled(members.map((memberId) => this.groupCommit.submit(giveCampaign, { merchantId, actor: 'system', key: `campaign ${campaignId} ${memberId}`, request: { campaignId, memberId, couponId: terms.couponId, points: terms.points } })))
      const faults = told.filter((o) => o.status === 'rejected')
      // some may be merged meanwhile and are passed over in the next round; where nothing moved, the next look tries again
      if (faults.length === told.length) throw faults[0]!.reason
      if (before === members[0]) throw new Error(`member ${before} of campaign ${campaignId} is not served`)
      before = members[0]!
    }
  }
}

/** Freezes the audience, once: two launchers meet at the campaign's row, and the second finds it running. */
export async function launch(tx: Tx, campaignId: string, now: number): Promise<boolean> {
  const row = await lockCampaign(tx, campaignId)
  if (row?.state !== 'scheduled' || row.launch_at === null || row.launch_at.getTime() > now) return false
  const { zone } = await merchantOf(tx)
  const { under14, messages, profile } = await freezeAudience(tx, { merchantId: tx.merchantId, conditions: row.terms.conditions, now, zone }, { campaignId, holdoutBp: row.terms.holdoutBp })
  await startRunning(tx, campaignId, { under14, messages, profile }, now)
  return true
}
