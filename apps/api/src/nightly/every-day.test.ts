// Every rule that goes by days, by a clock that is moved: over month ends, leap days, the day a zone changes its clocks.
import { addDays, addYears, lunarOf, startOfDate, type LocalDate, type MemberId, type Zone } from '@huitou/units'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { NightWorld, type NightShop } from '../../../../test/night-world.js'

let world: NightWorld
beforeAll(async () => { world = await NightWorld.open() })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const HOUR = 3_600_000
const noon = (day: LocalDate, zone: Zone) => startOfDate(day, zone) + 12 * HOUR
const lunarDay = (day: LocalDate) => { const l = lunarOf(day)!; return `${String(l.month).padStart(2, '0')}-${String(l.day).padStart(2, '0')}` }

/** What happened before the week and in it, at its own instants; `night` is called at three in the morning of each day. */
async function live(shop: NightShop, first: LocalDate, night: (day: LocalDate, n: number) => Promise<unknown>): Promise<void> {
  const { zone } = shop
  const day = (n: number) => addDays(first, n)
  const member = (no: string, more: object = {}) => world.aMember(shop, { no, joined: noon(addYears(day(-90), -2), zone), ...more })
  const ids: Record<string, MemberId> = {}
  for (const no of ['buyer', 'falling', 'rising', 'ending', 'gone', 'first-ms', 'last-ms']) ids[no] = await member(no)
  ids['solar'] = await member('solar', { birthday: day(2).slice(5) })
  await member('leap', { birthday: '02-29' })
  await member('lunar', { birthday: lunarDay(day(3)), calendar: 'lunar' })
  await member('soon', { birthday: day(9).slice(5) })
  await member('anniversary', { joined: noon(addYears(day(4), -1), zone) })
  const sells = (no: string, minor: number) => () => world.sell(shop, ids[no]!, minor)
  const deeds: [number, () => Promise<unknown>][] = [
    [noon(day(-29), zone), sells('ending', 9_900)], [noon(day(-28), zone), sells('falling', 25_000)], [noon(day(-20), zone), sells('buyer', 5_000)], [noon(day(-9), zone), sells('gone', 3_000)],
    [startOfDate(day(-4), zone) - 1, sells('last-ms', 4_100)], [startOfDate(day(-4), zone), sells('first-ms', 4_100)], [noon(day(-3), zone), sells('buyer', 6_000)],
    [noon(day(0), zone), async () => { ids['newcomer'] = await world.aMember(shop, { no: 'newcomer', joined: noon(day(0), zone) }) }],
    [noon(day(1), zone), sells('buyer', 1_000)], [noon(day(2), zone), sells('newcomer', 30_000)], [noon(day(2), zone) + 1, sells('rising', 22_000)], [startOfDate(day(5), zone) - 1, sells('solar', 700)],
  ]
  let done = 0
  for (let n = -4; n <= 7; n++) {
    for (; done < deeds.length && deeds[done]![0] < startOfDate(day(n), zone) + 3 * HOUR; done++) {
      world.clock.set(deeds[done]![0])
      await deeds[done]![1]()
    }
    await night(day(n), n)
  }
}

