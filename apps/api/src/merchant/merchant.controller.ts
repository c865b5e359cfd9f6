import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, Input, refuse, type Refused, type StaffCaller } from '../platform/http/index.js'
import { contrastWithWhite, isReadableBrand } from './brand-contrast.js'
import { changeMerchant, merchantOf } from './merchant.rows.js'
import { shopShown } from './show-merchant.js'

@Controller()
export class MerchantController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.readMerchant)
  async readMerchant(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.readMerchant>> {
    return shopShown(await this.database.inMerchant(caller.merchantId, merchantOf, { readOnly: true }))
  }

  @Endpoint(routes.changeMerchant)
  async changeMerchant(@Input() input: InputOf<typeof routes.changeMerchant>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.changeMerchant> | Refused> {
    if (input.brand && !isReadableBrand(input.brand)) return refuse('brand-contrast-too-low', { contrast: Math.floor(contrastWithWhite(input.brand) * 100) / 100, needed: 4.5 })
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const before = await merchantOf(tx)
      const after = { name: input.name ?? before.name, brand: input.brand ?? before.brand }
      await changeMerchant(tx, after)
      await recordAudit(tx, { actor: actorOf(caller), action: 'change-merchant', subject: `merchant:${caller.merchantId}`, before: { name: before.name, brand: before.brand }, after }, this.clock.now())
      return shopShown(await merchantOf(tx))
    })
  }
}
