import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import { dateAt } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, IdempotencyKey, Input, type MemberCaller, type StaffCaller } from '../platform/http/index.js'
import { checkIn } from './check-in.js'
import { problemsOfRules } from './check-rules.js'
import { readRuleSetsNamed, saveDraft } from './earning-rules.rows.js'
import { termsOf } from './merchant-terms.js'
import { publishRules, wireRuleSet } from './publish-rules.js'
import { sampleEarning } from './sample-earning.js'

@Controller()
export class EarningRulesController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock) {}

  @Endpoint(routes.listRuleSets)
  list(@Input() _: InputOf<typeof routes.listRuleSets>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const rows = await readRuleSetsNamed(tx)
      const of = (state: string) => rows.filter((r) => r.state === state).map(wireRuleSet)
      return { current: of('published')[0] ?? null, draft: of('draft')[0] ?? null, older: of('retired') }
    }, { readOnly: true })
  }

  @Endpoint(routes.saveRuleDraft)
  save(@Input() { rules }: InputOf<typeof routes.saveRuleDraft>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const { zone } = await termsOf(tx)
      await saveDraft(tx, rules, actorOf(caller), now)
      const draft = (await readRuleSetsNamed(tx)).find((r) => r.state === 'draft')!
      return { draft: wireRuleSet(draft), problems: problemsOfRules(rules, dateAt(now, zone)) }
    })
  }

  @Endpoint(routes.publishRules)
  publish(@Input() { expectVersion }: InputOf<typeof routes.publishRules>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.groupCommit.submit(publishRules, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { expectVersion } })
  }

  @Endpoint(routes.sampleEarning)
  sample(@Input() input: InputOf<typeof routes.sampleEarning>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => sampleEarning(await termsOf(tx), input, this.clock.now()), { readOnly: true })
  }

  @Endpoint(routes.checkIn)
  checkIn(@Input() _: InputOf<typeof routes.checkIn>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string) {
    return this.groupCommit.submit(checkIn, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { memberId: caller.memberId } })
  }
}
