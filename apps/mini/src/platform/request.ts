import Taro from '@tarojs/taro'
import { ApiRefusal } from '@huitou/contract'

/** No whole answer came: the phone is offline, the shop's server is away, or the answer broke off on its way. What became of the call is not known. */
export class Unreached extends Error {
  override name = 'Unreached'
}

export interface Sent { readonly url: string; readonly method: string; readonly headers: Record<string, string>; readonly body?: unknown }
export interface Reply { readonly status: number; readonly answer: unknown }

/** Whether the same question may get an answer in a moment: nobody answered, or the server said that it is away for now. */
export const isOutage = (error: unknown): boolean => error instanceof Unreached || (error instanceof ApiRefusal && [502, 503, 504].includes(error.status))

/** One request, until its whole answer is there or `timeoutMs` have passed. Throws Unreached. */
export async function request(r: Sent, timeoutMs: number): Promise<Reply> {
  const reply = await inTime(sent(r, timeoutMs), timeoutMs)
  // Every answer is an object. Taro hands over nothing, or the bare text, where it could not be read to its end; taken for an answer
  // it would be kept as one, and the key under which to ask again given up.
  if (reply.status < 400 && (typeof reply.answer !== 'object' || reply.answer === null)) throw new Unreached('the answer broke off')
  return reply
}

async function sent(r: Sent, timeout: number): Promise<Reply> {
  try {
    const reply = await Taro.request<unknown, unknown>({ url: r.url, method: r.method as 'GET', header: r.headers, data: r.body as Record<string, unknown> | undefined, timeout })
    return { status: reply.statusCode, answer: reply.data }
  } catch (error) {
    // Taro's H5 request rejects with the reply itself on some statuses
    const { statusCode, status = statusCode, data, errMsg } = error as { statusCode?: number; status?: number; data?: unknown; errMsg?: string }
    if (typeof status === 'number' && status > 0) return { status, answer: data }
    throw new Unreached(errMsg ?? String(error))
  }
}

/** Taro's own time in browsers ends when the answer begins: one that then stands still would be waited for without end. */
function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const over = new Promise<never>((_, fail) => { timer = setTimeout(() => fail(new Unreached('timeout')), ms + 500) })
  return Promise.race([work, over]).finally(() => clearTimeout(timer))
}
