import { createHash, timingSafeEqual } from 'node:crypto'
import { isObject } from './wechat-wire.js'

export interface PushSignature { readonly signature: string; readonly timestamp: string; readonly nonce: string }

/** What WeChat thinks of a picture. `suggest` is null where it could not look at it. */
export interface MediaVerdict {
  readonly traceId: string
  readonly suggest: 'pass' | 'review' | 'risky' | null
  /** as of a text: 100 normal, 10001 advertising, 20002 porn, ... */
  readonly label: number
}

/** WeChat may send again for a while; beyond that a message is somebody's record of one. */
const FRESH_MS = 15 * 60_000

/** SHA-1 over token, timestamp and nonce, sorted as words: what message push signs with. */
export const signPush = (token: string, at: { timestamp: string; nonce: string }): string =>
  createHash('sha1').update([token, at.timestamp, at.nonce].sort().join('')).digest('hex')

/** Whether a message push comes from who knows the token, and lately. */
export function isPushSigned(token: string, given: PushSignature, now: number): boolean {
  const right = Buffer.from(signPush(token, given), 'hex')
  const sent = Buffer.from(given.signature, 'hex')
  return right.length === sent.length && timingSafeEqual(right, sent) && Math.abs(now - Number(given.timestamp) * 1000) <= FRESH_MS
}

/** The event wxa_media_check of version 2; null for every other message. */
export function mediaVerdictOf(message: Readonly<Record<string, unknown>>): MediaVerdict | null {
  const { MsgType: kind, Event: event, trace_id: traceId, errcode, result } = message
  if (kind !== 'event' || event !== 'wxa_media_check' || typeof traceId !== 'string' || !/^[\w-]{8,100}$/.test(traceId)) return null
  const suggest = Number(errcode ?? 0) === 0 && isObject(result) ? result['suggest'] : null
  if (suggest !== 'pass' && suggest !== 'review' && suggest !== 'risky') return { traceId, suggest: null, label: 21000 }
  return { traceId, suggest, label: Number((result as { label?: unknown }).label ?? 21000) }
}
