import { ApiRefusal } from '@huitou/contract'
import { addDays, addMonths, dateAt, startOfDate } from '@huitou/units'
import { say } from '@huitou/words'
import { aMember, aShop, bootApi, type Api, type Member, type Shop, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { warnTiers } from '../care/warn-members.js'
import { startEarningRules, starterRules } from '../points/index.js'
import { TokenPairs } from '../session/index.js'
import { applyTierSets, startTiers } from './index.js'

const ZONE = 'Asia/Shanghai'
let world: World
let shop: Shop
let owner: Api
let machine: Api
beforeAll(async () => {
  world = await bootApi()
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())
beforeEach(async () => {
  world.clock.reset()
  shop = await aShop(world)
  await world.inMerchant(shop.merchantId, async (tx) => {
    await startEarningRules(tx, { currency: 'CNY', actor: 'system' }, world.clock.now())
    await startTiers(tx, 'system', world.clock.now())
  })
  owner = world.as(shop.ownerToken)
  machine = world.as((await owner.addApiKey({ name: '小程序商城', scopes: ['points'] })).secret)
})

const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? fault.problem?.code : Promise.reject(fault)))
let key = 0
const act = () => ({ key: `versions-key-${++key}` })
const midnight = (daysAhead: number) => startOfDate(addDays(dateAt(world.clock.now(), ZONE), daysAhead), ZONE)
/** Tokens last less than the days that pass here. */
const ownerNow = () => world.inMerchant(shop.merchantId, async (tx) => world.as((await world.get(TokenPairs).open(tx, { kind: 'staff', merchantId: shop.merchantId, staffId: shop.ownerId, role: 'owner', storeId: null, tillId: null, shiftId: null }, [shop.merchantId])).accessToken))
const memberNow = (member: Member) => world.inMerchant(shop.merchantId, async (tx) => world.as((await world.get(TokenPairs).open(tx, { kind: 'member', merchantId: shop.merchantId, memberId: member.memberId })).accessToken))

test('earning rules come into force at their instant, night or no night; what was earned keeps its version', async () => {
  const rules = starterRules('CNY').map((r) => (r.ruleId === 'check-in' ? { ...r, fixedPoints: 9 } : r))
  const { draft } = await owner.saveRuleDraft({ rules, expectSaves: 0 })
  const from = midnight(2)
  const ask = { expectVersion: draft.version, expectSaves: draft.saves, from: new Date(from).toISOString() }
  expect(await problem(owner.publishRules({ ...ask, from: new Date(world.clock.now() - 1000).toISOString() }, act()))).toBe('from-is-past')
  const name = act()
  const [one, two] = await Promise.all([owner.publishRules(ask, name), owner.publishRules(ask, name)])
  expect(two).toEqual(one)
  expect(one).toMatchObject({ version: 2, state: 'scheduled' })
  const sets = await owner.listRuleSets({})
  expect([sets.current?.version, sets.current?.state, sets.current?.until, sets.scheduled?.version, sets.draft]).toEqual([1, 'published', new Date(from).toISOString(), 2, null])
  const member = await aMember(world, shop)
  world.clock.set(from - 60_000)
  expect((await (await memberNow(member)).checkIn({}, act())).points).toBe(2)
  world.clock.set(from)
  const me = await memberNow(member)
  expect((await me.checkIn({}, act())).points).toBe(9)
  const [newest, oldest] = (await me.listMyLines({})).items
  expect([(await me.explainMyLine({ lineId: newest!.lineId })).rule?.version, (await me.explainMyLine({ lineId: oldest!.lineId })).rule?.version]).toEqual([2, 1])
  const after = await (await ownerNow()).listRuleSets({})
  expect([after.current?.version, after.scheduled, after.older.map((s) => [s.version, s.state])]).toEqual([2, null, [[1, 'retired']]])
})

