import { ApiRefusal } from '@huitou/contract'
import { act, aMember, aShop, aStaff, bootApi, type Api, type Member, type Shop, type World } from '../../../../test/world.js'
import { aTillShop, availableOf } from '../../../../test/till-world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { openIdOf, WechatDoor } from '../platform/wechat/index.js'

let world: World
let shop: Shop
let owner: Api
let topicId: string
const GOOD = '岩茶第一泡我从来不倒。十秒出汤，烟火气最足，倒了可惜。绿茶另说，看心情。'

beforeAll(async () => { world = await bootApi() })
afterAll(() => world?.close())
afterEach(() => expectBalanced(world.db.adminUrl))
beforeEach(async () => {
  shop = await aShop(world)
  owner = world.as(shop.ownerToken)
  topicId = (await owner.addTopic({ title: '第一泡，你倒掉还是喝掉？', pinned: true })).topicId
})

/** A member who came through WeChat, so that their texts can be checked. */
async function aTalker(name: string): Promise<Member & { api: Api }> {
  const member = await aMember(world, shop, { name })
  await world.admin.query('update member set wx_openid = $2 where member_id = $1', [member.memberId, openIdOf('wx00000000demo0000', member.memberId)])
  return { ...member, api: world.as(member.token) }
}
const codeOf = (call: Promise<unknown>) => call.then(() => 'granted', (e: unknown) => (e instanceof ApiRefusal ? (e.problem?.code ?? e.status) : Promise.reject(e)))

test('a clear pass is shown by rule, to everybody, once however often it is sent', async () => {
  const [writer, reader] = [await aTalker('许一杯'), await aTalker('周末有闲')]
  const key = act('write-post-0001')
  const [first, again] = await Promise.all([writer.api.writePost({ topicId, body: GOOD }, key), writer.api.writePost({ topicId, body: GOOD }, key)])
  expect(first).toMatchObject({ state: 'shown', author: { nameShown: '许一杯', isMe: true }, likes: 0 })
  expect(again.postId).toBe(first.postId)
  const feed = await reader.api.listPosts({ topicId })
  expect(feed.items.map((p) => [p.postId, p.author.isMe])).toEqual([[first.postId, false]])
  expect(feed.topic).toMatchObject({ posts: 1, people: 1 })
})
test('nobody but its author sees a text that waits, and WeChat away means it waits', async () => {
  const [writer, reader] = [await aTalker('许一杯'), await aTalker('周末有闲')]
  world.get(WechatDoor).sandbox!.fail('/wxa/msg_sec_check', 45009)
  const post = await writer.api.writePost({ topicId, body: GOOD }, act())
  expect(post.state).toBe('queued')
  expect((await reader.api.listPosts({ topicId })).items).toEqual([])
  expect((await writer.api.listPosts({ topicId })).items).toHaveLength(1)
  await expect(codeOf(reader.api.readPost({ postId: post.postId }))).resolves.toBe('not-found')
  const queue = await owner.listReviewQueue({})
  expect(queue).toMatchObject({ waiting: 1, items: [{ itemId: post.postId, check: { suggest: 'unchecked' }, memberName: '许一杯' }] })
})
test('the owner approves or sends back with a reason; the decision is booked once', async () => {
  const writer = await aMember(world, shop, { name: '阿南' })
  const api = world.as(writer.token)
  const [a, b] = [await api.writePost({ topicId, body: `${GOOD}一` }, act()), await api.writePost({ topicId, body: `${GOOD}二` }, act())]
  expect([a.state, b.state]).toEqual(['queued', 'queued'])
  await expect(codeOf(owner.decidePost({ itemId: b.postId, decision: 'reject' }, act()))).resolves.toBe('reason-missing')
  const key = act('decide-post-01')
  const [one, two] = await Promise.all([owner.decidePost({ itemId: a.postId, decision: 'approve' }, key), owner.decidePost({ itemId: a.postId, decision: 'approve' }, key)])
  expect(one.item.state).toBe('shown')
  expect(two.item.state).toBe('shown')
  await owner.decidePost({ itemId: b.postId, decision: 'reject', reason: '有导流' }, act())
  const mine = await api.listPosts({ topicId })
  expect(mine.items.map((p) => [p.state, p.rejectedWhy])).toEqual([['rejected', '有导流'], ['shown', null]])
  expect((await owner.listReviewQueue({})).waiting).toBe(0)
})
test('what WeChat calls risky is refused and kept from everybody; the same request again is refused again', async () => {
  const [writer, reader] = [await aTalker('a'), await aTalker('b')]
  const key = act('risky-post-01')
  await expect(codeOf(writer.api.writePost({ topicId, body: '刷单返利日结' }, key))).resolves.toBe('content-refused')
  await expect(codeOf(writer.api.writePost({ topicId, body: '刷单返利日结' }, key))).resolves.toBe('content-refused')
  await expect(codeOf(writer.api.writePost({ topicId, body: '另一段话' }, key))).resolves.toBe('key-conflict')
  expect((await reader.api.listFeed({})).items).toEqual([])
})
test('comments and likes count once each, in a race too', async () => {
  const [writer, ...others] = [await aTalker('写'), await aTalker('一'), await aTalker('二'), await aTalker('三')]
  const post = await writer.api.writePost({ topicId, body: GOOD }, act())
  await Promise.all(others.flatMap((o) => [o.api.likePost({ postId: post.postId, like: true }), o.api.likePost({ postId: post.postId, like: true })]))
  await others[0]!.api.likePost({ postId: post.postId, like: false })
  const comments = await Promise.all(others.map((o) => o.api.writeComment({ postId: post.postId, body: '同不倒。老师傅说洗茶是洗心情的。' }, act())))
  expect(await others[1]!.api.likeComment({ commentId: comments[0]!.commentId, like: true })).toEqual({ likes: 1, liked: true })
  const read = await writer.api.readPost({ postId: post.postId })
  expect(read.post).toMatchObject({ likes: 2, comments: 3 })
  expect(read.comments.items).toHaveLength(3)
  await owner.decidePost({ itemId: comments[0]!.commentId, decision: 'remove', reason: '广告' }, act())
  expect((await writer.api.readPost({ postId: post.postId })).post.comments).toBe(2)
})
test('a closed topic, a gone post, a flood: in this order', async () => {
  const writer = await aTalker('a')
  const post = await writer.api.writePost({ topicId, body: GOOD }, act())
  for (let n = 0; n < 4; n += 1) await writer.api.writePost({ topicId, body: `${GOOD}${n}` }, act())
  await expect(codeOf(writer.api.writePost({ topicId, body: GOOD }, act()))).resolves.toBe('posting-too-often')
  await owner.changeTopic({ topicId, open: false })
  expect((await owner.listShopTopics({})).items).toMatchObject([{ topicId, open: false, posts: 5 }])
  expect((await writer.api.listTopics({})).items).toEqual([])
  await expect(codeOf(writer.api.writePost({ topicId, body: GOOD }, act()))).resolves.toBe('topic-closed')
  await writer.api.removeMyPost({ postId: post.postId })
  await expect(codeOf(writer.api.writeComment({ postId: post.postId, body: 'x' }, act()))).resolves.toBe('post-gone')
  await expect(codeOf(writer.api.readPost({ postId: post.postId }))).resolves.toBe('not-found')
})
test('a report puts a shown post before the owner, and is dealt with by the decision', async () => {
  const [writer, reader] = [await aTalker('a'), await aTalker('b')]
  const post = await writer.api.writePost({ topicId, body: GOOD }, act())
  await reader.api.reportPost({ postId: post.postId, why: 'spam' })
  await reader.api.reportPost({ postId: post.postId, why: 'spam' })
  expect((await owner.listReviewQueue({ state: 'reported' })).items).toMatchObject([{ itemId: post.postId, reports: 1 }])
  await owner.decidePost({ itemId: post.postId, decision: 'approve' }, act())
  expect((await owner.listReviewQueue({ state: 'reported' })).items).toEqual([])
})
test('pages follow one another without gap or repeat, by time and by likes; another shop sees nothing', async () => {
  const talkers = await Promise.all([aTalker('a'), aTalker('b'), aTalker('c')])
  const posts = []
  for (const t of talkers) for (let n = 0; n < 3; n += 1) posts.push(await t.api.writePost({ topicId, body: `${GOOD}${n}` }, act()))
  await talkers[0]!.api.likePost({ postId: posts[4]!.postId, like: true })
  for (const sort of ['new', 'liked'] as const) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await talkers[0]!.api.listPosts({ topicId, limit: 4, sort, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map((p) => p.postId))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(9)
    expect(seen).toHaveLength(9)
    if (sort === 'liked') expect(seen[0]).toBe(posts[4]!.postId)
  }
  const other = await aShop(world)
  const stranger = world.as((await aMember(world, other)).token)
  expect((await stranger.listFeed({})).items).toEqual([])
  await expect(codeOf(stranger.readPost({ postId: posts[0]!.postId }))).resolves.toBe('not-found')
  await expect(codeOf(world.as(other.ownerToken).decidePost({ itemId: posts[0]!.postId, decision: 'remove', reason: 'x' }, act()))).resolves.toBe('item-unknown')
  const clerk = await aStaff(world, shop)
  await expect(codeOf(world.as(clerk.token).listReviewQueue({}))).resolves.toBe('not-allowed')
})

