import { STATUS_CODES } from 'node:http'
import { HttpException } from '@nestjs/common'
import type { Problem } from '@huitou/contract'
import { sentence } from './sentence.js'
import { isCollision, isOutage } from '../database/index.js'
import { Crowded, MemberMoved } from '../group-commit/index.js'
import { Malformed, type Speech } from './malformed.js'
import { HttpProblem, type Refused } from './refusal.js'

export interface Said {
  readonly problem: Problem
  readonly headers: Record<string, string>
  /** a fault to be logged, once, at this edge */
  readonly fault: boolean
}

const CODES: Readonly<Record<number, string>> = { 400: 'malformed', 401: 'not-signed-in', 403: 'not-allowed', 404: 'not-found', 405: 'not-found', 413: 'too-large', 414: 'too-large', 415: 'malformed', 429: 'too-often', 503: 'service-away' }

/** The one error shape, RFC 9457. Nothing of a fault but its id leaves the house. */
export function problemOf(fault: unknown, correlationId: string, speech: Speech): Said {
  if (fault instanceof Malformed) {
    const fields = fault.fields.map((f) => ({ path: f.path, code: f.code, message: f.message[speech] }))
    return { problem: { ...head(400, 'malformed', {}, speech, correlationId), fields }, headers: {}, fault: false }
  }
  if (fault instanceof HttpProblem) return { problem: head(fault.status, fault.code, fault.facts, speech, correlationId), headers: fault.headers, fault: fault.status >= 500 }
  if (isOutage(fault) || isCollision(fault) || fault instanceof Crowded || fault instanceof MemberMoved) return { problem: head(503, 'service-away', {}, speech, correlationId), headers: { 'retry-after': '2' }, fault: true }
  const status = statusOf(fault)
  return { problem: head(status, CODES[status] ?? (status >= 500 ? 'fault' : 'malformed'), {}, speech, correlationId), headers: {}, fault: status >= 500 }
}

export const refusalProblem = ({ refusal }: Refused, correlationId: string, speech: Speech): Problem => head(409, refusal.code, refusal.facts, speech, correlationId)

function head(status: number, code: string, facts: Record<string, unknown>, speech: Speech, correlationId: string): Problem {
  return { type: `urn:huitou:problem:${code}`, title: STATUS_CODES[status] ?? 'Error', status, code, facts, detail: sentence(code, { ...facts, correlationId }, speech), correlationId }
}

/** Nest's own exceptions and Fastify's (unreadable body, too large, wrong media type) carry a status. */
function statusOf(fault: unknown): number {
  if (fault instanceof HttpException) return fault.getStatus()
  const status = (fault as { statusCode?: unknown } | null)?.statusCode
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500
}
