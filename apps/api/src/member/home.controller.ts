import { Controller, Req } from '@nestjs/common'
import { routes, type ReplyOf } from '@huitou/contract'
import type { FastifyRequest } from 'fastify'
import { Caller, Endpoint, speechOf, type MemberCaller } from '../platform/http/index.js'
import { ShowHome } from './show-home.js'

@Controller()
export class HomeController {
  constructor(private readonly show: ShowHome) {}

  @Endpoint(routes.readHome)
  readHome(@Caller() caller: MemberCaller, @Req() request: FastifyRequest): Promise<ReplyOf<typeof routes.readHome>> {
    return this.show.home(caller.merchantId, caller.memberId, speechOf(request))
  }
}
