import { createHash } from 'node:crypto'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { SandboxMedia, type MediaAnswer } from './sandbox-media.js'
import type { AppCredentials } from './access-token.js'

/**
 * A server that speaks WeChat's wire protocol, for the demo and for tests: same paths, parameters, one-use codes, token
 * life and error codes. It knows nothing of our product.
 *
 * Codes it takes: `sandbox-login-<person>-<nonce>` and `sandbox-phone-<digits>-<nonce>`, each once.
 */
export interface WechatSandbox {
  readonly server: FastifyInstance
  /** The next `times` calls of that path end so: an errcode, silence, a page instead of JSON, or HTTP 502. */
  fail(path: string, how: number | 'silence' | 'garbage' | 'http-502', times?: number): void
  /** Makes every access token given out lapse: the next use answers 42001. */
  lapseTokens(): void
  /** One acceptance of a template by a person, which one message uses up. */
  accept(openId: string, templateId: string): void
  /** Messages delivered, oldest first. */
  readonly sent: readonly { openId: string; templateId: string; fields: Record<string, string>; page: string }[]
  /** How the next checks of pictures end, one each; with nothing said they pass. */
  sayOfMedia(...answers: MediaAnswer[]): void
  /** What the shop types into the console: where message push goes, and the token it is signed with. */
  pushTo(url: string, token: string): void
  /** Resolves when every picture asked about has been answered (or met with silence). */
  mediaSettled(): Promise<void>
  /** Pictures fetched, oldest first. */
  readonly mediaSeen: readonly { mediaUrl: string; bytes: number }[]
  /** How often each path was called. */
  calls(path: string): number
}

