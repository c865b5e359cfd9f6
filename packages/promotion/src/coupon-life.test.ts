import { claimCoupon, couponAt, lockCoupon, quote, redeemCoupon, returnCoupon, revokeCoupon, unlockCoupon, validityOf, type CouponLife, type StockState, type WalletCoupon } from './index.js'

const zone = 'Asia/Shanghai'
const day = (text: string) => Date.parse(`${text}+08:00`)
const fresh: CouponLife = { state: 'issued', validFrom: 100, validUntil: 1000 }
const moved = (m: ReturnType<typeof lockCoupon>): CouponLife => (m.ok ? m.coupon : { ...fresh, by: m.refusal.code })

test('N days from the claim end with the last day there; a window ends at 00:00 after its last day', () => {
  expect(validityOf({ kind: 'from-claim', days: 14 }, day('2026-11-18T18:42:00'), zone)).toEqual({ validFrom: day('2026-11-18T18:42:00'), validUntil: day('2026-12-03T00:00:00') })
  expect(validityOf({ kind: 'from-claim', days: 1, startAfterDays: 2 }, day('2026-11-18T18:42:00'), zone)).toEqual({ validFrom: day('2026-11-20T00:00:00'), validUntil: day('2026-11-22T00:00:00') })
})

test('a lock holds others back, not its own checkout, and is gone at its end', () => {
  const held = moved(lockCoupon(fresh, 'till-1', 500, 200))
  expect(held).toMatchObject({ state: 'locked', by: 'till-1', lockedUntil: 500 })
  expect(redeemCoupon(held, 'till-2', 'order', 300)).toEqual({ ok: false, refusal: { code: 'coupon-locked', facts: { until: 500 } } })
  expect(redeemCoupon(held, 'till-1', 'order', 300)).toMatchObject({ ok: true, coupon: { state: 'redeemed', by: 'order', usedAt: 300 } })
  expect(redeemCoupon(held, 'till-2', 'order', 500)).toMatchObject({ ok: true })
  expect(unlockCoupon(held, 'till-2')).toBe(held)
  expect(unlockCoupon(held, 'till-1')).toEqual(fresh)
  expect(revokeCoupon(held, 300)).toMatchObject({ ok: false, refusal: { code: 'coupon-locked' } })
})

test('it begins, ends at its instant whether or not anybody wrote it down, and a running lock outlives that end', () => {
  expect(redeemCoupon(fresh, 'a', 'o', 99)).toMatchObject({ refusal: { code: 'coupon-not-begun', facts: { from: 100 } } })
  expect(redeemCoupon(fresh, 'a', 'o', 999)).toMatchObject({ ok: true })
  expect(couponAt(fresh, 1000).state).toBe('expired')
  expect(redeemCoupon(fresh, 'a', 'o', 1000)).toMatchObject({ refusal: { code: 'coupon-expired' } })
  expect(redeemCoupon(moved(lockCoupon(fresh, 'a', 1200, 900)), 'a', 'o', 1100)).toMatchObject({ ok: true })
})

test('a refund gives back what its order used, once; past its time it comes back expired, with grace to the end of that day', () => {
  const used = moved(redeemCoupon(fresh, 'a', 'order-1', 500))
  expect(returnCoupon(used, 'order-2', 600, zone)).toMatchObject({ refusal: { code: 'coupon-not-redeemed' } })
  const back = moved(returnCoupon(used, 'order-1', 600, zone))
  expect(back.state).toBe('returned')
  expect(returnCoupon(back, 'order-1', 600, zone)).toMatchObject({ refusal: { code: 'coupon-not-redeemed', facts: { state: 'returned' } } })
  expect(redeemCoupon(back, 'a', 'order-3', 700)).toMatchObject({ ok: true })
  expect(moved(returnCoupon(used, 'order-1', 1000, zone)).state).toBe('expired')
  expect(moved(returnCoupon(used, 'order-1', day('2026-11-18T10:00:00'), zone, 3))).toMatchObject({ state: 'returned', validUntil: day('2026-11-22T00:00:00') })
})

test('a fold of claims gives exactly the stock, and the day\'s stock starts anew each day', () => {
  let stock: StockState = { status: 'published', claimed: 0, today: { date: '', claimed: 0 }, spentFen: 0, limits: { stock: 5, perDay: 3, perMember: 2 } }
  const said: string[] = []
  for (const date of ['2026-11-20', '2026-11-20', '2026-11-20', '2026-11-20', '2026-11-21', '2026-11-21', '2026-11-21']) {
    const claim = claimCoupon(stock, { now: 1, date, memberClaimed: 0 })
    if (claim.ok) stock = claim.stock
    said.push(claim.ok ? 'ok' : claim.refusal.code)
  }
  expect(said).toEqual(['ok', 'ok', 'ok', 'coupon-day-sold-out', 'ok', 'ok', 'coupon-sold-out'])
  expect(stock.claimed).toBe(5)
})

test('why a coupon is left out: the first reason that holds, from its state to the basket', () => {
  const now = day('2026-11-21T19:30:00') // a Saturday
  const coupon: WalletCoupon = { id: 'c', couponId: 'c', state: 'redeemed', validFrom: now + 1, validUntil: now + 2, effect: { kind: 'amount-off', steps: [{ fromFen: 5000, offFen: 1 }] }, scope: { skus: ['b'] }, conditions: { weekdays: [1, 2], hours: [[600, 1170]], stores: ['s2'], channels: ['mini'], tiers: ['gold'], segments: ['x'], firstOrder: true } }
  const steps: ((c: WalletCoupon) => WalletCoupon)[] = [
    (c) => c, (c) => ({ ...c, state: 'issued' }), (c) => ({ ...c, validFrom: 0, validUntil: now }), (c) => ({ ...c, validUntil: now + 1 }),
    ...(['weekdays', 'hours', 'stores', 'channels', 'tiers', 'segments', 'firstOrder'] as const).map((key) => (c: WalletCoupon) => ({ ...c, conditions: { ...c.conditions, [key]: undefined } })),
    (c) => ({ ...c, scope: { skus: ['a'] } }), (c) => ({ ...c, effect: { kind: 'amount-off', steps: [{ fromFen: 100, offFen: 1 }] } }),
  ]
  let one = coupon
  const codes = steps.map((step) => {
    one = step(one)
    return quote({ now, zone, storeId: 's1', channel: 'till', lines: [{ key: '1', sku: 'a', qty: 1, unitFen: 100 }], coupons: [one] }).unused[0]?.why.code
  })
  expect(codes).toEqual(['coupon-not-usable', 'offer-not-begun', 'offer-over', 'offer-other-weekday', 'offer-other-hour', 'offer-other-store', 'offer-other-channel', 'offer-other-tier', 'offer-other-segment', 'offer-first-order-only', 'offer-no-line', 'offer-below-threshold', undefined])
})
