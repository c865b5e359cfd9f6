import fc from 'fast-check'
import { endsAtOf, type Expiry } from '@huitou/ledger'
import { dateAt, DAY } from '@huitou/units'
import { act, aMember, aShop, aStaff, bootApi, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { warnExpiry } from '../care/warn-members.js'
import { Database } from '../platform/database/index.js'
import { TokenPairs } from '../session/index.js'

let world: World
beforeAll(async () => { world = await bootApi() })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

test('the database computes an end by inactivity as the ledger does', async () => {
  const instants = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2031-01-01') })
  const expiry = fc.record({
    kind: fc.constant('inactivity' as const), count: fc.nat(40), unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const), endOf: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'half-year' as const, 'year' as const),
    acts: fc.subarray(['earn' as const, 'spend' as const]), zone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu'), notBefore: fc.option(instants, { nil: undefined }),
  })
  const lots = fc.sample(fc.record({ activeAt: instants, expiry, acts: fc.record({ earn: instants, spend: instants }, { requiredKeys: [] }) }), { numRuns: 3_000, seed: 20261129 })
  const { rows } = await world.admin.query("select lot_ends(null, x.at, x.expiry, x.acts) as ends from unnest($1::timestamptz[], $2::jsonb[], $3::jsonb[]) with ordinality x(at, expiry, acts, n) order by n",
    [lots.map((l) => new Date(l.activeAt)), lots.map((l) => JSON.stringify(l.expiry)), lots.map((l) => JSON.stringify(l.acts))])
  lots.forEach((l, i) => expect([l, (rows[i] as { ends: Date }).ends.getTime()]).toEqual([l, endsAtOf({ expiresAt: null, activeAt: l.activeAt, expiry: l.expiry as Expiry }, l.acts)]))
})

test('under inactivity the computed day shows wherever a written one would, and moves with a visit', async () => {
  const shop = await aShop(world)
  const owner = world.as(shop.ownerToken)
  const rule = { ruleId: 'daily', name: '签到', on: 'check-in', rate: null, fixedPoints: 5, capPerDay: null, capPerMonth: null, capPerOrder: null, expiry: null, validFrom: null, validUntil: null }
  const { draft } = await owner.saveRuleDraft({ rules: [rule] as never })
  await owner.publishRules({ expectVersion: draft.version }, act())
  await owner.changeSetting({ key: 'points-expiry', value: 'inactivity' })
  await owner.changeSetting({ key: 'points-expiry-count', value: 60 })
  await owner.changeSetting({ key: 'points-expiry-unit', value: 'day' })
  await owner.changeSetting({ key: 'points-expiry-end', value: 'day' })
  const { memberId, token } = await aMember(world, shop)
  const me = { token }
  await world.as(token).changeMyConsent({ purpose: 'messages', given: true })
  await owner.adjustPoints({ memberId, points: 500, reason: '旧卡搬家' }, act())
  const zone = 'Asia/Shanghai'
  const dayIn = (days: number) => dateAt(world.clock.now() + days * DAY, zone)
  const shown = async (on: string, points: number) => {
    const [api, desk] = [world.as(me.token), world.as((await aStaff(world, shop, { role: 'owner' })).token)]
    const line = (await api.listMyLines({})).items.at(-1)
    expect(line!.expiresOn).toBe(on)
    expect((await api.explainMyLine({ lineId: line!.lineId })).lots[0]!.expiresOn).toBe(on)
    expect((await api.readHome({})).expiries).toEqual([{ on, points }])
    expect((await api.readMyPoints({})).expiries).toEqual([{ on, points }])
    expect((await desk.readMember({ memberId })).expiries).toEqual([{ on, points }])
    const { liability } = await desk.countLiability({})
    expect(liability).toMatchObject({ owed: points, reconciles: { equal: true }, breakage: { estimate: null, unknown: points } })
    expect(liability.months).toMatchObject([{ month: on.slice(0, 7), points }])
  }
  const first = dayIn(60)
  await shown(first, 500)
  const warned = (lastDay: string) => warnExpiry(world.get(Database), shop.merchantId, { day: dayIn(0), lastDay, zone })
  expect([await warned(dayIn(59)), await warned(first), await warned(first)]).toEqual([0, 1, 0])
  // a visit moves it, and what it will be is told anew
  world.clock.set(world.clock.now() + 10 * DAY)
  me.token = await world.inMerchant(shop.merchantId, async (tx) => (await world.get(TokenPairs).open(tx, { kind: 'member', merchantId: shop.merchantId, memberId })).accessToken)
  await shown(first, 500)
  await world.as(me.token).checkIn({}, act())
  await shown(dayIn(60), 505)
  expect([await warned(first), await warned(dayIn(60))]).toEqual([0, 1])
})

test('what lapsed by inactivity before the night has come is owed no more', async () => {
  const shop = await aShop(world)
  await world.as(shop.ownerToken).changeSetting({ key: 'points-expiry', value: 'inactivity' })
  const { memberId } = await aMember(world, shop)
  await world.as(shop.ownerToken).adjustPoints({ memberId, points: 700, reason: '旧卡搬家' }, act())
  world.clock.set(world.clock.now() + 420 * DAY)
  const desk = world.as((await aStaff(world, shop, { role: 'owner' })).token)
  expect((await desk.countLiability({})).liability).toMatchObject({ owed: 0, available: 0, reconciles: { equal: true } })
  // counting posted nothing; the statement, which is made of postings, has it
  expect((await world.admin.query("select cause from posting where member_id = $1", [memberId])).rows).toEqual([{ cause: 'grant' }])
  expect((await desk.listMemberLines({ memberId })).items.map((l) => [l.kind, l.points, l.balance])).toEqual([['expire', -700, 0], ['adjust', 700, 700]])
})
