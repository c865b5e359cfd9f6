import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { GroupCommit } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, IdempotencyKey, Input, notFound, type StaffCaller } from '../platform/http/index.js'
import { grantTierByHand, type GrantRequest } from './grant-tier.js'

/** Tiers given by hand: a fact of the member's log, so that later ones are folded over it. */
@Controller()
export class TierGrantsController {
  constructor(private readonly groupCommit: GroupCommit) {}

  @Endpoint(routes.grantTier)
  grant(@Input() { memberId, tierId, lastDay, reason }: InputOf<typeof routes.grantTier>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.submit(caller, key, { memberId: memberId as MemberId, tierId, lastDay, reason })
  }

  @Endpoint(routes.endTierGrant)
  end(@Input() { memberId, reason }: InputOf<typeof routes.endTierGrant>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.submit(caller, key, { memberId: memberId as MemberId, tierId: null, lastDay: null, reason })
  }

  private async submit(caller: StaffCaller, key: string, request: GrantRequest) {
    const outcome = await this.groupCommit.submit(grantTierByHand, { merchantId: caller.merchantId, actor: actorOf(caller), key, request })
    if (!outcome.ok && outcome.refusal.code === 'member-unknown') throw notFound('member-unknown')
    return outcome
  }
}
