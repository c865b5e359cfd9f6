import { Controller, Req } from '@nestjs/common'
import { routes, type ReplyOf } from '@huitou/contract'
import type { FastifyRequest } from 'fastify'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, speechOf, type MemberCaller } from '../platform/http/index.js'
import { ShowHome } from './show-home.js'

@Controller()
export class HomeController {
  constructor(private readonly database: Database, private readonly show: ShowHome) {}

  @Endpoint(routes.readHome)
  readHome(@Caller() caller: MemberCaller, @Req() request: FastifyRequest): Promise<ReplyOf<typeof routes.readHome>> {
    return this.database.inMerchant(caller.merchantId, (tx) => this.show.home(tx, caller.memberId, speechOf(request)), { readOnly: true })
  }
}
