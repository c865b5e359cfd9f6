import { openRefusal } from './index.js'

test('points that are short: asked, there, missing, and where the others are; what is nothing is not said', () => {
  expect(openRefusal({ asked: 6_000, available: 4_860, missing: 1_140, heldPoints: 300, pendingPoints: 0, debtPoints: 0 }, 'zh-CN').map((d) => `${d.label} ${d.value}`)).toEqual(['想用 6,000 分', '现在能用 4,860 分', '还差 1,140 分', '结账占着 300 分'])
  // the book's own names are the same facts
  expect(openRefusal({ wantedPoints: 6_000, availablePoints: 4_860, missing: 1_140, heldPoints: 0, pendingPoints: 90, pendingOn: '2026-12-03' }, 'en').map((d) => `${d.label}: ${d.value}`)).toEqual(['Asked for: 6,000 points', 'Usable now: 4,860 points', 'Missing: 1,140 points', 'Not there yet: 90 points', 'Next arrives: 3 Dec'])
})

test('a coupon that is gone opens into why: threshold, the goods that count, what is missing', () => {
  const why = { code: 'offer-below-threshold', facts: { fromFen: 24_000, eligibleFen: 23_800, missingFen: 200, counted: '青瓷盖碗', currency: 'CNY' } }
  expect(openRefusal({ title: '器物立减 20', why, quote: { payMinor: 23_800 } }, 'zh-CN')).toEqual([{ label: '满多少可用', value: '¥240.00' }, { label: '算进去的商品', value: '¥238.00' }, { label: '哪几样算', value: '青瓷盖碗' }, { label: '还差', value: '¥2.00' }])
})

test('a limit: how much, used, left, and when it resets; a refund: asked and left', () => {
  expect(openRefusal({ per: 'day', limit: 2_000, given: 1_900, left: 100, points: 300, resetsAt: '2026-11-30T16:00:00.000Z', resetsOn: '2026-12-01' }, 'en').map((d) => `${d.label} ${d.value}`)).toEqual(['Limit 2,000', 'Used 1,900', 'Left 100', 'Resets 1 Dec'])
  expect(openRefusal({ leftMinor: 3_900, askedMinor: 5_000, currency: 'JPY' }, 'en')).toEqual([{ label: 'Asked for', value: '¥5,000' }, { label: 'Left', value: '¥3,900' }])
  expect(openRefusal({ until: '2026-11-20', currency: 'CNY' }, 'zh-CN')).toEqual([{ label: '到', value: '11 月 20 日' }])
  expect(openRefusal({}, 'en')).toEqual([])
})
