import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { Endpoint, Input, type Refused } from '../platform/http/index.js'
import { OpenShop } from './open-shop.js'

@Controller()
export class OpenShopController {
  constructor(private readonly opening: OpenShop) {}

  @Endpoint(routes.createMerchant, { limit: 'shop' })
  createMerchant(@Input() input: InputOf<typeof routes.createMerchant>): Promise<ReplyOf<typeof routes.createMerchant> | Refused> {
    return this.opening.open(input)
  }
}
