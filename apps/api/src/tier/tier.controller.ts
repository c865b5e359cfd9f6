import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, IdempotencyKey, Input, notFound, refuse, type MemberCaller, type StaffCaller } from '../platform/http/index.js'
import { problemsOfTiers, warningsOfTiers } from './check-tiers.js'
import { previewTiers } from './preview-tiers.js'
import { publishTiers, withdrawTiers } from './publish-tiers.js'
import { readTierPage } from './read-tier.js'
import { applyTierSets } from './redecide-tiers.js'
import { countByTier, couponTitles, readTierSets, readZone, saveTierDraft } from './tier.rows.js'
import { wireTierSet } from './tier-sets.js'
import { fromOf, inOrder, standingOf } from './versions.js'

@Controller()
export class TierController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock) {}

  @Endpoint(routes.readTiers)
  read(@Input() _: InputOf<typeof routes.readTiers>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [rows, counts] = await Promise.all([readTierSets(tx), countByTier(tx)])
      const now = this.clock.now()
      const { current, scheduled, draft } = standingOf(rows, now)
      const shown = (row: (typeof rows)[number] | null) => (row ? wireTierSet(row, rows, now) : null)
      return {
        current: shown(current), scheduled: shown(scheduled), draft: shown(draft), problems: draft ? problemsOfTiers(draft) : [],
        versions: inOrder(rows).reverse().map((r) => ({ version: r.version, publishedAt: (r.published_at ?? r.from_at)!.toISOString(), from: new Date(fromOf(r)).toISOString() })), members: counts.map((c) => ({ tierId: c.tier_id, members: c.members })),
      }
    }, { readOnly: true })
  }

  @Endpoint(routes.saveTierDraft)
  save(@Input() input: InputOf<typeof routes.saveTierDraft>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const now = this.clock.now()
      if (!(await saveTierDraft(tx, input, { actor: actorOf(caller), expectSaves: input.expectSaves, now }))) return refuse('draft-moved-on')
      const [rows, zone] = await Promise.all([readTierSets(tx), readZone(tx)])
      return { draft: wireTierSet(rows.find((r) => r.state === 'draft')!, rows, now), problems: problemsOfTiers(input), warnings: warningsOfTiers(input, zone) }
    })
  }

  @Endpoint(routes.previewTiers)
  preview(@Input() input: InputOf<typeof routes.previewTiers>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const { moves, warnings } = await previewTiers(tx, input, this.clock.now(), () => performance.now())
      return { moves, problems: problemsOfTiers(input), warnings }
    }, { readOnly: true })
  }

  @Endpoint(routes.publishTiers)
  async publish(@Input() request: InputOf<typeof routes.publishTiers>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    const outcome = await this.groupCommit.submit(publishTiers, { merchantId: caller.merchantId, actor: actorOf(caller), key, request })
    if (!outcome.ok) return outcome
    return { set: outcome.answer, movedUp: await applyTierSets(this.database, caller.merchantId, this.clock.now()) }
  }

  @Endpoint(routes.withdrawTiers)
  withdraw(@Input() { expectVersion }: InputOf<typeof routes.withdrawTiers>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.groupCommit.submit(withdrawTiers, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { expectVersion } })
  }

  @Endpoint(routes.readMyTier)
  mine(@Input() _: InputOf<typeof routes.readMyTier>, @Caller() caller: MemberCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const page = await readTierPage(tx, caller.memberId, this.clock.now())
      if (!page) throw notFound('member-unknown')
      const tiers = [...(page.set?.tiers ?? [])]
      const coupons = await couponTitles(tx, tiers.flatMap((t) => [...(t.benefits.reachedCoupons ?? []), ...(t.benefits.monthlyCoupons ?? [])]))
      return { coupons, progress: page.progress, tiers, history: page.history, savedMinor: page.savedMinor, growth: page.growth }
    }, { readOnly: true })
  }

  @Endpoint(routes.readMemberTier)
  ofMember(@Input() { memberId }: InputOf<typeof routes.readMemberTier>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const page = await readTierPage(tx, memberId as MemberId, this.clock.now())
      if (!page) throw notFound('member-unknown')
      return { progress: page.progress, history: page.history, grant: page.grant }
    }, { readOnly: true })
  }
}
