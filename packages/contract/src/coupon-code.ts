/**
 * Coupon codes of our own making: a prefix of the shop's, random characters of 5 bits each, one check character, in groups
 * for eyes: "SL-7KQ9-M2XR-V4TDE". Twelve random characters are 60 bits. Phone, till and server share this one reading, so a
 * slip of the finger is told before it counts as a wrong try.
 *
 * The alphabet leaves out 0 O 1 I. The check is a polynomial over GF(32): every single wrong character and every two that
 * changed places are caught (up to 31 characters), which Luhn's scheme does not promise.
 */
export const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
/** Random characters of a code: 60, 80 or 100 bits. */
export const CODE_CHARS = [12, 16, 20] as const

const PLACE = new Map([...CODE_ALPHABET].map((c, i) => [c, i]))
/** Times x in GF(32), modulo x^5 + x^2 + 1 (primitive: x has order 31). */
const timesX = (a: number): number => ((a << 1) ^ (a & 16 ? 0b100101 : 0)) & 31

/** The check character of random characters: the sum of c_i x^i, i from 1. */
export function checkCharacter(chars: string): string {
  let sum = 0
  for (let i = chars.length - 1; i >= 0; i -= 1) sum = timesX(sum ^ PLACE.get(chars[i]!)!)
  return CODE_ALPHABET[sum]!
}

/** As it is printed and kept. */
export function printedCode(prefix: string, chars: string): string {
  const body = chars + checkCharacter(chars)
  let out = prefix
  for (let at = 0; at < body.length;) {
    // the check character stays with the last group: 4-4-5
    const end = body.length - at <= 5 ? body.length : at + 4
    out += (out ? '-' : '') + body.slice(at, end)
    at = end
  }
  return out
}

export interface TypedCode {
  /** the texts that may be on file for what was typed, the very text first; case counts in all of them */
  readonly candidates: readonly string[]
  /** it is one of ours but for a slip */
  readonly mistyped: boolean
}

/** Reads what somebody typed: spaces around never count; in a code of ours neither do the dashes. */
export function readTypedCode(text: string): TypedCode {
  const typed = text.trim()
  const plain = typed.replace(/[\s\u2010-\u2015-]/g, '')
  const ours = CODE_CHARS.map((n) => n + 1).find((n) => plain.length >= n && plain.length <= n + 6 && [...plain.slice(-n)].every((c) => PLACE.has(c)))
  if (ours === undefined) return { candidates: [typed], mistyped: false }
  const printed: string[] = []
  let mistyped = true
  for (const n of CODE_CHARS.map((c) => c + 1)) {
    const body = plain.slice(-n)
    if (plain.length < n || plain.length > n + 6 || ![...body].every((c) => PLACE.has(c))) continue
    if (checkCharacter(body.slice(0, -1)) !== body.at(-1)) continue
    mistyped = false
    printed.push(printedCode(plain.slice(0, -n), body.slice(0, -1)))
  }
  return { candidates: [...new Set([typed, ...printed])], mistyped }
}
