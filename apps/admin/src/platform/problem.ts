/** What came back instead of an answer. `kind` decides what a screen does with it. */
export class Problem extends Error {
  constructor(
    readonly kind: 'refusal' | 'malformed' | 'fault' | 'offline' | 'signed-out' | 'missing' | 'forbidden',
    readonly code: string,
    readonly facts: Record<string, unknown>,
    readonly correlationId: string | null,
    readonly status: number,
    detail: string,
  ) {
    super(detail)
  }
}

export const isProblem = (e: unknown): e is Problem => e instanceof Problem

/** A problem+json body (RFC 9457) as a Problem. */
export function problemOf(status: number, body: unknown, correlationId: string | null): Problem {
  const b = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const code = typeof b['code'] === 'string' ? b['code'] : status === 401 ? 'signed-out' : status === 403 ? 'forbidden' : status === 404 ? 'not-found' : status === 400 ? 'malformed' : 'fault'
  const facts = (typeof b['facts'] === 'object' && b['facts'] !== null ? b['facts'] : {}) as Record<string, unknown>
  const id = typeof b['correlationId'] === 'string' ? b['correlationId'] : correlationId
  const detail = typeof b['detail'] === 'string' ? b['detail'] : typeof b['title'] === 'string' ? b['title'] : ''
  const kind = status === 401 ? 'signed-out' : status === 403 ? 'forbidden' : status === 404 ? 'missing' : status === 400 || status === 422 ? 'malformed' : status >= 500 ? 'fault' : 'refusal'
  return new Problem(kind, code, facts, id, status, detail)
}
