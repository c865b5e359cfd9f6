/** A "no" that a handler returns: 409 with the code and its facts. */
export interface Refused {
  readonly ok: false
  readonly refusal: { readonly code: string; readonly facts: Record<string, unknown> }
}

/** What a handler returns to say no. An Outcome of an act that says no has the same shape. */
export const refuse = (code: string, facts: Record<string, unknown> = {}): Refused => ({ ok: false, refusal: { code, facts } })

export const isRefused = (value: unknown): value is Refused =>
  typeof value === 'object' && value !== null && (value as Refused).ok === false && typeof (value as Refused).refusal?.code === 'string'

/** An Outcome that says yes is answered with its answer alone. */
export const isGranted = (value: unknown): value is { ok: true; answer: unknown } =>
  typeof value === 'object' && value !== null && (value as { ok?: unknown }).ok === true && 'answer' in value

/** A status that is not a refusal of the domain: thrown, and said as a problem. */
export class HttpProblem extends Error {
  override name = 'HttpProblem'
  constructor(readonly status: number, readonly code: string, readonly facts: Record<string, unknown> = {}, readonly headers: Record<string, string> = {}) {
    super(code)
  }
}

export const notFound = (what = 'not-found'): HttpProblem => new HttpProblem(404, what)
export const forbidden = (): HttpProblem => new HttpProblem(403, 'not-allowed')
export const unauthorized = (code = 'not-signed-in'): HttpProblem => new HttpProblem(401, code, {}, { 'www-authenticate': 'Bearer' })
/** Something outside is away. */
export const away = (code = 'service-away'): HttpProblem => new HttpProblem(503, code, {}, { 'retry-after': '2' })
/** An act that met nothing under its id is answered 404, as any unknown id is. */
export function orNotFound<T>(outcome: T): T {
  if (isRefused(outcome) && outcome.refusal.code === 'not-found') throw notFound()
  return outcome
}
