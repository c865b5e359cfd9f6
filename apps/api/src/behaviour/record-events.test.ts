import { ApiRefusal, type SendOf, type routes } from '@huitou/contract'
import { DAY, HOUR, MINUTE } from '@huitou/units'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { act, aMember, aShop, aStaff, bootApi, type Api, type Member, type Shop, type World } from '../../../../test/world.js'
import { runNights, type NightDoors } from '../nightly/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, Doors } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { PHONE } from './record-events.js'

type Mine = SendOf<typeof routes.recordMyEvents>['events'][number]
let world: World
let shop: Shop
let owner: Api
beforeAll(async () => { world = await bootApi() })
beforeEach(async () => {
  shop = await aShop(world)
  owner = world.as(shop.ownerToken)
  for (const [sku, name] of [['RG', '武夷肉桂'], ['GW', '青瓷盖碗'], ['XX', '沉香线香'], ['XC', '白瓷香插']]) await owner.addProduct({ sku: sku!, name: name!, priceMinor: 1000 }, act())
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? (fault.problem?.code ?? String(fault.status)) : Promise.reject(fault)))
const view = (sku: string, ago = 0, kind: Mine['kind'] = 'view'): Mine => ({ eventId: newId(), kind, sku, at: new Date(world.clock.now() - ago).toISOString() })
const search = (words: string, ago = 0): Mine => ({ eventId: newId(), kind: 'search', words, at: new Date(world.clock.now() - ago).toISOString() })
const stored = async (m: Member) => (await world.admin.query('select count(*)::int n from behaviour_event where member_id = $1', [m.memberId])).rows[0].n as number
async function aReader(): Promise<Member & { api: Api }> {
  const member = await aMember(world, shop)
  const api = world.as(member.token)
  await api.changeMyConsent({ purpose: 'browsing', given: true })
  return { ...member, api }
}

test('nothing is kept without the consent; given it counts, taken back it stops at once and what was kept goes', async () => {
  const member = await aMember(world, shop)
  const api = world.as(member.token)
  const send = (events: Mine[]) => api.recordMyEvents({ source: 'mini', events })
  expect(await problem(send([view('RG')]))).toBe('browsing-not-agreed')
  await api.changeMyConsent({ purpose: 'profile', given: true })
  expect(await problem(send([view('RG')]))).toBe('browsing-not-agreed')
  await api.changeMyConsent({ purpose: 'browsing', given: true })
  expect(await send([view('RG'), search('岩茶')])).toEqual({ kept: 2, known: 0, dropped: 0 })
  await api.changeMyConsent({ purpose: 'browsing', given: false })
  expect(await problem(send([view('RG')]))).toBe('browsing-not-agreed')
  expect(await stored(member)).toBe(0)
})

test('a consent taken back in a race leaves nothing behind', async () => {
  const readers = await Promise.all(Array.from({ length: 6 }, aReader))
  await Promise.all(readers.flatMap((r) => [...Array.from({ length: 4 }, () => r.api.recordMyEvents({ source: 'h5', events: [view('RG'), view('GW')] }).catch(() => null)), r.api.changeMyConsent({ purpose: 'browsing', given: false })]))
  for (const r of readers) expect(await stored(r)).toBe(0)
})

test('sent twice it is one; old, future and endless ones are dropped; half an event is malformed', async () => {
  const me = await aReader()
  const events = [view('RG'), view('GW', MINUTE), search('盖碗', 2 * MINUTE)]
  const [one, two] = await Promise.all([me.api.recordMyEvents({ source: 'mini', events }), me.api.recordMyEvents({ source: 'mini', events })])
  expect(one.kept + two.kept).toBe(3)
  expect(one.known + two.known).toBe(3)
  expect(await me.api.recordMyEvents({ source: 'mini', events: [view('RG', (PHONE.lateDays + 1) * DAY), view('RG', -HOUR), view('RG')] })).toEqual({ kept: 1, known: 0, dropped: 2 })
  for (const bad of [{ ...view('RG'), words: '茶' }, { ...view(''), kind: 'cart' as const }, { ...search('茶'), sku: 'RG' }, search('')]) expect(await problem(me.api.recordMyEvents({ source: 'mini', events: [bad] }))).toBe('malformed')
  for (let left = PHONE.most - 4; left > 0; left -= 50) await me.api.recordMyEvents({ source: 'mini', events: Array.from({ length: Math.min(50, left) }, (_, i) => view('RG', i)) })
  expect(await me.api.recordMyEvents({ source: 'mini', events: [view('RG')] })).toEqual({ kept: 0, known: 0, dropped: 1 })
})

