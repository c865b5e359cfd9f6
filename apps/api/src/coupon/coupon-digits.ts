import { createHmac } from 'node:crypto'
import { COUPON_CODE_KIND } from '@huitou/contract'

const SPACE = 10n ** 19n
const digest = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest().subarray(0, 16)

/** The digits of a claim, under the server's key: 63 bits that nobody without it can guess. */
export function couponDigits(key: Uint8Array, ask: { merchantId: string; claimId: string }): string {
  // 128 bits for 63: no number is likelier than another
  const word = BigInt(`0x${digest(key, `coupon-digits/${ask.merchantId}/${ask.claimId}`).toString('hex')}`)
  return COUPON_CODE_KIND + String(word % SPACE).padStart(19, '0')
}

/** What a table keeps of the digits to find them again: nobody who reads the table can show them. */
export const couponMark = (key: Uint8Array, digits: string): string => digest(key, `coupon-mark/${digits}`).toString('hex')
