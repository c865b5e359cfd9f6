import { ApiRefusal, createClient, routes } from '@huitou/contract'
import { apiRoot } from './where'
import { network } from './network'
import { prefs } from './prefs'
import { request, Unreached } from './request'
import { renewal } from './session'

export { Unreached } from './request'

/**
 * Sends as whoever is signed in, in their language, and notes whether the server was reached. An access token lives for minutes:
 * on 401 it is renewed once, by everybody together, and the call is sent again. Throws Unreached where `once` does.
 */
export async function sendSigned<R extends { readonly status: number }>(once: (headers: Record<string, string>) => Promise<R>): Promise<R> {
  try {
    const reply = await renewal.send(bearer => once({ 'accept-language': prefs.get().language, ...bearer }))
    network.set('online')
    return reply
  } catch (error) {
    if (error instanceof Unreached) network.set('offline')
    throw error
  }
}

/** The API, by the names of its contract. */
export const api = createClient(routes, r => sendSigned(signed => request({ ...r, url: apiRoot() + r.url, headers: { ...r.headers, ...signed } }, 30_000)))

/** The code of a refusal, if that is what went wrong. */
export const refusalOf = (error: unknown): { code: string; facts: Record<string, unknown> } | null =>
  error instanceof ApiRefusal && error.problem && error.status === 409 ? { code: error.problem.code, facts: error.problem.facts ?? {} } : null

/** The number a member may read out to the shop when something broke. */
export const supportId = (error: unknown): string | null => (error instanceof ApiRefusal ? (error.problem?.correlationId ?? null) : null)
