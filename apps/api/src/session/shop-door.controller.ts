import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { Doors } from '../platform/database/index.js'
import { Endpoint, Input, notFound } from '../platform/http/index.js'
import { WechatDoor } from '../platform/wechat/index.js'
import { TextSender } from './sms-sender.js'

/** What a sign-in screen may know of a shop before anybody signed in. */
@Controller()
export class ShopDoorController {
  constructor(private readonly doors: Doors, private readonly wechat: WechatDoor, private readonly sender: TextSender) {}

  @Endpoint(routes.readShopDoor)
  async readShopDoor(@Input() { slug }: InputOf<typeof routes.readShopDoor>): Promise<ReplyOf<typeof routes.readShopDoor>> {
    const shop = await this.doors.merchantBySlug(slug)
    if (!shop) throw notFound()
    return { merchantId: shop.merchant_id, slug: shop.slug, name: shop.name, brand: shop.brand, currency: shop.currency, zone: shop.zone, isDemo: shop.is_demo, wechatLogin: this.wechat.client !== null, smsLogin: this.sender.on }
  }
}
