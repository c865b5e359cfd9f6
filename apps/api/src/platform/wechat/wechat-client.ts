import { AccessToken, type AppCredentials } from './access-token.js'
import type { WechatAnswer } from './wechat-answer.js'
import { exchange, isObject, lost, type WechatAddress, type WechatCall } from './wechat-wire.js'

export interface WechatSession {
  readonly openId: string
  /** only where the app is bound to an Open Platform account */
  readonly unionId: string | null
  readonly sessionKey: string
}

export interface WechatPhone {
  /** with country code outside China */
  readonly phoneNumber: string
  readonly purePhoneNumber: string
  readonly countryCode: string
}

export interface SubscribeMessage {
  readonly openId: string
  readonly templateId: string
  readonly page?: string
  /** template field to text, such as { thing1: '...', date2: '...' } */
  readonly fields: Readonly<Record<string, string>>
  readonly state?: 'developer' | 'trial' | 'formal'
  readonly lang?: 'zh_CN' | 'en_US' | 'zh_HK' | 'zh_TW'
}

/** 1 profile, 2 comment, 3 forum, 4 social log */
export type TextScene = 1 | 2 | 3 | 4

export interface TextVerdict {
  readonly suggest: 'pass' | 'review' | 'risky'
  /** 100 normal, 10001 advertising, 20001 politics, 20002 porn, 20003 abuse, 20006 crime, 20008 fraud, 20012 vulgar, 20013 copyright, 21000 other */
  readonly label: number
  readonly traceId: string
}

/** The limit of msg_sec_check on one text, in characters. */
export const TEXT_LIMIT = 2500

/**
 * One app's door to WeChat, by the documented HTTP interfaces of api.weixin.qq.com. Never throws for what WeChat says:
 * each answer is a value. Call it outside database transactions only.
 */
export class WechatClient {
  private readonly token: AccessToken

  constructor(private readonly at: WechatAddress, private readonly app: AppCredentials, now: () => number) {
    this.token = new AccessToken(at, app, now)
  }

  /** GET /sns/jscode2session: the code of wx.login for an openid. A code works once, for five minutes. */
  async session(jsCode: string): Promise<WechatAnswer<WechatSession>> {
    const query = { appid: this.app.appId, secret: this.app.secret, js_code: jsCode, grant_type: 'authorization_code' }
    const answer = await exchange(this.at, { method: 'GET', path: '/sns/jscode2session', query })
    if (!answer.ok) return answer
    const { openid, unionid, session_key: sessionKey } = answer.value
    if (typeof openid !== 'string' || typeof sessionKey !== 'string') return lost('a session answer without an openid')
    return { ok: true, value: { openId: openid, unionId: typeof unionid === 'string' ? unionid : null, sessionKey } }
  }

  /** POST /wxa/business/getuserphonenumber: the code of the one-tap button for a phone number. Each success costs money. */
  async phone(code: string): Promise<WechatAnswer<WechatPhone>> {
    const answer = await this.withToken({ method: 'POST', path: '/wxa/business/getuserphonenumber', body: { code } })
    if (!answer.ok) return answer
    const phone = answer.value['phone_info']
    if (!isObject(phone) || typeof phone['phoneNumber'] !== 'string') return lost('a phone answer without a phone')
    return { ok: true, value: { phoneNumber: phone['phoneNumber'], purePhoneNumber: String(phone['purePhoneNumber'] ?? phone['phoneNumber']), countryCode: String(phone['countryCode'] ?? '86') } }
  }

  /** POST /cgi-bin/message/subscribe/send: uses up one acceptance of that template. */
  async sendSubscribeMessage(message: SubscribeMessage): Promise<WechatAnswer<null>> {
    const fields = Object.fromEntries(Object.entries(message.fields).map(([name, value]) => [name, { value }]))
    const body = { touser: message.openId, template_id: message.templateId, data: fields, miniprogram_state: message.state ?? 'formal', lang: message.lang ?? 'zh_CN', ...(message.page ? { page: message.page } : {}) }
    const answer = await this.withToken({ method: 'POST', path: '/cgi-bin/message/subscribe/send', body })
    return answer.ok ? { ok: true, value: null } : answer
  }

  /** POST /wxa/msg_sec_check, version 2. The person must have been in the mini-program within two hours. */
  async checkText(ask: { openId: string; scene: TextScene; content: string; title?: string; nickname?: string }): Promise<WechatAnswer<TextVerdict>> {
    const body = { version: 2, openid: ask.openId, scene: ask.scene, content: ask.content, ...(ask.title ? { title: ask.title } : {}), ...(ask.nickname ? { nickname: ask.nickname } : {}) }
    const answer = await this.withToken({ method: 'POST', path: '/wxa/msg_sec_check', body })
    if (!answer.ok) return answer
    const result = answer.value['result']
    const suggest = isObject(result) ? result['suggest'] : undefined
    if (!isObject(result) || (suggest !== 'pass' && suggest !== 'review' && suggest !== 'risky')) return lost('a text verdict without a suggestion')
    return { ok: true, value: { suggest, label: Number(result['label'] ?? 21000), traceId: String(answer.value['trace_id'] ?? '') } }
  }

  /** POST /wxa/media_check_async, version 2, for a picture at a public address. The verdict comes later, by message push, under this trace. */
  async checkMedia(ask: { openId: string; scene: TextScene; mediaUrl: string }): Promise<WechatAnswer<{ traceId: string }>> {
    const answer = await this.withToken({ method: 'POST', path: '/wxa/media_check_async', body: { version: 2, openid: ask.openId, scene: ask.scene, media_type: 2, media_url: ask.mediaUrl } })
    if (!answer.ok) return answer
    const traceId = answer.value['trace_id']
    return typeof traceId === 'string' && traceId !== '' ? { ok: true, value: { traceId } } : lost('a media answer without a trace')
  }

  /** A call with the access token in its query (in the body it is refused with 47001); a refused token is renewed once. */
  private async withToken(call: WechatCall): Promise<WechatAnswer<Record<string, unknown>>> {
    const token = await this.token.get()
    if (!token.ok) return token
    const first = await exchange(this.at, { ...call, query: { access_token: token.value } })
    if (first.ok || first.problem !== 'bad-token') return first
    const renewed = await this.token.renew(token.value)
    return renewed.ok ? exchange(this.at, { ...call, query: { access_token: renewed.value } }) : renewed
  }
}
