import { Controller } from '@nestjs/common'
import { routes, type AnswerOf, type InputOf } from '@huitou/contract'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, Input, type MemberCaller, type Refused } from '../platform/http/index.js'
import { categoriesOnSale } from '../product/index.js'
import { listGoods } from './list-goods.js'
import { quoteBag } from './quote-bag.js'

type R = typeof routes

/** Reads only: a quote on the phone promises nothing that the till does not say anew. */
@Controller()
export class BagController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.listGoods, { limit: 'quote' })
  goods(@Caller() caller: MemberCaller, @Input() input: InputOf<R['listGoods']>): Promise<AnswerOf<R['listGoods']>> {
    return this.database.inMerchant(caller.merchantId, (tx) => listGoods(tx, caller.memberId, input, this.clock.now()), { readOnly: true })
  }

  @Endpoint(routes.listGoodsCategories)
  async categories(@Caller() caller: MemberCaller): Promise<AnswerOf<R['listGoodsCategories']>> {
    return { categories: (await this.database.read<{ category: string }>(caller.merchantId, categoriesOnSale(caller.merchantId))).map((r) => r.category) }
  }

  @Endpoint(routes.quoteBag, { limit: 'quote' })
  quote(@Caller() caller: MemberCaller, @Input() input: InputOf<R['quoteBag']>): Promise<AnswerOf<R['quoteBag']> | Refused> {
    return this.database.inMerchant(caller.merchantId, (tx) => quoteBag(tx, caller.memberId, input, this.clock.now()), { readOnly: true })
  }
}
