import { problemOf, type WechatAnswer } from './wechat-answer.js'

export interface WechatAddress {
  /** "https://api.weixin.qq.com", or where the sandbox listens */
  readonly origin: string
  /** how long one call may take before it counts as unreachable */
  readonly timeoutMs: number
}

export interface WechatCall {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/**
 * One HTTP exchange in WeChat's form: JSON both ways, status 200 also for errors, `errcode` absent or 0 when all is well.
 * The body goes out as plain UTF-8: WeChat's text check does not see through \\u escapes, and JSON.stringify makes none.
 */
export async function exchange(at: WechatAddress, call: WechatCall): Promise<WechatAnswer<Record<string, unknown>>> {
  const url = new URL(call.path, at.origin)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  try {
    const reply = await fetch(url, {
      method: call.method,
      signal: AbortSignal.timeout(at.timeoutMs),
      ...(call.body === undefined ? {} : { headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(call.body) }),
    })
    // jscode2session answers JSON as text/plain, so the type is not looked at
    const json: unknown = JSON.parse(await reply.text())
    if (!isObject(json)) return lost(`an answer that is not an object (HTTP ${reply.status})`)
    const errcode = typeof json['errcode'] === 'number' ? json['errcode'] : 0
    if (errcode === 0) return reply.ok ? { ok: true, value: json } : lost(`HTTP ${reply.status}`)
    return { ok: false, problem: problemOf(errcode), errcode, errmsg: String(json['errmsg'] ?? '') }
  } catch (cause) {
    // no cause in the message: an address with a secret in it must not reach a log
    return lost(cause instanceof SyntaxError ? 'an answer that is not JSON' : cause instanceof Error && cause.name === 'TimeoutError' ? 'no answer in time' : 'no connection')
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

export const lost = (errmsg: string): WechatAnswer<never> => ({ ok: false, problem: 'unreachable', errcode: null, errmsg })
