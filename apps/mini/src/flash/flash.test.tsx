import { now, setClock } from '../platform/clock'
import { leftText } from './flash-clock'
import { pollMs, stageOf, type Flash } from './flash-stage'

const at = (s: number): string => new Date(s * 1000).toISOString()
const flash = (over: Partial<Flash> = {}): Flash => ({
  flashId: 'f', now: at(0), title: '秒杀', item: { sku: 'a', name: '茶', category: '', picture: '', listMinor: 26_800, memberMinor: null }, priceMinor: 9900, phase: 'scheduled', from: at(100), until: at(200), opensAt: at(100),
  total: 10, perMember: 1, holdMinutes: 10, left: 10, held: 0, waiting: 0, queue: true, place: null, chanceBp: null, mine: 0, mayJoin: true, reservation: null, nextFreeAt: null, ...over,
})

test('the button opens at the very instant, and closes at the end, without another reading', () => {
  const f = flash()
  expect([99_999, 100_000, 199_999, 200_000].map(t => stageOf(f, t))).toEqual(['soon', 'open', 'open', 'over'])
})

test('who holds one sees that first; once it ran out by the clock they see the sale again', () => {
  const held = flash({ left: 0, held: 3, mine: 1, reservation: { reservationId: 'r', flashId: 'f', title: '', item: flash().item, state: 'held', units: 1, sold: 0, priceMinor: 9900, heldAt: at(110), endsAt: at(150) } })
  expect([149_999, 150_000].map(t => stageOf(held, t))).toEqual(['held', 'waiting'])
  expect(stageOf({ ...held, held: 0 }, 150_000)).toBe('gone')
  // with others in the queue it is not gone, and who has a place sees that, even in the instant in which one is free
  expect(stageOf({ ...held, held: 0, waiting: 2 }, 150_000)).toBe('waiting')
  expect(stageOf(flash({ left: 1, place: 1, waiting: 1 }), 110_000)).toBe('queued')
  expect(stageOf(flash({ phase: 'paused' }), 110_000)).toBe('paused')
  expect(stageOf(flash({ mayJoin: false }), 110_000)).toBe('closed')
})

test('what is left is rounded up: zero is said when it is zero', () => {
  expect([0, 1, 1000, 1001, 61_000, 3_661_000].map(leftText)).toEqual(['00:00', '00:01', '00:01', '00:02', '01:01', '01:01:01'])
})

test('those who wait ask again within four seconds, never all at once', () => {
  expect(pollMs('waiting', 0, 0)).toBe(3000)
  expect(pollMs('waiting', 0, 1)).toBeLessThan(4000)
  expect(pollMs('soon', 3_600_000, 0)).toBe(20_000)
})

test('a phone that is an hour wrong still tells the server\'s time, from the middle of the way', () => {
  const sent = Date.now() - 200
  setClock(new Date(Date.now() + 3_600_000).toISOString(), sent)
  expect(Math.abs(now() - (Date.now() + 3_600_100))).toBeLessThan(50)
  setClock(new Date().toISOString())
})