// Weeks over a month end each: a leap day, a common February, clocks that go forward, and back.
test.each<[string, Zone, LocalDate]>([
  ['a leap day', 'Asia/Shanghai', '2028-02-25'], ['the end of a common February', 'Asia/Shanghai', '2027-02-24'], ['summer time begins in London', 'Europe/London', '2026-03-27'],
  ['summer time begins in New York', 'America/New_York', '2026-03-05'], ['summer time ends in New York', 'America/New_York', '2026-10-28'], ['New Year', 'Asia/Shanghai', '2026-12-28'],
])('%s (%s): seven nights missed and caught up are seven nights on time, for all kinds of care', async (_, zone, first) => {
  const [daily, missed] = [await world.aShop(zone), await world.aShop(zone)]
  await live(daily, first, (day) => world.nights(daily, day))
  const ran: LocalDate[] = []
  await live(missed, first, async (day, n) => { if (n < 0 || n === 7) ran.push(...await world.nights(missed, day)) })
  expect(ran.slice(-8)).toEqual(Array.from({ length: 8 }, (_, n) => addDays(first, n)))
  const [a, b] = [await world.seen(daily), await world.seen(missed)]
  expect(b).toEqual(a)
  // and it was a week with something of everything in it
  const keys = a.flatMap((m) => m.gifts ?? []).map((g) => g.key.replace(/:.*/, ''))
  for (const kind of ['birthday', 'newcomer', 'tier-reached', 'monthly', 'anniversary', 'after-purchase', 'win-back']) expect(keys).toContain(kind)
  const told = a.flatMap((m) => m.told ?? []).map((t) => t.code)
  for (const code of ['birthday-soon', 'points-expire-soon', 'tier-ends-soon', 'tier-lapsed']) expect(told).toContain(code)
  expect(a.find((m) => m.member_no === 'lunar')!.gifts.filter((g) => g.key.startsWith('birthday'))).toHaveLength(1)
  // a millisecond apart, on two days: bought before midnight, cared for a day earlier
  const cared = (no: string) => a.find((m) => m.member_no === no)!.gifts.find((g) => g.key.startsWith('after-purchase'))!.key.slice(15)
  expect([cared('last-ms'), cared('first-ms')]).toEqual([addDays(first, -5), addDays(first, -4)])
  await world.nights(missed, addDays(first, 7))
  expect(await world.seen(missed)).toEqual(b)
})

// Bought in the last and in the first millisecond of a day: on the day that begins summer time, over a leap day, at month ends.
test.each<[Zone, LocalDate, LocalDate, LocalDate]>([
  ['Europe/London', '2026-03-28', '2026-03-30', '2026-04-30'], ['America/New_York', '2026-10-31', '2026-11-02', '2026-12-02'], ['Asia/Shanghai', '2027-01-29', '2027-01-31', '2027-02-28'], ['Asia/Shanghai', '2028-01-29', '2028-01-31', '2028-02-29'],
])('%s, bought on %s: points count from the start of %s to the last millisecond of %s, and a day later by a millisecond later; the night posts it at those instants', async (zone, bought, active, lastDay) => {
  const shop = await world.aShop(zone, { care: {}, rules: { capPerDay: 60 } })
  const [late, early] = [await world.aMember(shop, { no: 'late', joined: startOfDate('2020-01-01', zone) }), await world.aMember(shop, { no: 'early', joined: startOfDate('2020-01-01', zone) })]
  const midnight = startOfDate(addDays(bought, 1), zone)
  const sellAt = async (at: number, memberId: MemberId, minor: number) => { world.clock.set(at); await world.sell(shop, memberId, minor) }
  // a limit of sixty a day: two sales of one day share it, two a millisecond apart on two days do not
  await sellAt(midnight - 2, late, 5_000)
  await sellAt(midnight - 1, late, 5_000)
  await sellAt(midnight - 1, early, 0)
  await sellAt(midnight, early, 5_000)
  const seenAt = async (at: number, memberId: MemberId) => { world.clock.set(at); const { available, pending } = await world.now(shop, memberId); return [available, pending] }
  expect(await seenAt(startOfDate(active, zone) - 1, late)).toEqual([0, 60])
  expect(await seenAt(startOfDate(active, zone), late)).toEqual([60, 0])
  expect(await seenAt(startOfDate(addDays(active, 1), zone) - 1, early)).toEqual([0, 50])
  expect(await seenAt(startOfDate(addDays(active, 1), zone), early)).toEqual([50, 0])
  const ends = startOfDate(addDays(lastDay, 1), zone)
  expect(await seenAt(ends - 1, late)).toEqual([60, 0])
  expect(await seenAt(ends, late)).toEqual([0, 0])
  await world.nights(shop, addDays(lastDay, 1))
  const posted = (await world.seen(shop)).find((m) => m.member_no === 'late')!.postings.filter((p) => p.cause !== 'earn').map((p) => [p.cause, Date.parse(p.effective_at), p.points])
  expect(posted).toEqual([['activate', startOfDate(active, zone), 60], ['expire', ends, 60]])
})