const TOKEN_SECONDS = 7200
/** Texts the sandbox does not pass, with the label of the documentation. */
const WORDS: readonly (readonly [RegExp, 'risky' | 'review', number])[] = [
  [/特3456书yuuo莞6543李zxcz蒜7782法fgnv级/, 'risky', 20002],
  [/赌博|刷单返利|高利贷/, 'risky', 20006],
  [/傻[逼叉]|滚蛋/, 'risky', 20003],
  [/加微信|加V|代购|优惠链接|https?:\/\//i, 'review', 10001],
]

export const openIdOf = (appId: string, person: string): string => `oSbx${createHash('sha256').update(`${appId}/${person}`).digest('base64url').slice(0, 24)}`

/** An unstarted sandbox for one app; `listen` it on a port of its own, or `inject`. */
export function wechatSandbox(app: AppCredentials, now: () => number): WechatSandbox {
  const server = fastify({ logger: false, forceCloseConnections: true })
  const failures = new Map<string, { how: number | 'silence' | 'garbage' | 'http-502'; times: number }>()
  const counts = new Map<string, number>()
  const used = new Set<string>()
  const accepted = new Map<string, number>()
  const sent: { openId: string; templateId: string; fields: Record<string, string>; page: string }[] = []
  const media = new SandboxMedia(app.appId, now)
  let token = { value: '', until: 0, forcedAt: -Infinity, serial: 0 }

  server.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    counts.set(path, (counts.get(path) ?? 0) + 1)
    const failure = failures.get(path)
    if (!failure) return
    if (--failure.times <= 0) failures.delete(path)
    if (failure.how === 'silence') return new Promise<never>(() => undefined)
    if (failure.how === 'garbage') return reply.type('text/html').send('<html>gateway</html>')
    if (failure.how === 'http-502') return reply.code(502).send({})
    return reply.send(error(failure.how))
  })

  server.get('/sns/jscode2session', async (request: FastifyRequest<{ Querystring: Record<string, string> }>) => {
    const { appid, secret, js_code: code = '', grant_type: grant } = request.query
    if (appid !== app.appId) return error(40013)
    if (secret !== app.secret) return error(40125)
    if (grant !== 'authorization_code') return error(40002)
    const person = /^sandbox-login-([\w.+@]{1,40})-[\w]{1,64}$/.exec(code)?.[1]
    if (!person) return error(40029)
    if (used.has(code)) return error(40163)
    used.add(code)
    const openid = openIdOf(app.appId, person)
    return { openid, session_key: createHash('md5').update(code).digest('base64'), unionid: `oUni${openid.slice(4)}` }
  })

  server.post('/cgi-bin/stable_token', async (request: FastifyRequest<{ Body: Record<string, unknown> }>) => {
    const { grant_type: grant, appid, secret, force_refresh: force } = request.body ?? {}
    if (grant !== 'client_credential') return error(40002)
    if (appid !== app.appId) return error(40013)
    if (secret !== app.secret) return error(40125)
    // a forced refresh within 30 seconds of the last one changes nothing
    const forced = force === true && now() - token.forcedAt >= 30_000
    if (forced || now() >= token.until - 300_000) {
      const serial = token.serial + 1
      token = { value: `sandbox_${createHash('sha256').update(`${app.secret}/${serial}`).digest('hex')}`, until: now() + TOKEN_SECONDS * 1000, forcedAt: forced ? now() : token.forcedAt, serial }
    }
    return { access_token: token.value, expires_in: Math.floor((token.until - now()) / 1000) }
  })

  const guarded = <B>(path: string, answer: (body: B) => object) =>
    server.post(path, async (request: FastifyRequest<{ Querystring: Record<string, string> }>) => {
      const given = request.query['access_token']
      if (!given) return error(41001)
      if (given !== token.value) return error(40001)
      if (now() >= token.until) return error(42001)
      return answer((request.body ?? {}) as B)
    })

  guarded<{ code?: string }>('/wxa/business/getuserphonenumber', ({ code = '' }) => {
    const digits = /^sandbox-phone-(\d{11})-\w{1,64}$/.exec(code)?.[1]
    if (!digits || used.has(code)) return error(40029)
    used.add(code)
    return { errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: digits, purePhoneNumber: digits, countryCode: '86', watermark: { timestamp: Math.floor(now() / 1000), appid: app.appId } } }
  })

  guarded<{ touser?: string; template_id?: string; page?: string; data?: Record<string, { value: unknown }> }>('/cgi-bin/message/subscribe/send', (body) => {
    if (!body.touser?.startsWith('oSbx')) return error(40003)
    if (!body.template_id) return error(40037)
    const fields = Object.entries(body.data ?? {})
    if (fields.length === 0 || fields.some(([name, f]) => String(f.value ?? '') === '' || (name.startsWith('thing') && String(f.value).length > 20))) return error(47003)
    const left = accepted.get(`${body.touser}/${body.template_id}`) ?? 0
    if (left === 0) return error(43101)
    accepted.set(`${body.touser}/${body.template_id}`, left - 1)
    sent.push({ openId: body.touser, templateId: body.template_id, fields: Object.fromEntries(fields.map(([name, f]) => [name, String(f.value)])), page: body.page ?? '' })
    return { errcode: 0, errmsg: 'ok', msgid: sent.length }
  })

  guarded<{ version?: number; openid?: string; scene?: number; content?: string; title?: string }>('/wxa/msg_sec_check', (body) => {
    if (Number(body.version) !== 2 || !body.content) return error(47001)
    if (body.content.length > 2500) return error(44004)
    if (![1, 2, 3, 4].includes(body.scene ?? 0)) return error(40129)
    if (!body.openid?.startsWith('oSbx')) return error(40003)
    const text = `${body.title ?? ''}\n${body.content}`
    const [, suggest, label] = WORDS.find(([word]) => word.test(text)) ?? [null, 'pass', 100]
    return { errcode: 0, errmsg: 'ok', detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }], trace_id: createHash('md5').update(text).digest('hex').slice(0, 26), result: { suggest, label } }
  })

  guarded<{ version?: number; openid?: string; scene?: number; media_type?: number; media_url?: string }>('/wxa/media_check_async', (body) => {
    if (Number(body.version) !== 2 || ![1, 2].includes(Number(body.media_type)) || !/^https?:\/\//.test(body.media_url ?? '')) return error(47001)
    if (![1, 2, 3, 4].includes(body.scene ?? 0)) return error(40129)
    if (!body.openid?.startsWith('oSbx')) return error(40003)
    return { errcode: 0, errmsg: 'ok', trace_id: media.ask({ openid: body.openid, media_url: body.media_url! }) }
  })

  return {
    sayOfMedia: (...answers) => { media.say(...answers) },
    pushTo: (url, token) => { media.pushTo(url, token) },
    mediaSettled: () => media.settled(),
    mediaSeen: media.seen,
    server,
    sent,
    fail: (path, how, times = 1) => void failures.set(path, { how, times }),
    lapseTokens: () => { token = { ...token, until: 0 } },
    accept: (openId, templateId) => void accepted.set(`${openId}/${templateId}`, (accepted.get(`${openId}/${templateId}`) ?? 0) + 1),
    calls: (path) => counts.get(path) ?? 0,
  }
}

const SAYS: Readonly<Record<number, string>> = {
  [-1]: 'system error', 40001: 'invalid credential, access_token is invalid or not latest', 40002: 'invalid grant_type', 40003: 'invalid openid', 40013: 'invalid appid',
  40029: 'invalid code', 40037: 'invalid template_id', 40125: 'invalid appsecret', 40129: 'invalid scene', 40163: 'code been used', 40226: 'code blocked', 41001: 'access_token missing',
  42001: 'access_token expired', 43101: 'user refuse to accept the msg', 44004: 'empty or too long content', 45009: 'reach max api daily quota limit', 45011: 'api minute-quota reach limit', 47001: 'invalid post body', 47003: 'argument invalid', 61010: 'code is expired',
}
const error = (errcode: number) => ({ errcode, errmsg: `${SAYS[errcode] ?? 'error'} rid: sandbox` })
