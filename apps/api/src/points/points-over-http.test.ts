import { ApiRefusal } from '@huitou/contract'
import { dateAt, startOfDate } from '@huitou/units'
import { aMember, aShop, aStaff, bootApi, type Api, type Member, type Shop, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { TokenPairs } from '../session/index.js'
import { startTiers } from '../tier/index.js'
import { startEarningRules, starterRules } from './starter-rules.js'

let world: World
let shop: Shop
let owner: Api
let machine: Api
let member: Member
let me: Api
beforeAll(async () => {
  world = await bootApi()
  shop = await aShop(world)
  await world.inMerchant(shop.merchantId, async (tx) => {
    await startEarningRules(tx, { currency: 'CNY', actor: 'system' }, world.clock.now())
    await startTiers(tx, 'system', world.clock.now())
  })
  owner = world.as(shop.ownerToken)
  const { secret } = await owner.addApiKey({ name: '小程序商城', scopes: ['points'] })
  machine = world.as(secret)
  member = await aMember(world, shop)
  me = world.as(member.token)
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? { status: fault.status, code: fault.problem?.code } : Promise.reject(fault)))
let key = 0
const act = () => ({ key: `test-key-${++key}` })

test('points given and taken by an API key stand in the statement, and each line opens into its reasons', async () => {
  const { memberId } = member
  const earned = await machine.earnPoints({ memberId, points: 300, reason: '线上下单' }, act())
  expect(earned.balance).toMatchObject({ available: 300, shown: 300, worthMinor: 300 })
  await machine.spendPoints({ memberId, points: 120, reason: '换杯子' }, act())
  expect(await problem(machine.spendPoints({ memberId, points: 181, reason: '' + 'x' }, act()))).toEqual({ status: 409, code: 'points-short' })
  const held = await machine.holdPoints({ memberId, points: 80, reason: '购物车' }, act())
  expect(held.balance).toMatchObject({ available: 100, held: 80 })
  await machine.cancelHold({ memberId, holdId: held.holdId }, act())
  expect(await problem(machine.commitHold({ memberId, holdId: held.holdId }, act()))).toEqual({ status: 409, code: 'hold-ended' })
  await owner.adjustPoints({ memberId, points: -30, reason: '多记了' }, act())

  const mine = await me.readMyPoints({})
  expect(mine).toMatchObject({ balance: { available: 150 }, earnedThisYear: 300, spentThisYear: 120 })
  expect(mine.expiries).toHaveLength(1)
  // the shop's day, eight hours before London's
  expect(mine.today).toBe(new Date(world.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10))
  const page = await me.listMyLines({ limit: 2 })
  const rest = await me.listMyLines({ limit: 50, cursor: page.next! })
  const lines = [...page.items, ...rest.items]
  expect(lines.map((l) => [l.kind, l.points, l.balance])).toEqual([['adjust', -30, 150], ['release', 80, 180], ['hold', -80, 100], ['spend', -120, 180], ['earn', 300, 300]])
  expect((await me.listMyLines({ side: 'in' })).items.map((l) => l.kind)).toEqual(['release', 'earn'])
  expect((await me.listMyLines({ side: 'out' })).items.map((l) => l.kind)).toEqual(['adjust', 'hold', 'spend'])
  expect((await me.listMyLines({ side: 'expired' })).items).toEqual([])
  const why = await me.explainMyLine({ lineId: lines[3]!.lineId })
  expect(why).toMatchObject({ result: -120, steps: [{ reason: { code: 'why-drawn', facts: { points: 120 } }, value: '-120' }] })
  const forStaff = await owner.explainMemberLine({ memberId, lineId: lines[0]!.lineId })
  expect(forStaff.steps[0]).toEqual({ reason: { code: 'why-deducted', facts: { reason: '多记了' } }, value: '-30' })
})

test('the book by lots, and as of an instant by what was known', async () => {
  const other = await aMember(world, shop)
  const before = new Date(world.clock.now()).toISOString()
  await new Promise((go) => setTimeout(go, 5))
  await machine.earnPoints({ memberId: other.memberId, points: 40, reason: 'a' }, act())
  const now = await owner.readMemberPoints({ memberId: other.memberId })
  expect(now.lots).toHaveLength(1)
  expect(now.lots[0]).toMatchObject({ points: 40, left: 40, state: 'active' })
  expect((await owner.readMemberPoints({ memberId: other.memberId, asOf: before })).balance.available).toBe(0)
})

test('another shop sees nobody, and a clerk may not give points', async () => {
  const stranger = world.as((await aShop(world)).ownerToken)
  const { memberId } = member
  expect(await problem(stranger.readMemberPoints({ memberId }))).toMatchObject({ status: 404 })
  expect(await problem(stranger.listMemberLines({ memberId }))).toMatchObject({ status: 404 })
  expect(await problem(stranger.adjustPoints({ memberId, points: 5, reason: 'no' + 'pe' }, act()))).toMatchObject({ status: 404 })
  const clerk = world.as((await aStaff(world, shop, { role: 'clerk' })).token)
  expect(await problem(clerk.adjustPoints({ memberId, points: 5, reason: '送一点' }, act()))).toMatchObject({ status: 403 })
  const manager = world.as((await aStaff(world, shop, { role: 'manager' })).token)
  expect(await problem(manager.adjustPoints({ memberId, points: 5000, reason: '送很多' }, act()))).toEqual({ status: 409, code: 'above-staff-limit' })
})

test('earning rules: a draft says what is wrong, a sample shows the sum, publishing needs the version seen', async () => {
  const rules = starterRules('CNY')
  const bad = await owner.saveRuleDraft({ rules: [{ ...rules[0]!, rate: null }, { ...rules[1]!, ruleId: 'spend' }] })
  expect(bad.problems.map((p) => [p.path, p.reason.code])).toEqual([['rules.0.rate', 'rule-gives-nothing'], ['rules.1.ruleId', 'rule-twice']])
  expect(await problem(owner.publishRules({ expectVersion: bad.draft.version }, act()))).toEqual({ status: 409, code: 'draft-has-problems' })
  const weekend = { ...rules[0]!, ruleId: 'weekend', name: '周末双倍', rate: null, multiplierBp: 20_000, weekdays: [6, 7] }
  const good = await owner.saveRuleDraft({ rules: [...rules, weekend] })
  expect(good.problems).toEqual([])
  const sample = (on: string) => owner.sampleEarning({ rules: good.draft.rules, paidMinor: 25_650, tierId: 'platinum', on })
  expect(await sample('2026-11-20')).toMatchObject({ points: 384, growth: 256 })
  expect(await sample('2026-11-21')).toMatchObject({ points: 641, growth: 256 })
  expect(await problem(owner.publishRules({ expectVersion: good.draft.version + 1 }, act()))).toEqual({ status: 409, code: 'draft-moved-on' })
  const name = act()
  const [one, again] = await Promise.all([owner.publishRules({ expectVersion: good.draft.version }, name), owner.publishRules({ expectVersion: good.draft.version }, name)])
  expect(again).toEqual(one)
  expect(await problem(owner.publishRules({ expectVersion: good.draft.version }, act()))).toEqual({ status: 409, code: 'no-draft' })
  const sets = await owner.listRuleSets({})
  expect([sets.current?.version, sets.draft, sets.older.map((s) => s.version)]).toEqual([2, null, [1]])
})

test('tiers: a preview says who moves, publishing moves members up at once with the reason kept', async () => {
  const { memberId } = member
  await owner.adjustPoints({ memberId, wallet: 'growth', points: 600, reason: '补登' }, act())
  expect((await me.readMyTier({})).progress).toMatchObject({ tier: { tierId: 'silver' }, next: { tierId: 'gold' }, missingNext: 400 })
  const { current } = await owner.readTiers({})
  const tiers = current!.tiers.map((t) => (t.tierId === 'gold' ? { ...t, reach: 500 } : t))
  const draft = { terms: current!.terms, tiers }
  const { moves, problems } = await owner.previewTiers(draft)
  expect(problems).toEqual([])
  expect(moves).toMatchObject({ up: 1 })
  expect(moves.nearest[0]).toMatchObject({ memberId, from: 'silver', to: 'gold' })
  expect((await owner.saveTierDraft({ ...draft, tiers: [tiers[1]!, tiers[0]!] })).problems.map((p) => p.reason.code)).toContain('tier-threshold-not-rising')
  const saved = await owner.saveTierDraft(draft)
  const published = await owner.publishTiers({ expectVersion: saved.draft.version }, act())
  expect(published.movedUp).toBe(1)
  const after = await me.readMyTier({})
  expect(after.progress.tier?.tierId).toBe('gold')
  expect(after.history[0]).toMatchObject({ to: { tierId: 'gold' }, reason: { code: 'tier-reached' }, facts: [{ code: 'tier-had-growth', facts: { have: 600 } }, { code: 'tier-reach-threshold', facts: { threshold: 500 } }] })
  expect((await owner.readMemberTier({ memberId })).progress.tier?.tierId).toBe('gold')
})

test('care: the owner says what a birthday gives, the member sees it, and what came of it', async () => {
  expect((await owner.listCare({})).items.find((c) => c.kind === 'birthday')).toMatchObject({ on: false })
  await owner.changeCare({ kind: 'birthday', on: true, window: 'week', points: 66, textZh: '生日快乐' })
  expect(await problem(owner.changeCare({ kind: 'newcomer', on: true, points: 5, couponId: crypto.randomUUID() }))).toEqual({ status: 409, code: 'coupon-unknown' })
  const today = dateAt(world.clock.now(), 'Asia/Shanghai')
  await me.changeMe({ birthday: today.slice(5) })
  expect(await me.readMyBirthday({})).toMatchObject({ daysLeft: 0, window: 'week', gift: { points: 66 + 100, text: '生日快乐' }, received: null })
  expect((await owner.listCare({})).birthdaysIn30Days).toBe(1)
})

test('check-in: once a day however often the button is pressed (COUP-11), a streak over days', async () => {
  const days = []
  const signedIn = () => world.inMerchant(shop.merchantId, async (tx) => world.as((await world.get(TokenPairs).open(tx, { kind: 'member', merchantId: shop.merchantId, memberId: member.memberId })).accessToken))
  for (let i = 0; i < 3; i++) {
    const phone = await signedIn()
    days.push(await phone.checkIn({}, act()))
    expect(await problem(phone.checkIn({}, act()))).toEqual({ status: 409, code: 'checked-in-already' })
    if (i === 0) expect(new Set((await Promise.all(Array.from({ length: 8 }, () => problem(phone.checkIn({}, act()))))).map((p) => p?.code))).toEqual(new Set(['checked-in-already']))
    world.clock.set(world.clock.now() + 86_400_000)
  }
  expect(days.map((d) => [d.points, d.streak])).toEqual([[2, 1], [2, 2], [2, 3]])
  expect((await (await signedIn()).readHome({})).checkIn).toMatchObject({ doneToday: false, streak: 3 })
})

test('what expired stands apart from what was used, and a month of the shop is where the statement begins', async () => {
  const own = await aMember(world, shop), api = world.as(own.token)
  const earned = await machine.earnPoints({ memberId: own.memberId, points: 40, reason: '线上下单' }, act())
  await machine.spendPoints({ memberId: own.memberId, points: 10, reason: '抵现' }, act())
  expect(earned.points).toBe(40)
  const [{ on, points }] = (await api.readMyPoints({})).expiries as [{ on: string; points: number }]
  expect(points).toBe(30)
  const then = world.clock.now()
  world.clock.set(startOfDate(on, 'Asia/Shanghai') + 3 * 86_400_000)
  try {
    const late = world.as(await world.inMerchant(shop.merchantId, async (tx) => (await world.get(TokenPairs).open(tx, { kind: 'member', merchantId: shop.merchantId, memberId: own.memberId })).accessToken))
    await machine.earnPoints({ memberId: own.memberId, points: 5, reason: '又来了' }, act())
    const of = async (ask: object) => (await late.listMyLines(ask)).items.map((l) => [l.kind, l.points])
    expect(await of({})).toEqual([['earn', 5], ['expire', -30], ['spend', -10], ['earn', 40]])
    expect(await of({ side: 'expired' })).toEqual([['expire', -30]])
    expect(await of({ side: 'out' })).toEqual([['spend', -10]])
    expect(await of({ month: dateAt(then, 'Asia/Shanghai').slice(0, 7) })).toEqual([['spend', -10], ['earn', 40]])
    expect(await of({ month: '1999-12' })).toEqual([])
    expect(await problem(late.listMyLines({ month: '2026-13' }))).toMatchObject({ status: 400 })
  } finally { world.clock.set(then) }
})

test('a statement read before the night has what time did since, and ends at the balance shown', async () => {
  const other = await aMember(world, shop)
  const { memberId } = other
  await machine.earnPoints({ memberId, points: 100, reason: '补' }, act())
  await machine.holdPoints({ memberId, points: 60, minutes: 5, reason: '购物车' }, act())
  const start = world.clock.now()
  try {
    world.clock.set(start + 6 * 60_000)
    const api = world.as(other.token)
    expect((await api.readMyPoints({})).balance).toMatchObject({ available: 100, held: 0, shown: 100 })
    const { items } = await api.listMyLines({})
    expect(items.map((l) => [l.kind, l.points, l.balance])).toEqual([['release', 60, 100], ['hold', -60, 40], ['earn', 100, 100]])
    expect((await api.explainMyLine({ lineId: items[0]!.lineId })).steps).toMatchObject([{ reason: { code: 'why-lapsed', facts: { points: 60 } } }])
    // posted once, however often it is looked at
    expect((await api.listMyLines({})).items).toHaveLength(3)
  } finally { world.clock.set(start) }
})
