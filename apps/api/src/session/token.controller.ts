import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { Endpoint, Input, type Refused } from '../platform/http/index.js'
import { TokenPairs } from './token-pair.js'

@Controller()
export class TokenController {
  constructor(private readonly pairs: TokenPairs) {}

  @Endpoint(routes.refreshTokens)
  refreshTokens(@Input() input: InputOf<typeof routes.refreshTokens>): Promise<ReplyOf<typeof routes.refreshTokens> | Refused> {
    return this.pairs.refresh(input.refreshToken)
  }

  @Endpoint(routes.signOut)
  async signOut(@Input() input: InputOf<typeof routes.signOut>): Promise<ReplyOf<typeof routes.signOut>> {
    await this.pairs.leave(input.refreshToken)
    return { done: true }
  }
}