test('two people: a draft is not overwritten unseen, one of two publishes, a scheduled version is taken back', async () => {
  const rules = starterRules('CNY')
  const first = await owner.saveRuleDraft({ rules, expectSaves: 0 })
  expect(await problem(owner.saveRuleDraft({ rules, expectSaves: 0 }))).toBe('draft-moved-on')
  const second = await owner.saveRuleDraft({ rules, expectSaves: first.draft.saves })
  expect(await problem(owner.publishRules({ expectVersion: 2, expectSaves: first.draft.saves }, act()))).toBe('draft-moved-on')
  const from = new Date(midnight(3)).toISOString()
  const both = await Promise.all([1, 2].map(() => problem(owner.publishRules({ expectVersion: 2, expectSaves: second.draft.saves, from }, act()))))
  expect(both.sort()).toEqual([null, 'no-draft'].sort())
  await owner.saveRuleDraft({ rules })
  expect(await problem(owner.publishRules({ expectVersion: 3 }, act()))).toBe('version-scheduled')
  expect(await problem(owner.withdrawRules({ expectVersion: 2 }, act()))).toBe('draft-in-the-way')
  expect(await problem(owner.withdrawRules({ expectVersion: 1 }, act()))).toBe('not-scheduled')

  const tiers = (await owner.readTiers({})).current!
  const saved = await owner.saveTierDraft({ terms: tiers.terms, tiers: tiers.tiers })
  await owner.publishTiers({ expectVersion: saved.draft.version, from }, act())
  expect(await owner.withdrawTiers({ expectVersion: saved.draft.version }, act())).toMatchObject({ state: 'draft', from: null })
  expect(await owner.readTiers({})).toMatchObject({ current: { version: 1, state: 'published', until: null }, scheduled: null, draft: { version: 2 } })
})

test('a scheduled tier set counts for reads and orders at its instant; lists follow when it is applied; down at once where it says so', async () => {
  const member = await aMember(world, shop)
  await owner.adjustPoints({ memberId: member.memberId, wallet: 'growth', points: 1200, reason: '补登' }, act())
  const { current } = await owner.readTiers({})
  expect((await (await memberNow(member)).readMyTier({})).progress.tier?.tierId).toBe('gold')
  const draft = await owner.saveTierDraft({ terms: { ...current!.terms, newTerms: 'at-once' }, tiers: current!.tiers.map((t) => (t.tierId === 'gold' ? { ...t, reach: 1500 } : t)) })
  const from = midnight(1)
  const published = await owner.publishTiers({ expectVersion: draft.draft.version, from: new Date(from).toISOString() }, act())
  expect(published).toMatchObject({ movedUp: 0, set: { state: 'scheduled' } })
  world.clock.set(from - 60_000)
  expect((await (await memberNow(member)).readMyTier({})).progress.tier?.tierId).toBe('gold')
  world.clock.set(from)
  expect((await (await memberNow(member)).readMyTier({})).progress.tier?.tierId).toBe('silver')
  await applyTierSets(world.database, shop.merchantId, from + 3_600_000)
  const page = await (await ownerNow()).readMemberTier({ memberId: member.memberId })
  expect(page.history[0]).toMatchObject({ at: new Date(from).toISOString(), from: { tierId: 'gold' }, to: { tierId: 'silver' }, reason: { code: 'tier-terms' } })
  expect(await applyTierSets(world.database, shop.merchantId, from + 7_200_000)).toBe(0)
})

