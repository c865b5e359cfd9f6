import { COUPON_DIGITS, readCode, readCouponDigits } from '@huitou/contract'
import { couponDigits, couponMark } from './coupon-digits.js'

const key = Uint8Array.from({ length: 32 }, (_, i) => i)
const of = (n: number, merchantId = 'm') => couponDigits(key, { merchantId, claimId: `claim-${n}` })

test('twenty digits that begin with 2: told apart from a member code, the same each time, another for another shop or key', () => {
  const digits = of(1)
  expect(digits).toMatch(/^2\d{19}$/)
  expect(digits).toHaveLength(COUPON_DIGITS)
  expect(of(1)).toBe(digits)
  expect(of(1, 'n')).not.toBe(digits)
  expect(couponDigits(key.map((b) => b ^ 1), { merchantId: 'm', claimId: 'claim-1' })).not.toBe(digits)
  expect(readCode(digits)).toBeNull()
  expect(readCouponDigits(digits.replace(/(.{4})/g, '$1 '))).toBe(digits)
  for (const text of ['', digits.slice(1), `${digits}0`, `1${digits.slice(1)}`, `${digits.slice(0, 19)}x`]) expect(readCouponDigits(text)).toBeNull()
})

test('each of the nineteen digits is any digit, none twice in 20,000, and the mark tells nothing of them', () => {
  const all = Array.from({ length: 20_000 }, (_, n) => of(n))
  expect(new Set(all).size).toBe(20_000)
  for (let at = 1; at < COUPON_DIGITS; at += 1) {
    const seen = Array.from({ length: 10 }, () => 0)
    for (const d of all) seen[Number(d[at])]! += 1
    // 2,000 each; 6 standard deviations are 255
    for (const n of seen) expect(Math.abs(n - 2000)).toBeLessThan(255)
  }
  expect(couponMark(key, all[0]!)).toMatch(/^[0-9a-f]{32}$/)
  expect(couponMark(key, all[0]!)).not.toBe(couponMark(key, all[1]!))
})
