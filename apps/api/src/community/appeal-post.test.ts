import { act, aMember, aShop, aStaff, bootApi, type Api, type Shop, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { codeOf } from '../../../../test/till-world.js'

let world: World
let shop: Shop
let owner: Api
let topicId: string
beforeAll(async () => { world = await bootApi() })
afterAll(() => world?.close())
afterEach(() => expectBalanced(world.db.adminUrl))
beforeEach(async () => {
  shop = await aShop(world)
  owner = world.as(shop.ownerToken)
  topicId = (await owner.addTopic({ title: '今天喝什么' })).topicId
})
const BODY = '这款老枞水仙木质香很足，第四泡有点粽叶味。'
const aRejected = async (writer: Api) => {
  const { postId } = await writer.writePost({ topicId, body: BODY }, act())
  await owner.decidePost({ itemId: postId, decision: 'reject', reason: '像广告' }, act())
  return postId
}

test('a rejected post is appealed for once: it waits again with both sides, nobody else sees it, and the second no is the last', async () => {
  const [writer, other] = [world.as((await aMember(world, shop)).token), world.as((await aMember(world, shop)).token)]
  const manager = world.as((await aStaff(world, shop, { role: 'manager' })).token)
  const postId = await aRejected(writer)
  expect((await writer.readPost({ postId })).post).toMatchObject({ state: 'rejected', rejectedWhy: '像广告', mayAppeal: true, appeal: null })
  expect(await codeOf(other.appealPost({ postId, text: '我来说一句' }, act()))).toBe('not-found')
  const key = act()
  const both = await Promise.all([1, 2].map(() => writer.appealPost({ postId, text: '没有广告，请再看一次' }, key)))
  expect(both.map((p) => [p.state, p.mayAppeal, p.appeal])).toEqual([['queued', false, '没有广告，请再看一次'], ['queued', false, '没有广告，请再看一次']])
  expect(await codeOf(writer.appealPost({ postId, text: '再说一遍' }, act()))).toBe('appealed-already')
  expect(await codeOf(other.readPost({ postId }))).toBe('not-found')
  const queue = await manager.listReviewQueue({ state: 'appealed' })
  expect(queue).toMatchObject({ waiting: 1, appeals: 1, items: [{ itemId: postId, appeal: { text: '没有广告，请再看一次', was: '像广告' } }] })
  expect((await manager.listReviewQueue({})).items.map((i) => i.itemId)).toEqual([postId])
  expect(await codeOf(manager.decidePost({ itemId: postId, decision: 'reject' }, act()))).toBe('reason-missing')
  await manager.decidePost({ itemId: postId, decision: 'reject', reason: '还是像广告' }, act())
  expect((await writer.readPost({ postId })).post).toMatchObject({ state: 'rejected', rejectedWhy: '还是像广告', mayAppeal: false })
  expect(await codeOf(writer.appealPost({ postId, text: '第三遍' }, act()))).toBe('appealed-already')
  expect((await manager.listReviewQueue({ state: 'appealed' })).appeals).toBe(0)
})

test('an appeal that is right lets the post be seen; what was never sent back cannot be appealed for; of many at once one counts', async () => {
  const [writer, other] = [world.as((await aMember(world, shop)).token), world.as((await aMember(world, shop)).token)]
  const { postId: waiting } = await writer.writePost({ topicId, body: `${BODY}二` }, act())
  expect(await codeOf(writer.appealPost({ postId: waiting, text: '快一点' }, act()))).toBe('not-rejected')
  const postId = await aRejected(writer)
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => codeOf(writer.appealPost({ postId, text: `第 ${n} 种说法` }, act()))))
  expect(answers.filter((a) => a === 'granted')).toHaveLength(1)
  expect(answers.filter((a) => a === 'appealed-already')).toHaveLength(7)
  await owner.decidePost({ itemId: postId, decision: 'approve' }, act())
  expect((await other.readPost({ postId })).post).toMatchObject({ state: 'shown', appeal: null, mayAppeal: false })
})

test('from the web, where WeChat cannot be asked, the shop\'s own list is the check once it says so; its words hold, and fine ones do not', async () => {
  const writer = world.as((await aMember(world, shop)).token)
  const write = async (body: string) => (await writer.writePost({ topicId, body }, act())).state
  expect(await write(BODY)).toBe('queued')
  await owner.changeSetting({ key: 'community-own-check', value: true })
  await owner.changeSetting({ key: 'community-words-held', value: '隔壁茶庄、teaxx' })
  await owner.changeSetting({ key: 'community-words-fine', value: '13800008888' })
  expect([await write(`${BODY}三`), await write('隔壁茶庄便宜一半'), await write('店里电话 13800008888，可以先问')]).toEqual(['shown', 'queued', 'shown'])
  const { items } = await owner.listReviewQueue({})
  expect(items.map((i) => i.check)).toContainEqual({ label: 'shop-word', suggest: 'review', keyword: '隔壁茶庄' })
  await owner.changeSetting({ key: 'community-approve-by-rule', value: false })
  world.clock.set(world.clock.now() + 61_000)
  expect(await write(`${BODY}四`)).toBe('queued')
})