test('a preview counts who moves by the draft alone: a set without changes moves nobody, also not who will fall anyway', async () => {
  const [falls, stays] = [await aMember(world, shop), await aMember(world, shop)]
  await owner.adjustPoints({ memberId: falls.memberId, wallet: 'growth', points: 1200, reason: '补登' }, act())
  const { current } = await owner.readTiers({})
  // Growth of more than twelve months ago counts no more: gold is about to go, and the night has not been there yet.
  world.clock.set(midnight(400))
  const later = await ownerNow()
  await later.adjustPoints({ memberId: stays.memberId, wallet: 'growth', points: 1200, reason: '补登' }, act())
  const same = await later.previewTiers({ terms: current!.terms, tiers: current!.tiers })
  expect(same.moves).toMatchObject({ members: 2, up: 0, down: 0, stay: 2, byPair: [] })
  for (const t of same.moves.perTier) expect(t.after).toBe(t.before)
  const harder = await later.previewTiers({ terms: current!.terms, tiers: current!.tiers.map((t) => (t.tierId === 'gold' ? { ...t, reach: 1500 } : t)) })
  expect(harder.moves).toMatchObject({ up: 0, down: 1, stay: 1, byPair: [{ from: 'gold', to: 'silver', members: 1 }] })
  expect(harder.moves.nearest[0]).toMatchObject({ memberId: stays.memberId, from: 'gold', to: 'silver' })
  expect(harder.moves.perTier.map((t) => [t.tierId, t.after - t.before])).toEqual([['silver', 1], ['gold', -1], ['platinum', 0], ['black', 0]])
})

test('a tier given by hand holds to its last day, with its reason; taken back, what was earned counts', async () => {
  const { memberId } = await aMember(world, shop)
  await owner.adjustPoints({ memberId, wallet: 'growth', points: 1200, reason: '补登' }, act())
  const lastDay = addDays(dateAt(world.clock.now(), ZONE), 10)
  expect(await problem(owner.grantTier({ memberId, tierId: 'none', lastDay, reason: '周年' }, act()))).toBe('tier-unknown')
  expect(await problem(owner.grantTier({ memberId, tierId: 'black', lastDay: addDays(lastDay, -11), reason: '周年' }, act()))).toBe('grant-is-past')
  expect(await problem(owner.endTierGrant({ memberId, reason: '弄错' }, act()))).toBe('no-grant')
  const name = act()
  const [one, two] = await Promise.all([owner.grantTier({ memberId, tierId: 'black', lastDay, reason: '周年' }, name), owner.grantTier({ memberId, tierId: 'black', lastDay, reason: '周年' }, name)])
  expect(two).toEqual(one)
  const page = await owner.readMemberTier({ memberId })
  expect(page).toMatchObject({ progress: { tier: { tierId: 'black' } }, grant: { reason: '周年', lastDay }, history: [{ reason: { code: 'tier-granted' } }, { to: { tierId: 'gold' } }] })
  // A late fact folds the whole log again: the grant is a fact of it.
  expect((await owner.endTierGrant({ memberId, reason: '弄错' }, act())).progress.tier?.tierId).toBe('gold')
  expect((await owner.readMemberTier({ memberId })).grant).toBeNull()
})

test('a review is rewarded once whoever tells of it again, a streak pays on its day, a complete profile once', async () => {
  const rules = [...starterRules('CNY').map((r) => (r.ruleId === 'check-in' ? { ...r, streak: [{ every: 2, points: 5 }] } : r)), { ...starterRules('CNY')[2]!, ruleId: 'review', name: '评价', on: 'review' as const, fixedPoints: 8 }, { ...starterRules('CNY')[2]!, ruleId: 'profile', name: '资料', on: 'profile' as const, fixedPoints: 30 }]
  const member = await aMember(world, shop)
  const { memberId } = member
  expect(await problem(machine.recordAction({ memberId, action: 'review', ref: 'r1' }, act()))).toBe('action-off')
  await owner.publishRules({ expectVersion: (await owner.saveRuleDraft({ rules })).draft.version }, act())
  expect((await machine.recordAction({ memberId, action: 'review', ref: 'r1' }, act())).points).toBe(8)
  expect(await problem(machine.recordAction({ memberId, action: 'review', ref: 'r1' }, act()))).toBe('action-known')
  const raced = await Promise.all([1, 2].map(() => problem(machine.recordAction({ memberId, action: 'review', ref: 'r2' }, act()))))
  expect(raced.sort()).toEqual(['action-known', null].sort())
  await world.as(member.token).changeMe({ birthday: '05-20' })
  await world.as(member.token).changeMe({ name: '林若溪' })
  expect((await world.as(member.token).readMyPoints({})).balance.available).toBe(46)
  expect((await world.as(member.token).checkIn({}, act())).points).toBe(2)
  world.clock.set(midnight(1) + 1)
  expect((await (await memberNow(member)).checkIn({}, act())).points).toBe(7)
})

