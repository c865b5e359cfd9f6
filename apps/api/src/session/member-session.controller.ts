import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { welcome } from '../care/index.js'
import type { MemberId, MerchantId } from '@huitou/units'
import { lockIdentity, type Joining } from '../person/index.js'
import { Database, Doors, type Tx } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { Caller, Endpoint, Input, isRefused, refuse, type MemberCaller, type Refused } from '../platform/http/index.js'
import { Identifying } from './identifying.js'
import { Revocations } from './revocations.js'
import { TokenPairs } from './token-pair.js'

type Session = ReplyOf<typeof routes.signInWithPhone>

/** How a shopper comes in: by WeChat, or by a phone number and the code sent to it. */
@Controller()
export class MemberSessionController {
  constructor(private readonly database: Database, private readonly doors: Doors, private readonly pairs: TokenPairs, private readonly who: Identifying, private readonly groupCommit: GroupCommit, private readonly revocations: Revocations) {}

  @Endpoint(routes.sendSmsCode, { limit: 'sms' })
  async sendSmsCode(@Input() input: InputOf<typeof routes.sendSmsCode>): Promise<ReplyOf<typeof routes.sendSmsCode> | Refused> {
    const shop = await this.doors.merchantBySlug(input.merchant)
    if (!shop) return refuse('merchant-unknown')
    return this.who.sendCode(shop, input.phone)
  }

  @Endpoint(routes.signInWithPhone, { limit: 'login' })
  async signInWithPhone(@Input() input: InputOf<typeof routes.signInWithPhone>): Promise<Session | Refused> {
    const shop = await this.doors.merchantBySlug(input.merchant)
    if (!shop) return refuse('merchant-unknown')
    const phone = this.who.sealed(shop, input.phone)
    return this.welcomed(await this.database.inMerchant(shop.merchant_id, async (tx) => (await this.who.takeCode(tx, phone.hash, input.code)) ?? this.enter(tx, { phone, source: 'h5' }, 'h5')))
  }

  @Endpoint(routes.signInWithWechat, { limit: 'login' })
  async signInWithWechat(@Input() input: InputOf<typeof routes.signInWithWechat>): Promise<Session | Refused> {
    const shop = await this.doors.merchantBySlug(input.merchant)
    if (!shop) return refuse('merchant-unknown')
    const person = await this.who.byWechat(input.code)
    if (isRefused(person)) return person
    return this.welcomed(await this.database.inMerchant(shop.merchant_id, (tx) => this.enter(tx, { ...person, source: 'wechat' }, 'wechat')))
  }

  @Endpoint(routes.bindWechatPhone, { limit: 'login' })
  async bindWechatPhone(@Input() input: InputOf<typeof routes.bindWechatPhone>, @Caller() caller: MemberCaller): Promise<ReplyOf<typeof routes.bindWechatPhone> | Refused> {
    const phone = await this.who.phoneByWechat(caller, input.code)
    if (isRefused(phone)) return phone
    const bound = await this.database.inMerchant(caller.merchantId, (tx) => this.who.bind(tx, caller.memberId, phone))
    if (!isRefused(bound) && bound.merged) await this.revocations.revoke(caller.memberId)
    return bound
  }

  /** The newcomer pack comes with the first sign-in. */
  private async welcomed(entered: Session | Refused): Promise<Session | Refused> {
    if (!isRefused(entered) && entered.isNew) await welcome({ database: this.database, groupCommit: this.groupCommit }, entered.merchantId as MerchantId, entered.memberId as MemberId)
    return entered
  }

  private async enter(tx: Tx, joining: Joining, place: string): Promise<Session> {
    const { memberId, isNew } = await this.who.join(tx, joining, place)
    const tokens = await this.pairs.open(tx, { kind: 'member', merchantId: tx.merchantId, memberId })
    const identity = await lockIdentity(tx, { memberId })
    return { tokens, memberId, merchantId: tx.merchantId, isNew, hasPhone: identity?.phone_last4 != null }
  }
}