test.each<[Zone, LocalDate, LocalDate]>([['Asia/Shanghai', '2028-01-31', '2028-03-01'], ['Europe/London', '2026-03-01', '2026-04-01'], ['America/New_York', '2026-10-31', '2026-12-01']])(
  '%s, reached on %s: a tier of a month holds to the last millisecond before %s, whether or not a night has run', async (zone, reached, gone) => {
    const shop = await world.aShop(zone, { care: {} })
    const memberId = await world.aMember(shop, { no: 'tier', joined: startOfDate('2020-01-01', zone) })
    world.clock.set(startOfDate(addDays(reached, 1), zone) - 1)
    await world.sell(shop, memberId, 30_000)
    const tierAt = async (at: number) => { world.clock.set(at); return (await world.now(shop, memberId)).tier }
    expect(await tierAt(startOfDate(gone, zone) - 1)).toBe('gold')
    expect(await tierAt(startOfDate(gone, zone))).toBe('silver')
    await world.nights(shop, gone)
    expect((await world.seen(shop))[0]!.changes).toMatchObject([{ to_tier: 'gold' }, { to_tier: 'silver' }])
    expect(Date.parse((await world.seen(shop))[0]!.changes![1]!.at)).toBe(startOfDate(gone, zone))
  })

// A shop that moves its zone: hours are there twice or not at all between the local day of before and the next.
test.each<[string, Zone, Zone]>([['west', 'Asia/Shanghai', 'America/New_York'], ['east', 'America/New_York', 'Asia/Shanghai'], ['a little', 'Europe/London', 'Asia/Kolkata']])(
  'a shop moves %s between two nights (%s to %s): nothing is given or told twice, nothing is lost, no day is skipped', async (_, from, to) => {
    let shop = await world.aShop(from, { care: { 'after-purchase': { points: 2, days: 7, firstOnly: false }, anniversary: { points: 5 }, birthday: { window: 'day', points: 9, days: 0 } }, rules: { pendingDays: 0, expiry: { months: 1, roundTo: 'day' } } })
    const first = '2026-05-04'
    // somebody every three hours of four days: joined a year ago, bought a week before, points that end in a month less some days
    const since = startOfDate(first, from)
    const hours = Array.from({ length: 32 }, (_, i) => i * 3)
    const ids = new Map<number, MemberId>()
    for (const h of hours) ids.set(h, await world.aMember(shop, { no: `H${String(h).padStart(2, '0')}`, joined: startOfDate('2025-05-11', from) + h * HOUR }))
    for (const d of ['2026-05-11', '2026-05-12', '2026-05-13', '2026-05-14', '2026-05-15']) await world.aMember(shop, { no: `B${d}`, joined: startOfDate('2020-01-01', from), birthday: d.slice(5) })
    for (const h of hours) {
      world.clock.set(since + h * HOUR)
      await world.sell(shop, ids.get(h)!, 10_000)
    }
    const ran = [...await world.nights(shop, '2026-05-11')]
    for (const day of ['2026-05-12', '2026-05-13']) ran.push(...await world.nights(shop, day))
    shop = await world.move(shop, to)
    for (let day = '2026-05-14'; day <= '2026-06-04'; day = addDays(day, 1)) ran.push(...await world.nights(shop, day))
    expect(ran).toEqual(Array.from({ length: ran.length }, (_, n) => addDays('2026-05-11', n)))
    expect(ran.at(-1)).toBe('2026-06-04')
    const seen = await world.seen(shop)
    const of = (no: string, kind: string) => (seen.find((m) => m.member_no === no)!.gifts ?? []).filter((g) => g.key.startsWith(kind)).length
    for (const h of hours) {
      const no = `H${String(h).padStart(2, '0')}`
      expect([no, of(no, 'after-purchase'), of(no, 'anniversary')]).toEqual([no, 1, 1])
      const told = seen.find((m) => m.member_no === no)!.told.filter((t) => t.code === 'points-expire-soon' && t.facts['points'] === 100)
      expect([no, told.length]).toEqual([no, 1])
    }
    for (const m of seen.filter((m) => m.member_no.startsWith('B'))) expect([m.member_no, (m.gifts ?? []).filter((g) => g.key.startsWith('birthday')).length]).toEqual([m.member_no, 1])
  })