test('points for a useful post come once, within the day\'s ceiling, and its author is told', async () => {
  const at = await aTillShop(world)
  shop = at.shop
  owner = at.owner
  topicId = (await owner.addTopic({ title: '第一泡' })).topicId
  const [writer, reader] = [await aTalker('许一杯'), await aTalker('周末有闲')]
  const first = await writer.api.writePost({ topicId, body: GOOD.repeat(2) }, act())
  expect(first).toMatchObject({ state: 'shown', pointsAwarded: 20 })
  const short = await writer.api.writePost({ topicId, body: '好喝' }, act())
  expect(short).toMatchObject({ state: 'shown', pointsAwarded: 0 })
  // the rule gives 20 a post and at most 40 a day
  expect(await owner.decidePost({ itemId: short.postId, decision: 'approve', useful: true }, act())).toMatchObject({ pointsAwarded: 20 })
  expect(await owner.decidePost({ itemId: short.postId, decision: 'approve', useful: true }, act())).toMatchObject({ pointsAwarded: 20 })
  expect(await writer.api.writePost({ topicId, body: `${GOOD.repeat(2)}三` }, act())).toMatchObject({ state: 'shown', pointsAwarded: 0 })
  expect(await availableOf(world, shop, writer)).toBe(40)
  expect((await reader.api.readPost({ postId: first.postId })).post.pointsAwarded).toBe(0)
  await reader.api.writeComment({ postId: first.postId, body: '同不倒' }, act())
  const inbox = await writer.api.listMessages({})
  expect(inbox.items.map((m) => m.title.code)).toEqual(['inbox-post-answered', 'inbox-post-shown', 'inbox-post-shown', 'inbox-post-points'])
})
test('the shop may want to look at everything first', async () => {
  await owner.changeSetting({ key: 'community-approve-by-rule', value: false })
  const writer = await aTalker('a')
  expect((await writer.api.writePost({ topicId, body: GOOD }, act())).state).toBe('queued')
})
