import type { AnswerOf, Route, SendOf } from './route.js'
import type { Problem } from './problem.js'

/** The only part that differs between a browser and a mini-program. */
export type Transport = (request: { method: string; url: string; body?: unknown; headers: Record<string, string> }) => Promise<{ status: number; answer: unknown }>

/** The API said no, or could not. `problem` is null when not even a problem+json came back. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal'
  constructor(readonly status: number, readonly problem: Problem | null) {
    super(problem?.code ?? `http-${status}`)
  }
}

export interface CallOptions {
  /** the Idempotency-Key of an act: made and stored by the caller before sending */
  readonly key?: string
  readonly headers?: Record<string, string>
}
export type Client<T extends Record<string, Route>> = { readonly [K in keyof T]: (input: SendOf<T[K]>, options?: CallOptions) => Promise<AnswerOf<T[K]>> }

/**
 * A typed client made from the routes. Throws ApiRefusal on any status from 400; a transport that cannot reach
 * the server throws its own error.
 */
export function createClient<T extends Record<string, Route>>(routes: T, transport: Transport, base = '', headers: () => Record<string, string> = () => ({})): Client<T> {
  const client: Record<string, (input: Record<string, unknown>, options?: CallOptions) => Promise<unknown>> = {}
  for (const name of Object.keys(routes)) {
    const r = routes[name]!
    client[name] = async (input = {}, options = {}) => {
      const used = new Set<string>()
      const path = r.path.replace(/\{(\w+)\}/g, (_, key: string) => {
        used.add(key)
        return encodeURIComponent(String(input[key]))
      })
      const rest = Object.entries(input).filter(([key, v]) => !used.has(key) && v !== undefined)
      // a mini-program has no URLSearchParams
      const query = r.body ? '' : rest.map(([key, v]) => `${key}=${encodeURIComponent(String(v))}`).join('&')
      const body = r.body ? Object.fromEntries(rest) : undefined
      const sent = await transport({
        method: r.method,
        url: base + path + (query ? `?${query}` : ''),
        ...(body ? { body } : {}),
        headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...(options.key ? { 'idempotency-key': options.key } : {}), ...headers(), ...options.headers },
      })
      if (sent.status >= 400) throw new ApiRefusal(sent.status, isProblem(sent.answer) ? sent.answer : null)
      return sent.answer
    }
  }
  return client as unknown as Client<T>
}

const isProblem = (x: unknown): x is Problem => typeof x === 'object' && x !== null && 'code' in x && 'correlationId' in x

/** For browsers and Node. */
export const fetchTransport: Transport = async (r) => {
  const reply = await fetch(r.url, { method: r.method, headers: r.headers, ...(r.body === undefined ? {} : { body: JSON.stringify(r.body) }) })
  const body = await reply.text()
  return { status: reply.status, answer: body ? (JSON.parse(body) as unknown) : undefined }
}
