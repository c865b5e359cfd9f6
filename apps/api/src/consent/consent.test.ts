import { act, aMember, aShop, aStaff, bootApi, type Member, type Shop, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aShopper, aTillShop, basketOf, codeOf, settlementOf } from '../../../../test/till-world.js'
import { giveKind, tellBirthdays } from '../care/give-tonight.js'
import { warnExpiry, warnTiers } from '../care/warn-members.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { agreesTo, PURPOSES } from './index.js'

const ZONE = 'Asia/Shanghai'
let world: World
let shop: Shop
beforeAll(async () => { world = await bootApi() })
// each its own: points of another test's members may end on the same day
beforeEach(async () => { shop = await aShop(world) })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const doors = () => ({ database: world.database, groupCommit: world.get(GroupCommit) })
const today = () => new Date(world.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const inDays = (n: number) => new Date(Date.parse(`${today()}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)
const told = async (m: Member) => (await world.as(m.token).listMessages({})).items.map((x) => x.title.code).sort()
const points = async (m: Member) => (await world.as(m.token).readMyPoints({})).balance.available
const say = (m: Member, purpose: 'messages' | 'profile' | 'community', given: boolean) => world.as(m.token).changeMyConsent({ purpose, given })
/** One who never said anything, one who agreed, one who agreed and took it back. */
const three = async (purpose: 'messages' | 'profile') => {
  const all = [await aMember(world, shop), await aMember(world, shop), await aMember(world, shop)] as const
  await say(all[1], purpose, true)
  await say(all[2], purpose, true)
  await say(all[2], purpose, false)
  return all
}

test('silence is no, but for membership; what was said last counts', async () => {
  const [silent, yes, back] = await three('messages')
  const answers = await world.inMerchant(shop.merchantId, (tx) => Promise.all([silent, yes, back].map((m) => Promise.all(PURPOSES.map((p) => agreesTo(tx, m.memberId, p))))))
  expect(answers).toEqual([[true, false, false, false, false], [true, true, false, false, false], [true, false, false, false, false]])
})

test('greetings: the birthday gift comes to all three, its words and the word before it only to who agreed', async () => {
  const owner = world.as(shop.ownerToken)
  await owner.changeCare({ kind: 'birthday', on: true, window: 'day', points: 30, days: 3, textZh: '生日快乐' })
  const all = await three('messages')
  for (const m of all) await world.as(m.token).changeMe({ birthday: inDays(3).slice(5) })
  await tellBirthdays(world.database, shop.merchantId, today(), world.clock.now())
  await giveKind(doors(), shop.merchantId, 'birthday', inDays(3), ZONE)
  expect(await Promise.all(all.map(points))).toEqual([30, 30, 30])
  expect(await Promise.all(all.map(told))).toEqual([[], ['birthday-soon', 'gift-birthday'], []])
})

test('reminders: expiring points and a tier about to end are told to who agreed; who agrees later is told then', async () => {
  const all = await three('messages')
  for (const m of all) await world.as(shop.ownerToken).adjustPoints({ memberId: m.memberId, points: 40, reason: '补记' }, act())
  const lots = (await world.admin.query('select expires_at from lot where member_id = any($1)', [all.map((m) => m.memberId)])).rows as { expires_at: Date }[]
  expect(lots).toHaveLength(3)
  const lastDay = new Date(lots[0]!.expires_at.getTime() - 1 + 8 * 3_600_000).toISOString().slice(0, 10)
  const warn = () => warnExpiry(world.database, shop.merchantId, { day: today(), lastDay, zone: ZONE })
  expect([await warn(), await warn()]).toEqual([1, 0])
  expect(await Promise.all(all.map(told))).toEqual([[], ['points-expire-soon'], []])
  await say(all[2], 'messages', true)
  expect(await warn()).toBe(1)
  expect(await told(all[2])).toEqual(['points-expire-soon'])
  await warnTiers(world.database, shop.merchantId, world.clock.now())
})

test('an offer by what somebody did comes only to who agreed to such offers', async () => {
  const at = await aTillShop(world)
  await at.owner.changeCare({ kind: 'win-back', on: true, points: 15, days: 60 })
  const all = [await aShopper(world, at.shop), await aShopper(world, at.shop), await aShopper(world, at.shop)] as const
  for (const s of all) {
    const lines = basketOf('RG50')
    const visit = await at.till.scanCode({ digits: s.code() }, act())
    await at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines, usePoints: 'none' })), act())
  }
  await all[1].api.changeMyConsent({ purpose: 'profile', given: true })
  for (const given of [true, false]) await all[2].api.changeMyConsent({ purpose: 'profile', given })
  const before = await Promise.all(all.map(async (s) => (await s.api.readMyPoints({})).balance.available))
  expect(await giveKind(doors(), at.shop.merchantId, 'win-back', inDays(60), ZONE)).toBe(1)
  const after = await Promise.all(all.map(async (s) => (await s.api.readMyPoints({})).balance.available))
  expect(after.map((n, i) => n - before[i]!)).toEqual([0, 15, 0])
})

test('speaking: the first post is the yes, kept with its text; taken back, neither post nor answer is accepted until it is given again', async () => {
  const { topicId } = await world.as(shop.ownerToken).addTopic({ title: '今天喝什么' })
  const manager = world.as((await aStaff(world, shop, { role: 'manager' })).token)
  const writer = await aMember(world, shop)
  const me = world.as(writer.token)
  const key = act()
  const post = await me.writePost({ topicId, body: '今天喝了一壶肉桂，很香。' }, key)
  expect((await me.listMyConsents({})).items.find((c) => c.purpose === 'community')).toMatchObject({ given: true, history: [{ where: 'post', given: true }] })
  await manager.decidePost({ itemId: post.postId, decision: 'approve' }, act()).catch(() => undefined)
  await say(writer, 'community', false)
  expect(await codeOf(me.writePost({ topicId, body: '再来一条。' }, act()))).toBe('consent-withdrawn')
  expect(await codeOf(me.writeComment({ postId: post.postId, body: '自己回一句' }, act()))).toBe('consent-withdrawn')
  // a retry of what was sent before is still the same act
  expect((await me.writePost({ topicId, body: '今天喝了一壶肉桂，很香。' }, key)).postId).toBe(post.postId)
  await say(writer, 'community', true)
  await expect(me.writePost({ topicId, body: '打开以后又能写。' }, act())).resolves.toMatchObject({ topicId })
  expect((await world.admin.query("select count(*)::int as n from consent where member_id = $1 and purpose = 'community'", [writer.memberId])).rows[0].n).toBe(3)
})
