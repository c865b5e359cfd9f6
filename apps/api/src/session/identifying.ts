import type { ReplyOf, routes } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { say } from '@huitou/words'
import { writeConsent } from '../consent/index.js'
import { isFresh, joinMember, lockIdentity, meet, mergeMembers, otherOfUnion, setPhone, setUnion, type Joining } from '../person/index.js'
import type { Clock } from '../platform/clock/index.js'
import type { Database, MerchantDoor, Tx } from '../platform/database/index.js'
import { away, HttpProblem, isRefused, refuse, type MemberCaller, type Refused } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { phoneOf, type PhoneVault } from '../platform/phone/index.js'
import { isOutage, type WechatDoor } from '../platform/wechat/index.js'
import type { SmsCodes } from './sms-code.js'
import type { TextSender } from './sms-sender.js'

const RETRY_SECONDS = 60

/** Who a code, a phone or WeChat says somebody is. */
export class Identifying {
  constructor(private readonly codes: SmsCodes, private readonly sender: TextSender, private readonly wechat: WechatDoor, private readonly vault: PhoneVault, private readonly database: Database, private readonly clock: Clock) {}

  sealed(shop: Pick<MerchantDoor, 'merchant_id'>, text: string) {
    const phone = phoneOf(text)
    if (!phone) throw new HttpProblem(400, 'malformed')
    return this.vault.seal(shop.merchant_id, phone)
  }

  async sendCode(shop: MerchantDoor, text: string): Promise<ReplyOf<typeof routes.sendSmsCode> | Refused> {
    if (!this.sender.on) return refuse('sms-off')
    const phone = this.sealed(shop, text)
    const made = await this.database.inMerchant(shop.merchant_id, (tx) => this.codes.make(tx, phone.hash, shop.zone))
    if (isRefused(made)) return made
    // The number as the shopper typed it: the network knows it by that name. Outside the transaction, as every call is.
    await this.sender.send(phoneOf(text)!, say('sms-code-text', { shop: shop.name, code: made.code }, 'zh-CN'))
    return { expiresAt: new Date(made.expiresAt).toISOString(), retryAfterSeconds: RETRY_SECONDS, ...(this.sender.shown ? { demoCode: made.code } : {}) }
  }

  takeCode(tx: Tx, phoneHash: Buffer, code: string): Promise<Refused | null> {
    return this.codes.take(tx, phoneHash, code)
  }

  async byWechat(code: string): Promise<{ openId: string; unionId: string | null } | Refused> {
    if (!this.wechat.client) return refuse('wechat-off')
    const answer = await this.wechat.client.session(code)
    if (answer.ok) return { openId: answer.value.openId, unionId: answer.value.unionId }
    if (isOutage(answer.problem)) throw away()
    return refuse('wechat-code-bad')
  }

  async phoneByWechat(caller: MemberCaller, code: string): Promise<ReturnType<PhoneVault['seal']> | Refused> {
    if (!this.wechat.client) return refuse('wechat-off')
    const answer = await this.wechat.client.phone(code)
    if (!answer.ok) {
      if (answer.problem === 'quota') return refuse('phone-quota-used-up')
      if (isOutage(answer.problem)) throw away()
      return refuse('wechat-code-bad')
    }
    const { countryCode, purePhoneNumber } = answer.value
    const phone = phoneOf(`+${countryCode}${purePhoneNumber}`)
    return phone ? this.vault.seal(caller.merchantId, phone) : refuse('wechat-code-bad')
  }

  async join(tx: Tx, joining: Joining, place: string): Promise<{ memberId: MemberId; isNew: boolean }> {
    const now = this.clock.now()
    const joined = await joinMember(tx, joining, now)
    if (joined.isNew) await writeConsent(tx, { memberId: joined.memberId, purpose: 'membership', given: true, place }, now)
    else if (joining.unionId) return { memberId: await this.ofUnion(tx, joined.memberId, joining.unionId), isNew: false }
    return joined
  }

  /**
   * Gives a member that phone. Where another member has it and one of the two has nothing yet, they become one: the one
   * with the history stays, and the next sign-in leads there. Where both have a history the owner is asked.
   */
  async bind(tx: Tx, memberId: MemberId, phone: ReturnType<PhoneVault['seal']>): Promise<ReplyOf<typeof routes.bindWechatPhone> | Refused> {
    const me = await lockIdentity(tx, { memberId })
    if (!me) return refuse('phone-bound-elsewhere')
    const other = await lockIdentity(tx, { phoneHash: phone.hash })
    if (other && other.member_id !== memberId) {
      const kept = await this.oneOf(tx, memberId, other.member_id, 'phone')
      return kept === null ? refuse('phone-bound-elsewhere') : { phoneLast4: phone.last4, merged: kept !== memberId }
    }
    await setPhone(tx, memberId, phone)
    return { phoneLast4: phone.last4, merged: false }
  }

  /** A unionid leads to one member: two who have it are one person. */
  private async ofUnion(tx: Tx, memberId: MemberId, unionId: string): Promise<MemberId> {
    await setUnion(tx, memberId, unionId)
    const other = await otherOfUnion(tx, memberId, unionId)
    return other === null ? memberId : (await this.oneOf(tx, memberId, other, 'unionid')) ?? memberId
  }

  /** Merges by itself where one of the two has nothing a merge could lose; else lists them for the owner and answers null. */
  private async oneOf(tx: Tx, me: MemberId, other: MemberId, how: 'phone' | 'unionid'): Promise<MemberId | null> {
    const now = this.clock.now()
    const [mine, theirs] = await Promise.all([isFresh(tx, me), isFresh(tx, other)])
    if (!mine && !theirs) {
      await meet(tx, { oneId: me, otherId: other, how }, now)
      return null
    }
    const [keptId, goneId] = mine ? [other, me] : [me, other]
    const merged = await mergeMembers(tx, { keptId, goneId, actor: 'system', reason: how }, newId(), now)
    return merged.ok ? keptId : null
  }
}
