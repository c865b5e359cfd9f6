import Taro from '@tarojs/taro'
import { ApiRefusal, createClient, routes, type Transport } from '@huitou/contract'
import { apiRoot } from './where'
import { network } from './network'
import { prefs } from './prefs'
import { bearer, renew } from './session'

/** The server could not be reached at all: the phone is offline, or the shop's server is away. */
export class Unreached extends Error {
  override name = 'Unreached'
}

const send: Transport = async r => {
  try {
    const reply = await Taro.request<unknown, unknown>({ url: r.url, method: r.method as 'GET', header: r.headers, data: r.body as Record<string, unknown> | undefined, timeout: 30_000 })
    return { status: reply.statusCode, answer: reply.data === '' ? undefined : reply.data }
  } catch (error) {
    // Taro's H5 request rejects with the reply itself on some statuses
    const status = (error as { statusCode?: number; status?: number }).statusCode ?? (error as { status?: number }).status
    if (typeof status === 'number' && status > 0) return { status, answer: (error as { data?: unknown }).data }
    throw new Unreached((error as { errMsg?: string }).errMsg ?? String(error))
  }
}

/**
 * Sends as whoever is signed in, in their language, and notes whether the server was reached. An access token lives for minutes:
 * on 401 it is renewed once, by everybody together, and the call is sent again. Throws Unreached where `once` does.
 */
export async function sendSigned<R extends { readonly status: number }>(once: (headers: Record<string, string>) => Promise<R>): Promise<R> {
  const send = async (): Promise<R> => {
    try {
      const reply = await once({ 'accept-language': prefs.get().language, ...bearer() })
      network.set('online')
      return reply
    } catch (error) {
      if (error instanceof Unreached) network.set('offline')
      throw error
    }
  }
  const first = await send()
  if (first.status !== 401 || !bearer().authorization || !(await renew())) return first
  return send()
}

/** The API, by the names of its contract. */
export const api = createClient(routes, r => sendSigned(signed => send({ ...r, url: apiRoot() + r.url, headers: { ...r.headers, ...signed } })))

/** The code of a refusal, if that is what went wrong. */
export const refusalOf = (error: unknown): { code: string; facts: Record<string, unknown> } | null =>
  error instanceof ApiRefusal && error.problem && error.status === 409 ? { code: error.problem.code, facts: error.problem.facts ?? {} } : null

/** The number a member may read out to the shop when something broke. */
export const supportId = (error: unknown): string | null => (error instanceof ApiRefusal ? (error.problem?.correlationId ?? null) : null)
