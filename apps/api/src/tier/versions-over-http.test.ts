import { ApiRefusal } from '@huitou/contract'
import { addDays, dateAt, startOfDate } from '@huitou/units'
import { aMember, aShop, bootApi, type Api, type Member, type Shop, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
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