test('a tier lets points last longer, whoever gives them; a rule that says so itself goes first; the phone reads all it gives', async () => {
  const member = await aMember(world, shop)
  const { coupon } = await owner.addCoupon({ title: '满 100 减 20', kind: 'amount-off', amountMinor: 2_000, thresholdMinor: 10_000, scope: {}, validity: { kind: 'days', days: 30 }, total: 100, perMember: 1 } as never, act())
  const { current } = await owner.readTiers({})
  const { draft, problems } = await owner.saveTierDraft({ terms: current!.terms, tiers: current!.tiers.map((t) => (t.tierId === 'gold' ? { ...t, benefits: { ...t.benefits, pointsExpiry: { months: 30, roundTo: 'day' }, reachedCoupons: [coupon.couponId], earlyHours: 24, servicePriority: 5 } } : t)) })
  expect(problems).toEqual([])
  await owner.publishTiers({ expectVersion: draft.version }, act())
  const me = await memberNow(member)
  const endsOf = async () => (await me.listMyLines({})).items.map((l) => l.expiresOn)
  await machine.earnPoints({ memberId: member.memberId, points: 7, reason: '补' }, act())
  const asTheShop = (await endsOf())[0]!
  await owner.adjustPoints({ memberId: member.memberId, wallet: 'growth', points: 1200, reason: '补登' }, act())
  const later = addMonths(dateAt(world.clock.now(), ZONE), 30)
  await me.checkIn({}, act())
  await machine.earnPoints({ memberId: member.memberId, points: 7, reason: '补' }, act())
  await owner.adjustPoints({ memberId: member.memberId, points: 9, reason: '补登' }, act())
  expect(await endsOf()).toEqual([later, later, later, asTheShop])
  expect(asTheShop < later).toBe(true)
  const rules = (await owner.listRuleSets({})).current!.rules.map((r) => (r.on === 'check-in' ? { ...r, expiry: { months: 1, roundTo: 'day' as const } } : r))
  await owner.publishRules({ expectVersion: (await owner.saveRuleDraft({ rules })).draft.version }, act())
  const other = await aMember(world, shop)
  await owner.adjustPoints({ memberId: other.memberId, wallet: 'growth', points: 1200, reason: '补登' }, act())
  await (await memberNow(other)).checkIn({}, act())
  expect((await (await memberNow(other)).listMyLines({})).items[0]!.expiresOn).toBe(addMonths(dateAt(world.clock.now(), ZONE), 1))
  const page = await me.readMyTier({})
  expect(page.coupons).toEqual([{ couponId: coupon.couponId, title: '满 100 减 20' }])
  expect(page.tiers.find((t) => t.tierId === 'gold')!.benefits).toMatchObject({ pointsExpiry: { months: 30, roundTo: 'day' }, earlyHours: 24, servicePriority: 5 })
})

