import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import { dateAt } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, IdempotencyKey, Input, refuse, type MemberCaller, type StaffCaller } from '../platform/http/index.js'
import { standingOf } from '../tier/index.js'
import { checkIn } from './check-in.js'
import { problemsOfRules } from './check-rules.js'
import { readRuleSetsNamed, readShopNames, saveDraft } from './earning-rules.rows.js'
import { termsOf } from './merchant-terms.js'
import { publishRules, wireRuleSet, withdrawRules } from './publish-rules.js'
import { sampleEarning } from './sample-earning.js'

@Controller()
export class EarningRulesController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock) {}

  @Endpoint(routes.listRuleSets)
  list(@Input() _: InputOf<typeof routes.listRuleSets>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const now = this.clock.now()
      const [rows, { zone }, shop] = await Promise.all([readRuleSetsNamed(tx), termsOf(tx), readShopNames(tx)])
      const { current, scheduled, draft, older } = standingOf(rows, now)
      const shown = (row: (typeof rows)[number]) => wireRuleSet(row, rows, now)
      return { current: current && shown(current), scheduled: scheduled && shown(scheduled), draft: draft && shown(draft), problems: draft ? problemsOfRules(draft.rules, dateAt(now, zone), shop) : [], older: older.map(shown) }
    }, { readOnly: true })
  }

  @Endpoint(routes.saveRuleDraft)
  save(@Input() { rules, expectSaves }: InputOf<typeof routes.saveRuleDraft>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const { zone } = await termsOf(tx)
      if (!(await saveDraft(tx, rules, { actor: actorOf(caller), expectSaves, now }))) return refuse('draft-moved-on')
      const [rows, shop] = await Promise.all([readRuleSetsNamed(tx), readShopNames(tx)])
      return { draft: wireRuleSet(rows.find((r) => r.state === 'draft')!, rows, now), problems: problemsOfRules(rules, dateAt(now, zone), shop) }
    })
  }

  @Endpoint(routes.publishRules)
  publish(@Input() request: InputOf<typeof routes.publishRules>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.groupCommit.submit(publishRules, { merchantId: caller.merchantId, actor: actorOf(caller), key, request })
  }

  @Endpoint(routes.withdrawRules)
  withdraw(@Input() { expectVersion }: InputOf<typeof routes.withdrawRules>, @Caller() caller: StaffCaller, @IdempotencyKey() key: string) {
    return this.groupCommit.submit(withdrawRules, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { expectVersion } })
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
