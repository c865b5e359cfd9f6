import type { WechatAnswer } from './wechat-answer.js'
import { exchange, lost, type WechatAddress } from './wechat-wire.js'

export interface AppCredentials {
  readonly appId: string
  readonly secret: string
}

/**
 * The access token of one app, from POST /cgi-bin/stable_token: refreshed before it lapses, and asked for once however
 * many callers wait (single flight). The stable form gives every process of ours the same token, so no process makes
 * another's invalid. force_refresh would, and is limited to 20 a day: it is the last resort, when WeChat hands out again
 * the very token it has just refused.
 */
export class AccessToken {
  private held: { token: string; refreshAt: number } | null = null
  private inFlight: Promise<WechatAnswer<string>> | null = null

  constructor(private readonly at: WechatAddress, private readonly app: AppCredentials, private readonly now: () => number) {}

  async get(): Promise<WechatAnswer<string>> {
    if (this.held && this.now() < this.held.refreshAt) return { ok: true, value: this.held.token }
    return this.fetchOnce(null)
  }

  /** A token other than `refused`: the one another caller has already brought, else the next of WeChat. */
  async renew(refused: string): Promise<WechatAnswer<string>> {
    if (this.held?.token === refused) this.held = null
    return this.held ? this.get() : this.fetchOnce(refused)
  }

  private fetchOnce(refused: string | null): Promise<WechatAnswer<string>> {
    this.inFlight ??= this.fetchOther(refused).finally(() => { this.inFlight = null })
    return this.inFlight
  }

  private async fetchOther(refused: string | null): Promise<WechatAnswer<string>> {
    const first = await this.fetch(false)
    return first.ok && first.value === refused ? this.fetch(true) : first
  }

  private async fetch(force: boolean): Promise<WechatAnswer<string>> {
    const body = { grant_type: 'client_credential', appid: this.app.appId, secret: this.app.secret, force_refresh: force }
    const answer = await exchange(this.at, { method: 'POST', path: '/cgi-bin/stable_token', body })
    if (!answer.ok) return answer
    const { access_token: token, expires_in: seconds } = answer.value
    if (typeof token !== 'string' || typeof seconds !== 'number') return lost('a token answer without a token')
    // WeChat brings the next token from five minutes before the end, with both valid: refresh inside that stretch
    this.held = { token, refreshAt: this.now() + Math.max(seconds - 290, seconds / 2) * 1000 }
    return { ok: true, value: token }
  }
}