test('a mall of the shop tells of its members by a key that may: of those who agreed, of this shop alone', async () => {
  const [agreed, silent] = [await aReader(), await aMember(world, shop)]
  const stranger = await aMember(world, await aShop(world))
  const mall = world.as((await owner.addApiKey({ name: '自家商城', scopes: ['events'] })).secret)
  const events = [agreed, silent, stranger].map((m) => ({ ...view('RG', 30 * DAY), memberId: m.memberId, source: 'mall' as const }))
  expect(await mall.recordEvents({ events })).toEqual({ kept: 1, known: 0, dropped: 0, notAgreed: 2 })
  expect(await mall.recordEvents({ events })).toEqual({ kept: 0, known: 1, dropped: 0, notAgreed: 2 })
  expect(await mall.recordEvents({ events: [{ ...events[0]!, eventId: newId(), at: new Date(world.clock.now() - 400 * DAY).toISOString() }] })).toMatchObject({ kept: 0, dropped: 1 })
  expect(await problem(world.as((await owner.addApiKey({ name: '旧', scopes: ['points'] })).secret).recordEvents({ events }))).toBe('not-allowed')
})

test('the member page tells of a day in one line, page after page; the member takes it along and takes it away', async () => {
  const me = await aReader()
  const staff = world.as((await aStaff(world, shop, { role: 'manager' })).token)
  const mall = world.as((await owner.addApiKey({ name: '商城', scopes: ['events'] })).secret)
  const noon = Math.floor(world.clock.now() / DAY) * DAY - 2 * DAY + 4 * HOUR // 12:00 in Shanghai
  const at = (ms: number, e: Mine) => ({ ...e, at: new Date(ms).toISOString(), memberId: me.memberId, source: 'mall' as const })
  await mall.recordEvents({ events: [at(noon, view('RG')), at(noon + HOUR, view('RG', 0, 'cart')), at(noon + 2 * HOUR, view('GW')), at(noon + 3 * HOUR, view('XX', 0, 'favourite')), at(noon + 4 * HOUR, view('XC')), at(noon + 5 * HOUR, search('香插')), at(noon - 13 * HOUR, view('nowhere'))] })
  const { items } = await staff.readMemberTimeline({ memberId: me.memberId, kind: 'browse' })
  expect(items.map((e) => [e.kind, e.reason])).toEqual([
    ['browse', { code: 'timeline-browse', facts: { views: 4, carts: 1, favourites: 1, searches: 1, words: '香插', names: ['白瓷香插', '沉香线香', '青瓷盖碗'] } }],
    ['browse', { code: 'timeline-browse', facts: { views: 1, carts: 0, favourites: 0, searches: 0, words: null, names: ['nowhere'] } }],
  ])
  const seen: string[] = []
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await staff.readMemberTimeline({ memberId: me.memberId, limit: 1, ...(cursor ? { cursor } : {}) })
    seen.push(...page.items.map((e) => `${e.kind} ${e.at}`))
    cursor = page.next ?? undefined
    more = cursor !== undefined
  }
  expect(seen.filter((s) => s.startsWith('browse'))).toHaveLength(2)
  expect(new Set(seen).size).toBe(seen.length)
  expect(((await me.api.exportMe({})) as Record<string, unknown[]>)['browsing']).toHaveLength(7)
  await me.api.leaveShop({ understood: true })
  expect(await stored(me)).toBe(0)
})

test('two who are one person bring their browsing along, and part with it again', async () => {
  const [kept, gone] = [await aReader(), await aReader()]
  await kept.api.recordMyEvents({ source: 'h5', events: [view('RG')] })
  await gone.api.recordMyEvents({ source: 'h5', events: [view('GW'), view('XX')] })
  const { mergeId } = await owner.mergeMembers({ memberId: kept.memberId, otherId: gone.memberId }, act())
  expect([await stored(kept), await stored(gone)]).toEqual([3, 0])
  await owner.undoMerge({ mergeId, reason: '' }, act())
  expect([await stored(kept), await stored(gone)]).toEqual([1, 2])
})

test('the night lets go of what is older than the shop keeps it, and of those who no longer agree', async () => {
  const [me, other] = [await aReader(), await aReader()]
  await me.api.recordMyEvents({ source: 'h5', events: [view('RG'), view('GW')] })
  await other.api.recordMyEvents({ source: 'h5', events: [view('RG')] })
  await world.admin.query("update behaviour_event set at = at - interval '20 days' where member_id = $1 and sku = 'GW'", [me.memberId])
  await world.admin.query("insert into consent (merchant_id, consent_id, member_id, purpose, given, version, place, at) values ($1, gen_random_uuid(), $2, 'browsing', false, 'x', 'merge', $3)", [shop.merchantId, other.memberId, new Date(world.clock.now() + 3_600_000)])
  await owner.changeSetting({ key: 'behaviour-days', value: 10 })
  const doors: NightDoors = { database: world.get(Database), groupCommit: world.get(GroupCommit), doors: world.get(Doors), clock: world.get(Clock) }
  const nights = await runNights(doors, shop.merchantId, new Date(world.clock.now() + DAY).toISOString().slice(0, 10), 'test')
  expect(nights!.reduce((sum, n) => sum + n.done['browsing-forgotten']!, 0)).toBe(2)
  expect([await stored(me), await stored(other)]).toEqual([1, 0])
})
