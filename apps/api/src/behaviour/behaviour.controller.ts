import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, Input, refuse, type IntegrationCaller, type MemberCaller, type Refused } from '../platform/http/index.js'
import { PHONE, recordEvents } from './record-events.js'

/** Where browsing comes in: from the member's own phone, and from a mall of the shop's own. */
@Controller()
export class BehaviourController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.recordMyEvents, { limit: 'events' })
  async mine(@Caller() caller: MemberCaller, @Input() input: InputOf<typeof routes.recordMyEvents>): Promise<ReplyOf<typeof routes.recordMyEvents> | Refused> {
    const events = input.events.map((e) => ({ ...e, memberId: caller.memberId, source: input.source, at: Date.parse(e.at) }))
    const { notAgreed, ...done } = await this.database.inMerchant(caller.merchantId, (tx) => recordEvents(tx, events, this.clock.now(), PHONE))
    return notAgreed > 0 ? refuse('browsing-not-agreed') : done
  }

  @Endpoint(routes.recordEvents)
  theirs(@Caller() caller: IntegrationCaller, @Input() input: InputOf<typeof routes.recordEvents>): Promise<ReplyOf<typeof routes.recordEvents>> {
    const events = input.events.map((e) => ({ ...e, memberId: e.memberId as MemberId, at: Date.parse(e.at) }))
    return this.database.inMerchant(caller.merchantId, (tx) => recordEvents(tx, events, this.clock.now()))
  }
}
