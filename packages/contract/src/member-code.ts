import type { Instant } from '@huitou/units'
import { hmacSha256 } from './sha256.js'

/**
 * The member code: 18 digits, an even count, so that a QR code holds them in numeric mode and Code 128
 * in its double-density set C.
 *
 *   1        version
 *   9        alias: a one-time name of the member, issued by the server, nothing else inside
 *   1        the last digit of the 30-second counter: makes it cheap to tell an old code from a made-up one
 *   7        HMAC-SHA256 under the device's secret over version, alias and the whole counter, truncated
 *
 * Phone and server derive it by this one function.
 */
export const CODE_VERSION = 1
export const CODE_DIGITS = 18
export const STEP_MS = 30_000

export interface MemberCode {
  readonly version: number
  /** 9 digits */
  readonly alias: string
  /** the counter modulo 10 */
  readonly tail: number
  /** 7 digits */
  readonly mac: string
}

/** The 30-second counter at an instant. */
export const stepAt = (at: Instant): number => Math.floor(at / STEP_MS)

/** The 7 digits that prove an alias at a counter. `secret` is the device's, 64 hexadecimal digits. */
export function codeMac(ask: { secret: string; alias: string; step: number }): string {
  const text = `huitou-code/${CODE_VERSION}/${ask.alias}/${ask.step}`
  const hash = hmacSha256(bytesOfHex(ask.secret), Uint8Array.from(text, (c) => c.charCodeAt(0)))
  // dynamic truncation as RFC 4226 section 5.3, with 7 digits
  const from = hash[31]! & 15
  const word = ((hash[from]! & 127) * 2 ** 24 + (hash[from + 1]! << 16) + (hash[from + 2]! << 8) + hash[from + 3]!)
  return String(word % 10_000_000).padStart(7, '0')
}

/** The digits to show at an instant. */
export function codeAt(ask: { secret: string; alias: string; at: Instant }): string {
  const step = stepAt(ask.at)
  return `${CODE_VERSION}${ask.alias}${step % 10}${codeMac({ secret: ask.secret, alias: ask.alias, step })}`
}

/** Reads typed or scanned digits; spaces and dashes are passed over. null when they are not a code of ours. */
export function readCode(text: string): MemberCode | null {
  const digits = text.replace(/[\s-]/g, '')
  if (!/^\d{18}$/.test(digits) || digits[0] !== String(CODE_VERSION)) return null
  return { version: CODE_VERSION, alias: digits.slice(1, 10), tail: Number(digits[10]), mac: digits.slice(11) }
}

/** "1482 0937 1156 8840 33": groups of four, for eyes and typing. */
export const groupedCode = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1 ')

/** Milliseconds until the next code, 1 to 30,000. */
export const untilNextCode = (at: Instant): number => STEP_MS - (((at % STEP_MS) + STEP_MS) % STEP_MS)

function bytesOfHex(hex: string): Uint8Array {
  const out = new Uint8Array(hex.length >> 1)
  for (let i = 0; i < out.length; i += 1) out[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16)
  return out
}
