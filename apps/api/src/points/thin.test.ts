import type { Award, Deed, Lot } from '@huitou/ledger'
import { thinDeeds, thinLot, wholeDeeds, wholeLot } from './thin.js'

const plain: Award = { wallet: 'points', ruleId: 'given', version: 0, priority: 0, line: null, points: 12, basis: { counts: 'whole', minor: 0, units: 0, minMinor: 0 }, pending: { kind: 'none' }, expiry: { kind: 'none' }, why: { kind: 'given', reason: 'sorry' } as unknown as Award['why'] }
const rich: Award = { ...plain, wallet: 'growth', version: 3, priority: 7, line: 2, basis: { counts: 'money', minor: 9900, units: 1, minMinor: 0 }, pending: { kind: 'event' } as Award['pending'] }
const lotOf = (a: Award, counted: readonly string[]): Lot => ({ source: 's', orderId: null, line: a.line, ruleId: a.ruleId, ruleVersion: a.version, points: 12, left: 12, held: 0, asked: 0, state: 'active', earnedAt: 0, activeAt: 0, expiresAt: null, extended: false, pending: a.pending, expiry: a.expiry, basis: a.basis, counted, why: a.why })
const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

test('deeds read back as they were booked, whatever of them was too plain to write, and as they were written in full before', () => {
  const deeds: Deed[] = [{ kind: 'award', source: { actId: 'a' }, awards: [plain, rich], ownDoing: true }, { kind: 'spend', wallet: 'points', points: 3 }]
  expect(wholeDeeds(throughJson(thinDeeds(deeds)))).toEqual(deeds)
  expect(wholeDeeds(throughJson(deeds))).toEqual(deeds)
  expect(throughJson(thinDeeds(deeds))[0]).toEqual({ kind: 'award', source: { actId: 'a' }, ownDoing: true, awards: [{ ruleId: 'given', points: 12, expiry: { kind: 'none' }, why: plain.why }, rich] })
})

test.each([lotOf(plain, []), lotOf(rich, ['day']), { ...lotOf(plain, []), basis: null, why: null }])('a lot reads back as it was, %#', (lot) => {
  const { pending, expiry, basis, counted, why } = lot
  expect(wholeLot(throughJson(thinLot(lot)))).toEqual({ pending, expiry, basis, counted, why })
  expect(wholeLot(throughJson({ pending, expiry, basis, counted, why }))).toEqual({ pending, expiry, basis, counted, why })
})
