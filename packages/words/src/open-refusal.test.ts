import { openRefusal } from './index.js'

test('points that are short: asked, there, missing, and where the others are; what is nothing is not said', () => {
  expect(openRefusal({ asked: 6_000, available: 4_860, missing: 1_140, heldPoints: 300, pendingPoints: 0, debtPoints: 0 }, 'zh-CN').map((d) => `${d.label} ${d.value}`)).toEqual(['想用 6,000 分', '现在能用 4,860 分', '还差 1,140 分', '结账占着 300 分'])
  // the book's own names are the same facts
  expect(openRefusal({ wantedPoints: 6_000, availablePoints: 4_860, missing: 1_140, heldPoints: 0, pendingPoints: 90, pendingOn: '2026-12-03' }, 'en').map((d) => `${d.label}: ${d.value}`)).toEqual(['Asked for: 6,000 points', 'Usable now: 4,860 points', 'Missing: 1,140 points', 'Not there yet: 90 points', 'Next arrives: 3 Dec'])
})

test('a coupon that is gone opens into why: threshold, the goods that count, what is missing', () => {
  const why = { code: 'offer-below-threshold', facts: { fromFen: 24_000, eligibleFen: 23_800, missingFen: 200, counted: '青瓷盖碗', currency: 'CNY' } }
  expect(openRefusal({ title: '器物立减 20', why, quote: { payMinor: 23_800 } }, 'zh-CN')).toEqual([{ label: '满多少可用', value: '¥240.00' }, { label: '算进去的商品', value: '¥238.00' }, { label: '哪几样算', value: '青瓷盖碗' }, { label: '还差', value: '¥2.00' }])
  const counted = { counted: ['青瓷盖碗', '亚麻茶巾'] }
  expect([openRefusal(counted, 'en'), openRefusal(counted, 'zh-CN'), openRefusal({ counted: [] }, 'en')].map((d) => d[0]?.value)).toEqual(['青瓷盖碗, 亚麻茶巾', '青瓷盖碗、亚麻茶巾', undefined])
})

test('a limit: how much, used, left, and when it resets; a refund: asked and left', () => {
  expect(openRefusal({ per: 'day', limit: 2_000, given: 1_900, left: 100, points: 300, resetsAt: '2026-11-30T16:00:00.000Z', resetsOn: '2026-12-01' }, 'en').map((d) => `${d.label} ${d.value}`)).toEqual(['Limit 2,000', 'Used 1,900', 'Left 100', 'Resets 1 Dec'])
  expect(openRefusal({ leftMinor: 3_900, askedMinor: 5_000, currency: 'JPY' }, 'en')).toEqual([{ label: 'Asked for', value: '¥5,000' }, { label: 'Left', value: '¥3,900' }])
  expect(openRefusal({ until: '2026-11-20', currency: 'CNY' }, 'zh-CN')).toEqual([{ label: '到', value: '11 月 20 日' }])
  expect(openRefusal({}, 'en')).toEqual([])
})

test('pieces are not points, pieces reserved are no threshold, and an instant is not said as a day of another zone', () => {
  const rows = (facts: Record<string, unknown>) => openRefusal(facts, 'en').map((d) => `${d.label} ${d.value}`)
  expect(rows({ lineNo: 1, name: '青瓷盖碗', left: 1, asked: 2 })).toEqual(['To return 2', 'Left 1']) // more-than-left, by pieces
  expect(openRefusal({ lineNo: 1, name: '青瓷盖碗', left: 1, asked: 2 }, 'zh-CN')[0]).toEqual({ label: '想退', value: '2' })
  expect(rows({ lineNo: 9, name: '', left: 0 })).toEqual(['Left 0']) // more-than-left, a line that is not there
  expect(rows({ lineNo: 1, name: '青瓷盖碗', leftMinor: 3_900, askedMinor: 5_000, currency: 'CNY' })).toEqual(['Asked for ¥50.00', 'Left ¥39.00'])
  expect(rows({ units: 2 })).toEqual([]) // reservation-short
  expect(rows({ units: 3, eligibleUnits: 1, missingUnits: 2 })).toEqual(['Items it asks 3', 'Items that count 1', 'Items missing 2']) // offer-below-units
  expect(rows({ until: '2026-11-30T16:00:30.000Z', seconds: 30 })).toEqual([]) // till-locked
  expect(rows({ from: '2026-11-30T16:00:00.000Z' })).toEqual([]) // flash-not-open, told over the wire
  expect(rows({ from: 1_796_054_400_000 })).toEqual([]) // and as the core has it
  expect(rows({ until: '2026-11-30T17:00:00.000Z' })).toEqual([]) // flash-over
  expect(rows({ perMember: 2, mine: 2 })).toEqual(['At most each 2']) // flash-limit-reached
})
