import { act, aMember, aShop, bootApi, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { startTiers } from '../tier/index.js'
import { readBooks } from './points-book.js'
import { replayMember } from './replay-member.js'
import { startEarningRules } from './starter-rules.js'

let world: World
beforeAll(async () => { world = await bootApi() })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

test('what counts as a visit is the shop\'s setting also where a rule, a tier or a wallet of its own ends by inactivity, as it stood then', async () => {
  const shop = await aShop(world)
  await world.inMerchant(shop.merchantId, async (tx) => {
    await startEarningRules(tx, { currency: 'CNY', actor: 'system' }, world.clock.now())
    await startTiers(tx, 'system', world.clock.now())
  })
  const owner = world.as(shop.ownerToken), machine = world.as((await owner.addApiKey({ name: '商城', scopes: ['points'] })).secret)
  const idle = { kind: 'inactivity' as const, months: 6, roundTo: 'day' as const }
  for (const [code, spendable] of [['beans', true], ['stars', false]] as const) await owner.saveWallet({ code, nameZh: code, nameEn: code, spendable, expiry: { ...idle, months: 2 } })
  await owner.changeSetting({ key: 'points-idle-acts', value: 'spend' })
  const { current } = await owner.readTiers({})
  const tiers = await owner.saveTierDraft({ terms: current!.terms, tiers: current!.tiers.map((t) => (t.tierId === 'gold' ? { ...t, benefits: { ...t.benefits, pointsExpiry: idle } } : t)) })
  await owner.publishTiers({ expectVersion: tiers.draft.version }, act())
  const plain = await aMember(world, shop), gold = await aMember(world, shop)
  await owner.adjustPoints({ memberId: gold.memberId, wallet: 'growth', points: 1200, reason: '补登' }, act())

  const acts = async (memberId: string) => (await world.admin.query<{ what: string }>(
    "select concat_ws(' ', wallet, points, detail->'expiry'->>'count', detail->'expiry'->'acts') as what from lot where member_id = $1 and wallet <> 'growth' order by earned_at, wallet", [memberId])).rows.map((r) => r.what)
  // a tier's own: by a deed that names its expiry, and by one that is judged by the rules
  await machine.earnPoints({ memberId: gold.memberId, points: 7, reason: '补' }, act())
  for (const wallet of ['beans', 'stars']) await owner.adjustPoints({ memberId: plain.memberId, wallet, points: 3, reason: '补登' }, act())
  // where nothing can be spent, only what comes in can count
  expect(await acts(plain.memberId)).toEqual(['beans 3 2 ["spend"]', 'stars 3 2 ["earn"]'])
  world.clock.set(world.clock.now() + 1_000)
  await world.as(gold.token).checkIn({}, act())
  // a rule's own
  const rules = (await owner.listRuleSets({})).current!.rules.map((r) => (r.on === 'check-in' ? { ...r, expiry: { ...idle, months: 4 } } : r))
  await owner.publishRules({ expectVersion: (await owner.saveRuleDraft({ rules })).draft.version }, act())
  world.clock.set(world.clock.now() + 1_000)
  await world.as(plain.token).checkIn({}, act())
  await owner.changeSetting({ key: 'points-idle-acts', value: 'earn' })
  world.clock.set(world.clock.now() + 1_000)
  await machine.earnPoints({ memberId: gold.memberId, points: 8, reason: '补' }, act())
  expect(await acts(gold.memberId)).toEqual(['points 7 6 ["spend"]', 'points 2 6 ["spend"]', 'points 8 6 ["earn"]'])
  expect((await acts(plain.memberId)).at(-1)).toBe('points 2 4 ["spend"]')

  // told again from its first fact, each lot ends by the acts that counted when it came
  const told = await world.inMerchant(shop.merchantId, async (tx) => {
    const books = await readBooks(tx, [plain, gold].map((m) => ({ memberId: m.memberId, all: true, late: true })), world.clock.now())
    return [...books.standings].map((m) => Object.values(replayMember(m.log!.facts, m, books.terms, world.clock.now()).books).flatMap((b) => b.lots.flatMap((l) => (l.expiry.kind === 'inactivity' ? [`${b.wallet} ${l.points} ${l.expiry.count} ["${l.expiry.acts.join('", "')}"]`] : []))).sort())
  })
  expect(told.sort()).toEqual([(await acts(plain.memberId)).sort(), (await acts(gold.memberId)).sort()].sort())
})
