import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, IdempotencyKey, Input, notFound, type MemberCaller, type StaffCaller } from '../platform/http/index.js'
import { problemsOfTiers } from './check-tiers.js'
import { previewTiers } from './preview-tiers.js'
import { publishTiers } from './publish-tiers.js'
import { readTierPage } from './read-tier.js'
import { redecideAll } from './redecide-tiers.js'
import { countByTier, readTierSets, saveTierDraft } from './tier.rows.js'
import { wireTierSet } from './tier-sets.js'

@Controller()
export class TierController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock) {}

  @Endpoint(routes.readTiers)
  read(@Input() _: InputOf<typeof routes.readTiers>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [rows, counts] = await Promise.all([readTierSets(tx), countByTier(tx)])
      const of = (state: string) => rows.find((r) => r.state === state)
      const [current, draft] = [of('published'), of('draft')]
      return {
        current: current ? wireTierSet(current) : null, draft: draft ? wireTierSet(draft) : null,
        versions: rows.flatMap((r) => (r.published_at ? [{ version: r.version, publishedAt: r.published_at.toISOString() }] : [])), members: counts.map((c) => ({ tierId: c.tier_id, members: c.members })),
      }
    }, { readOnly: true })
  }

  @Endpoint(routes.saveTierDraft)
  save(@Input() input: InputOf<typeof routes.saveTierDraft>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      await saveTierDraft(tx, input, actorOf(caller), this.clock.now())
      const draft = (await readTierSets(tx)).find((r) => r.state === 'draft')!
      return { draft: wireTierSet(draft), problems: problemsOfTiers(input.tiers) }
    })
  }

  @Endpoint(routes.previewTiers)
  preview(@Input() input: InputOf<typeof routes.previewTiers>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => ({ moves: await previewTiers(tx, input, this.clock.now(), () => performance.now()), problems: problemsOfTiers(input.tiers) }), { readOnly: true })
  }

  @Endpoint(routes.publishTiers)
  async publish(@Input() { expectVersion }: InputOf<typeof routes.publishTiers>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    const outcome = await this.groupCommit.submit(publishTiers, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { expectVersion } })
    if (!outcome.ok) return outcome
    return { set: outcome.answer, movedUp: await redecideAll(this.database, caller.merchantId, this.clock.now()) }
  }

  @Endpoint(routes.readMyTier)
  mine(@Input() _: InputOf<typeof routes.readMyTier>, @Caller() caller: MemberCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const page = await readTierPage(tx, caller.memberId, this.clock.now())
      if (!page) throw notFound('member-unknown')
      return { progress: page.progress, tiers: [...(page.set?.tiers ?? [])], history: page.history, savedMinor: page.savedMinor, growth: page.growth }
    }, { readOnly: true })
  }

  @Endpoint(routes.readMemberTier)
  ofMember(@Input() { memberId }: InputOf<typeof routes.readMemberTier>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const page = await readTierPage(tx, memberId as MemberId, this.clock.now())
      if (!page) throw notFound('member-unknown')
      return { progress: page.progress, history: page.history }
    }, { readOnly: true })
  }
}
