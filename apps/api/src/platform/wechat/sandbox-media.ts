import { createHash, randomUUID } from 'node:crypto'
import { signPush } from './wechat-push.js'

/** How the sandbox answers the next check of a picture: what it thinks, silence, the same answer twice, or a picture it could not fetch. */
export type MediaAnswer = 'pass' | 'review' | 'risky' | 'silence' | 'twice' | 'unreadable'
export interface MediaAsk { readonly traceId: string; readonly openId: string; readonly mediaUrl: string }

/**
 * The half of media_check_async that comes later: the picture is fetched by its address, as a stranger would, and the
 * answer is pushed to the address and signed with the token that the console would hold.
 */
export class SandboxMedia {
  private readonly next: MediaAnswer[] = []
  private to: { url: string; token: string } | null = null
  /** what was fetched and how it went, oldest first */
  readonly seen: { readonly mediaUrl: string; readonly bytes: number; readonly answer: MediaAnswer }[] = []
  private readonly underWay = new Set<Promise<void>>()

  constructor(private readonly appId: string, private readonly now: () => number) {}

  pushTo(url: string, token: string): void { this.to = { url, token } }
  say(...answers: MediaAnswer[]): void { this.next.push(...answers) }

  ask(body: { openid: string; media_url: string }): string {
    const traceId = randomUUID()
    const answer = this.next.shift() ?? 'pass'
    const work = this.look({ traceId, openId: body.openid, mediaUrl: body.media_url }, answer).catch(() => undefined) // a shop that is gone is nobody's fault here
    this.underWay.add(work)
    void work.finally(() => this.underWay.delete(work))
    return traceId
  }

  /** Resolves when everything asked so far has been answered. */
  async settled(): Promise<void> { while (this.underWay.size > 0) await Promise.all(this.underWay) }

  private async look(ask: MediaAsk, answer: MediaAnswer): Promise<void> {
    const fetched = await fetch(ask.mediaUrl, { signal: AbortSignal.timeout(5000) }).then(async (r) => (r.ok ? Buffer.from(await r.arrayBuffer()) : null), () => null)
    this.seen.push({ mediaUrl: ask.mediaUrl, bytes: fetched?.length ?? 0, answer })
    if (answer === 'silence' || !this.to) return
    const suggest = fetched === null || answer === 'unreadable' ? null : answer === 'twice' ? 'pass' : answer
    await this.push(ask, suggest)
    if (answer === 'twice') await this.push(ask, 'risky')
  }

  private async push(ask: MediaAsk, suggest: 'pass' | 'review' | 'risky' | null): Promise<void> {
    const label = suggest === 'pass' ? 100 : suggest === 'review' ? 20012 : 20002
    const seconds = Math.floor(this.now() / 1000)
    const said = suggest === null ? { errcode: -1008, errmsg: 'download failed', detail: [], result: {} } : { errcode: 0, errmsg: 'ok', detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }], result: { suggest, label } }
    const body = JSON.stringify({ ToUserName: 'gh_sandbox', FromUserName: ask.openId, CreateTime: seconds, MsgType: 'event', Event: 'wxa_media_check', appid: this.appId, trace_id: ask.traceId, version: 2, ...said })
    for (let tried = 0; tried < 3; tried++) {
      const at = { timestamp: String(seconds), nonce: createHash('md5').update(randomUUID()).digest('hex').slice(0, 10) }
      const url = new URL(this.to!.url)
      for (const [name, value] of Object.entries({ signature: signPush(this.to!.token, at), openid: ask.openId, ...at })) url.searchParams.set(name, value)
      const reply = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(5000) }).then(async (r) => ({ status: r.status, text: await r.text() }), () => null)
      if (reply?.status === 200 && (reply.text === 'success' || reply.text === '')) return
    }
  }
}
