import { Controller } from '@nestjs/common'
import { insightRoutes, type InputOf } from '@huitou/contract'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, Input, type StaffCaller } from '../platform/http/index.js'
import { tierNames } from '../tier/index.js'
import { readShopHome, type ShopHome } from './shop-home.js'

@Controller()
export class InsightController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(insightRoutes.readShopHome)
  async home(@Input() input: InputOf<typeof insightRoutes.readShopHome>, @Caller() caller: StaffCaller): Promise<ShopHome> {
    const names = await tierNames(this.database, caller.merchantId)
    return this.database.inMerchant(caller.merchantId, (tx) => readShopHome(tx, names, { now: this.clock.now(), days: input.days, owner: caller.role === 'owner' }), { readOnly: true })
  }
}