test('a tier lets points last to a date, for ever or while they are used; a day that no year has is refused by name', async () => {
  const member = await aMember(world, shop)
  await owner.adjustPoints({ memberId: member.memberId, wallet: 'growth', points: 1200, reason: '补登' }, act())
  const { current } = await owner.readTiers({})
  const draftOf = (pointsExpiry: object) => owner.saveTierDraft({ terms: current!.terms, tiers: current!.tiers.map((t) => (t.tierId === 'gold' ? { ...t, benefits: { ...t.benefits, pointsExpiry } } : t)) as never })
  const lot = async (pointsExpiry: object) => {
    const { draft, problems } = await draftOf(pointsExpiry)
    expect(problems).toEqual([])
    await owner.publishTiers({ expectVersion: draft.version }, act())
    await machine.earnPoints({ memberId: member.memberId, points: 7, reason: '补' }, act())
    const line = (await (await memberNow(member)).listMyLines({})).items[0]!
    const { rows } = await world.admin.query("select detail->'expiry' as expiry from lot where member_id = $1 and wallet = 'points' order by earned_at desc, source desc limit 1", [member.memberId])
    return { on: line.expiresOn, kind: rows[0].expiry?.kind as string }
  }
  const year = Number(dateAt(world.clock.now(), ZONE).slice(0, 4))
  expect((await lot({ kind: 'fixed', on: '12-31', yearsAhead: 1 })).on).toBe(`${year + 1}-12-31`)
  world.clock.set(world.clock.now() + 1000)
  expect(await lot({ kind: 'none' })).toMatchObject({ on: null })
  world.clock.set(world.clock.now() + 1000)
  expect(await lot({ kind: 'inactivity', months: 6, roundTo: 'day' })).toMatchObject({ kind: 'inactivity' })
  expect((await draftOf({ kind: 'fixed', on: '02-30', yearsAhead: 0 })).problems).toEqual([{ path: `tiers.${current!.tiers.findIndex((t) => t.tierId === 'gold')}.benefits.pointsExpiry.on`, reason: { code: 'expiry-no-such-day', facts: { on: '02-30', last: '02-29' } } }])
  const rules = (await owner.listRuleSets({})).current!.rules
  expect((await owner.saveRuleDraft({ rules: [{ ...rules[0]!, expiry: { kind: 'fixed', on: '04-31', yearsAhead: 0 } }, ...rules.slice(1)] })).problems).toEqual([{ path: 'rules.0.expiry.on', reason: { code: 'expiry-no-such-day', facts: { on: '04-31', last: '04-30', rule: rules[0]!.name } } }])
})

test('a warning names every criterion that is missing', async () => {
  const member = await aMember(world, shop)
  const { current } = await owner.readTiers({})
  const terms = { ...current!.terms, criterion: 'growth' as const, combine: 'all' as const, window: 'rolling' as const, rollingMonths: 2, graceDays: 20, graceMonths: 0, graceToMonthEnd: false, warnDays: 30 }
  const { draft } = await owner.saveTierDraft({ terms, tiers: current!.tiers.map((t) => ({ ...t, keep: null, also: t.rank === 0 ? {} : { orders: t.rank * 3, spend: t.rank * 50_000 } })) })
  await owner.publishTiers({ expectVersion: draft.version }, act())
  await (await memberNow(member)).changeMyConsent({ purpose: 'messages', given: true })
  await owner.grantTier({ memberId: member.memberId, tierId: 'gold', lastDay: addDays(dateAt(world.clock.now(), ZONE), 5), reason: '周年' }, act())
  const { rows } = await world.admin.query('select state from tier_standing where member_id = $1', [member.memberId])
  const { grant: _, ...hold } = rows[0].state.hold
  // as if it had been earned: what the night will judge
  await world.admin.query('update tier_standing set state = $2 where member_id = $1', [member.memberId, JSON.stringify({ ...rows[0].state, hold })])
  expect(await warnTiers(world.database, shop.merchantId, world.clock.now())).toBe(1)
  const [message] = (await (await memberNow(member)).listMessages({})).items.filter((m) => m.title.code === 'tier-ends-soon')
  expect(message!.title.facts).toMatchObject({ combine: 'all', parts: [{ criterion: 'growth', missing: 1000 }, { criterion: 'spend', missing: 50_000 }, { criterion: 'orders', missing: 3 }] })
  expect(say('tier-ends-soon', message!.title.facts, 'zh-CN')).toMatch(/再有1,000 成长值、消费 ¥500\.00、3 单就能留住/)
  expect(say('tier-ends-soon', { ...message!.title.facts, combine: 'any' }, 'en')).toMatch(/1,000 growth or ¥500\.00 spent or 3 orders more keeps it/)
})
