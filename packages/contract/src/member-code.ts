import type { Instant } from '@huitou/units'
import { hmacSha256 } from './sha256.js'

/**
 * The member code: 20 digits, so that a QR code holds it in numeric mode and Code 128 in its double-density set C.
 *
 *   1        version
 *   9        alias: a one-time name of the member, issued by the server, nothing else inside
 *   2        the last two digits of the 30-second counter: tells an old code from a made-up one
 *   8        HMAC-SHA256 under the device's secret over version, alias and the whole counter, truncated
 *
 * Phone and server derive it by this one function.
 */
export const CODE_VERSION = 1
export const CODE_DIGITS = 20
export const STEP_MS = 30_000

export interface MemberCode {
  readonly version: number
  /** 9 digits */
  readonly alias: string
  /** the counter modulo 100 */
  readonly tail: number
  /** 8 digits */
  readonly mac: string
}

/** The 30-second counter at an instant. */
export const stepAt = (at: Instant): number => Math.floor(at / STEP_MS)

/** The 8 digits that prove an alias at a counter. `secret` is the device's, 64 hexadecimal digits. */
export function codeMac(ask: { secret: string; alias: string; step: number }): string {
  const text = `huitou-code/${CODE_VERSION}/${ask.alias}/${ask.step}`
  const hash = hmacSha256(bytesOfHex(ask.secret), Uint8Array.from(text, (c) => c.charCodeAt(0)))
  // dynamic truncation as RFC 4226 section 5.3, with 8 digits
  const from = hash[31]! & 15
  const word = ((hash[from]! & 127) * 2 ** 24 + (hash[from + 1]! << 16) + (hash[from + 2]! << 8) + hash[from + 3]!)
  return String(word % 100_000_000).padStart(8, '0')
}

/** The digits to show at an instant. */
export function codeAt(ask: { secret: string; alias: string; at: Instant }): string {
  const step = stepAt(ask.at)
  return `${CODE_VERSION}${ask.alias}${String(step % 100).padStart(2, '0')}${codeMac({ secret: ask.secret, alias: ask.alias, step })}`
}

/** Reads typed or scanned digits; spaces and dashes are passed over. null when they are not a code of ours. */
export function readCode(text: string): MemberCode | null {
  const digits = text.replace(/[\s-]/g, '')
  if (!/^\d{20}$/.test(digits) || digits[0] !== String(CODE_VERSION)) return null
  return { version: CODE_VERSION, alias: digits.slice(1, 10), tail: Number(digits.slice(10, 12)), mac: digits.slice(12) }
}

/** "1482 0937 1156 8840 3321": groups of four, for eyes and typing. */
export const groupedCode = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1 ')

/** Milliseconds until the next code, 1 to 30,000. */
export const untilNextCode = (at: Instant): number => STEP_MS - (((at % STEP_MS) + STEP_MS) % STEP_MS)

function bytesOfHex(hex: string): Uint8Array {
  const out = new Uint8Array(hex.length >> 1)
  for (let i = 0; i < out.length; i += 1) out[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16)
  return out
}
