import type { MemberId } from '@huitou/units'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aFlashSale, aShopper, aTillShop, codeOf, type FlashTerms, type TillShop } from '../../../../test/till-world.js'
import { act, bootApi, type World } from '../../../../test/world.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { queueFlash } from './queue-flash.js'
import { reserveFlash } from './reserve-flash.js'
import { ServeQueues } from './serve-queues.js'

const MINUTE = 60_000
let world: World, tea: TillShop
let members: MemberId[] = []

beforeAll(async () => {
  world = await bootApi()
  tea = await aTillShop(world)
  members = Array.from({ length: 1200 }, () => newId<MemberId>())
  await world.admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at) select $1, id, 'Q' || n, 'h5', now() from unnest($2::uuid[]) with ordinality u(id, n)", [tea.shop.merchantId, members])
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const iso = (at: number) => new Date(at).toISOString()
const scheduled = (over: Partial<FlashTerms> = {}) => aFlashSale(world, tea.owner, { total: 1, holdMinutes: 2, ...over })
const shoppers = (n: number) => Promise.all(Array.from({ length: n }, () => aShopper(world, tea.shop)))
const look = () => world.get(ServeQueues).look()
const held = async (flashId: string) => (await world.admin.query<{ member_id: MemberId }>("select member_id from flash_hold where flash_id = $1 and state = 'held' order by held_at, reservation_id", [flashId])).rows.map((r) => r.member_id)

test('what comes free is held for the first who lined up, told by a message, and for nobody who came later', async () => {
  const flashId = await scheduled()
  const [an, bo, cy, di] = await shoppers(4) as [Awaited<ReturnType<typeof aShopper>>, Awaited<ReturnType<typeof aShopper>>, Awaited<ReturnType<typeof aShopper>>, Awaited<ReturnType<typeof aShopper>>]
  const first = await an.api.queueFlash({ flashId }, act())
  expect(first).toMatchObject({ place: null, reservation: { state: 'held', units: 1 } })
  expect(await bo.api.queueFlash({ flashId }, act('bo-taps-once'))).toMatchObject({ place: 1, reservation: null })
  expect(await cy.api.queueFlash({ flashId }, act())).toMatchObject({ place: 2 })
  // the same tap, and another tap of one who waits: the place stays
  expect(await bo.api.queueFlash({ flashId }, act('bo-taps-once'))).toMatchObject({ place: 1 })
  expect(await bo.api.queueFlash({ flashId }, act())).toMatchObject({ place: 1 })
  expect(await cy.api.readMyFlash({ flashId })).toMatchObject({ place: 2, waiting: 2, left: 0, held: 1, queue: true, chanceBp: 0 })
  expect(await di.api.readMyFlash({ flashId })).toMatchObject({ place: null, waiting: 2, left: 0 })
  expect(await tea.owner.readFlashLive({ flashId })).toMatchObject({ waiting: 2, waitsSince: expect.any(String) })

  await an.api.releaseFlash({ reservationId: first.reservation!.reservationId }, act())
  expect(await held(flashId)).toEqual([bo.memberId])
  expect(await bo.api.readMyFlash({ flashId })).toMatchObject({ place: null, mine: 1, reservation: { state: 'held' } })
  expect((await bo.api.listMessages({})).items[0]).toMatchObject({ title: { code: 'inbox-flash-turn', facts: { title: '今晚秒杀', minutes: 2 } }, link: `flash/${flashId}` })
  expect(await codeOf(di.api.reserveFlash({ flashId }, act()))).toBe('flash-sold-out')

  // bo does not come: from that very instant it is cy's, whoever looks first
  world.clock.set(world.clock.now() + 2 * MINUTE)
  expect(await codeOf(di.api.reserveFlash({ flashId }, act()))).toBe('flash-sold-out')
  await look()
  expect(await held(flashId)).toEqual([cy.memberId])
  expect(await cy.api.readMyFlash({ flashId })).toMatchObject({ place: null, waiting: 0, reservation: { state: 'held' } })
})

test('who leaves is passed, a sale without a queue has none, what is bought is not waited for', async () => {
  const flashId = await scheduled()
  const [an, bo, cy] = await shoppers(3) as [Awaited<ReturnType<typeof aShopper>>, Awaited<ReturnType<typeof aShopper>>, Awaited<ReturnType<typeof aShopper>>]
  const { reservation } = await an.api.queueFlash({ flashId }, act())
  await bo.api.queueFlash({ flashId }, act())
  await cy.api.queueFlash({ flashId }, act())
  await bo.api.leaveFlashQueue({ flashId }, act())
  await bo.api.leaveFlashQueue({ flashId }, act())
  expect(await cy.api.readMyFlash({ flashId })).toMatchObject({ place: 1, waiting: 1 })
  expect(await codeOf(an.api.queueFlash({ flashId }, act()))).toBe('flash-limit-reached')
  await an.api.releaseFlash({ reservationId: reservation!.reservationId }, act())
  expect(await held(flashId)).toEqual([cy.memberId])

  const none = await scheduled({ queue: false })
  await an.api.reserveFlash({ flashId: none }, act())
  expect(await codeOf(bo.api.queueFlash({ flashId: none }, act()))).toBe('flash-sold-out')
  expect(await bo.api.readMyFlash({ flashId: none })).toMatchObject({ queue: false, chanceBp: null })
})

test('1,000 at once on 50 with comers and goers: none oversold, each served in the order of asking, the sale emptied by turns', async () => {
  const flashId = await scheduled({ total: 50, holdMinutes: 1 })
  const gc = world.get(GroupCommit), { merchantId } = tea.shop
  const got = await Promise.all(members.slice(0, 1000).map((memberId) => gc.submit(queueFlash, { merchantId, actor: `member:${memberId}`, key: 'one-rush-for-all', request: { memberId, flashId, units: 1 } })))
  expect(got.filter((o) => o.ok && o.answer.reservation !== null)).toHaveLength(50)
  expect(got.flatMap((o) => (o.ok && o.answer.place !== null ? o.answer.place : [])).sort((a, b) => a - b)).toEqual(Array.from({ length: 950 }, (_, i) => i + 1))
  await expectBalanced(world.db.adminUrl)
  for (let round = 1; round <= 4; round++) {
    world.clock.set(world.clock.now() + MINUTE)
    // newcomers and two tickers at once: the queue's turn all the same
    const [late] = await Promise.all([
      Promise.all(members.slice(1000 + round * 40, 1040 + round * 40).map((memberId) => gc.submit(reserveFlash, { merchantId, actor: `member:${memberId}`, key: newId(), request: { memberId, flashId, units: 1 } }))), look(), look(),
    ])
    expect(late.every((o) => !o.ok)).toBe(true)
    await look()
    const places = (await world.admin.query<{ place: number }>('select w.place from flash_wait w join flash_hold h using (merchant_id, reservation_id) where w.flash_id = $1 and h.state = $2 order by 1', [flashId, 'held'])).rows.map((r) => r.place)
    expect(places).toEqual(Array.from({ length: 50 }, (_, i) => (round - 1) * 50 + i + 1))
    await expectBalanced(world.db.adminUrl)
  }
}, 120_000)

test('more units go to the queue first; paused nobody moves; at the end the queue ends', async () => {
  const flashId = await scheduled({ until: iso(world.clock.now() + 5 * MINUTE) })
  const people = await shoppers(4)
  for (const p of people) await p.api.queueFlash({ flashId }, act())
  await tea.owner.addFlashStock({ flashId, units: 1 }, act())
  expect((await held(flashId)).sort()).toEqual([people[0]!.memberId, people[1]!.memberId].sort())
  await tea.owner.pauseFlashSale({ flashId }, act())
  await tea.owner.addFlashStock({ flashId, units: 1 }, act())
  await look()
  expect(await held(flashId)).toHaveLength(2)
  await tea.owner.scheduleFlashSale({ flashId }, act())
  expect(await held(flashId)).toContain(people[2]!.memberId)
  world.clock.set(world.clock.now() + 5 * MINUTE)
  await look()
  expect((await world.admin.query('select state, count(*)::int n from flash_wait where flash_id = $1 group by 1 order by 1', [flashId])).rows).toEqual([{ state: 'ended', n: 1 }, { state: 'served', n: 2 }])
  expect(await people[3]!.api.readMyFlash({ flashId })).toMatchObject({ place: null, waiting: 0, phase: 'ended' })
})
