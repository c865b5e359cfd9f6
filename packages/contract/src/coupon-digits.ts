/**
 * The code of one coupon in one wallet: 20 digits, an even count for Code 128's set C, and numeric for QR.
 *
 *   1        2: what it is; a member code begins with 1 and is shorter
 *   19       a keyed digest of the claim's id, made by the server: 63 bits, nothing of the member inside
 *
 * It is the same as long as the coupon lies in that wallet; in another wallet it is another claim with another code. A picture
 * of it lets somebody use this one coupon and nothing else: the visit it opens spends no points without the phone's nod.
 */
export const COUPON_DIGITS = 20
export const COUPON_CODE_KIND = '2'

const OURS = /^2\d{19}$/

/** Reads typed or scanned digits; spaces and dashes are passed over. null when they are not a coupon's. */
export function readCouponDigits(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '')
  return OURS.test(digits) ? digits : null
}
