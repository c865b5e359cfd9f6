import { ApiRefusal, type AnswerOf, type routes } from '@huitou/contract'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { availableOf, aShopper, aTillShop, settlementOf, type Shopper, type TillShop } from '../../../../test/till-world.js'
import { act, aMember, aShop, aStaff, bootApi, type Member, type World } from '../../../../test/world.js'
import { WechatDoor, openIdOf } from '../platform/wechat/index.js'

const GOOD = '罐子一打开就是炭火香，第三泡开始有花香，后劲很长。'
let world: World
let at: TillShop
beforeAll(async () => { world = await bootApi() })
beforeEach(async () => {
  at = await aTillShop(world)
  await world.admin.query("update rule_set set rules = rules || $2::jsonb where merchant_id = $1", [at.shop.merchantId, JSON.stringify([{ ruleId: 'review', name: '评价', on: 'review', wallet: 'points', rate: null, fixedPoints: 30, useTierMultiplier: false, minSpendMinor: 0, weekdays: [], categories: [], multiplierBp: 10_000, capPerDay: 50, capPerMonth: null, capPerOrder: null, pendingDays: 0, expiry: null, validFrom: null, validUntil: null }])])
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? (fault.problem?.code ?? String(fault.status)) : Promise.reject(fault)))
/** A shopper whom WeChat knows, so that texts can be checked, with one order of these goods. */
async function aBuyer(skus: string[], name = '林若溪'): Promise<Shopper & { orderId: string }> {
  const shopper = await aShopper(world, at.shop, { name })
  await world.admin.query('update member set wx_openid = $2 where member_id = $1', [shopper.memberId, openIdOf('wx00000000demo0000', shopper.memberId)])
  return { ...shopper, orderId: (await buy(shopper, skus)).orderId }
}
async function buy(shopper: Shopper, skus: string[]): Promise<AnswerOf<typeof routes.settleVisit>> {
  const { visitId } = await at.till.openVisit({ memberId: shopper.memberId }, act())
  const lines = skus.map((sku) => ({ sku, quantity: 1 }))
  return at.till.settleVisit(settlementOf(visitId, lines, await at.till.quoteVisit({ visitId, lines })), act())
}
const say = (b: Shopper & { orderId: string }, lineNo = 1, o: { stars?: number; body?: string; key?: string } = {}) =>
  b.api.writeReview({ orderId: b.orderId, lineNo, stars: o.stars ?? 5, body: o.body ?? GOOD }, act(o.key))

test('what was bought can be reviewed, once a line: shown by rule, rewarded once, read by others', async () => {
  const buyer = await aBuyer(['RG50', 'QC150'])
  const before = await availableOf(world, at.shop, buyer)
  const open = await buyer.api.readOrderReviews({ orderId: buyer.orderId })
  expect(open).toMatchObject({ points: 30, lines: [{ lineNo: 1, sku: 'RG50', name: '武夷肉桂', may: true, review: null }, { lineNo: 2, may: true }] })
  const [one, two] = await Promise.all([say(buyer, 1, { key: 'review-key-1' }), say(buyer, 1, { key: 'review-key-1' })])
  expect(one).toMatchObject({ state: 'shown', stars: 5, pointsAwarded: 30, reply: null })
  expect(two.reviewId).toBe(one.reviewId)
  expect(await availableOf(world, at.shop, buyer)).toBe(before + 30)
  expect(await problem(say(buyer))).toBe('review-written')
  const reader = world.as((await aMember(world, at.shop)).token)
  const read = await reader.listProductReviews({ sku: 'RG50' })
  expect(read).toMatchObject({ name: '武夷肉桂', count: 1, starTenths: 50, spread: [0, 0, 0, 0, 1], items: [{ reviewId: one.reviewId, body: GOOD, author: { nameShown: '林若溪', isMe: false } }] })
  expect((await buyer.api.listMessages({})).items.map((m) => m.title.code)).toContain('inbox-review-points')
  // A day's ceiling of 50: the second gives what is left.
  expect(await say(buyer, 2, { stars: 3 })).toMatchObject({ state: 'shown', pointsAwarded: 20 })
  expect((await at.owner.readMemberTimeline({ memberId: buyer.memberId })).items.filter((e) => e.kind === 'review').map((e) => [e.reason.facts, e.points])).toEqual([[{ name: '青瓷盖碗', stars: 3, state: 'shown' }, 20], [{ name: '武夷肉桂', stars: 5, state: 'shown' }, 30]])
})

test('two requests with keys of their own for one line write one review', async () => {
  const buyer = await aBuyer(['RG50'])
  const codes = await Promise.all([1, 2, 3].map(() => problem(say(buyer))))
  expect(codes.sort()).toEqual([null, 'review-written', 'review-written'].sort())
  expect(await availableOf(world, at.shop, buyer)).toBe(168 + 30)
})

test('what one did not buy, a gift, and what went back whole: no; in this order', async () => {
  const [buyer, other] = [await aBuyer(['RG50', 'QC150']), await aBuyer(['CJ'])]
  expect(await problem(other.api.writeReview({ orderId: buyer.orderId, lineNo: 1, stars: 5, body: GOOD }, act()))).toBe('order-unknown')
  expect(await problem(say(buyer, 9))).toBe('order-unknown')
  expect(await problem(other.api.readOrderReviews({ orderId: buyer.orderId }))).toBe('not-found')
  await at.owner.refundOrder({ orderId: buyer.orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: '退货' }, act())
  expect(await problem(say(buyer, 1))).toBe('review-not-open')
  expect((await buyer.api.readOrderReviews({ orderId: buyer.orderId })).lines.map((l) => l.may)).toEqual([false, true])
  for (const bad of [{ stars: 0 }, { stars: 6 }, { body: '好' }]) expect(await problem(say(buyer, 2, bad))).toBe('malformed')
})

test('a refund of the line later leaves the review and its points', async () => {
  const buyer = await aBuyer(['RG50'])
  await say(buyer)
  await at.owner.refundOrder({ orderId: buyer.orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: '退货' }, act())
  expect(await availableOf(world, at.shop, buyer)).toBe(30)
  expect((await at.owner.listReviews({ state: 'shown' })).items).toMatchObject([{ refunded: true, pointsAwarded: 30 }])
})

test('it passes what posts pass: WeChat away means it waits, risky is refused and can be written anew, the owner may look first', async () => {
  const [buyer, reader] = [await aBuyer(['RG50', 'QC150', 'CJ']), await aMember(world, at.shop)]
  world.get(WechatDoor).sandbox!.fail('/wxa/msg_sec_check', 45009)
  const waiting = await say(buyer, 1)
  expect(waiting).toMatchObject({ state: 'queued', pointsAwarded: 0 })
  expect((await world.as(reader.token).listProductReviews({ sku: 'RG50' })).items).toEqual([])
  expect(await problem(say(buyer, 2, { body: '刷单返利日结' }))).toBe('content-refused')
  const lines = (await buyer.api.readOrderReviews({ orderId: buyer.orderId })).lines
  expect(lines[1]!.review).toMatchObject({ state: 'rejected' })
  expect(await buyer.api.changeReview({ reviewId: lines[1]!.review!.reviewId, stars: 4, body: GOOD }, act())).toMatchObject({ state: 'shown', stars: 4, pointsAwarded: 30 })
  await at.owner.changeSetting({ key: 'community-approve-by-rule', value: false })
  expect((await say(buyer, 3)).state).toBe('queued')
  const list = await at.owner.listReviews({})
  expect(list).toMatchObject({ waiting: 2, count: 1, items: [{ reviewId: waiting.reviewId, check: { suggest: 'unchecked' }, memberName: '林若溪', productName: '武夷肉桂' }, { productName: '亚麻茶巾' }] })
})

test('the owner shows, sends back with a reason, answers; each is booked once and told to the author', async () => {
  await at.owner.changeSetting({ key: 'community-approve-by-rule', value: false })
  const buyer = await aBuyer(['RG50', 'QC150'])
  const [a, b] = [await say(buyer, 1, { stars: 2 }), await say(buyer, 2)]
  expect(await problem(at.owner.replyReview({ reviewId: a.reviewId, body: '谢谢' }, act()))).toBe('review-not-shown')
  expect(await problem(at.owner.decideReview({ reviewId: b.reviewId, decision: 'reject' }, act()))).toBe('reason-missing')
  const [one, two] = await Promise.all([1, 2].map(() => at.owner.decideReview({ reviewId: a.reviewId, decision: 'approve' }, act('approve-once'))))
  expect([one!.state, two!.pointsAwarded]).toEqual(['shown', 30])
  expect(await at.owner.decideReview({ reviewId: a.reviewId, decision: 'approve' }, act())).toMatchObject({ pointsAwarded: 30 })
  await at.owner.decideReview({ reviewId: b.reviewId, decision: 'reject', reason: '有导流' }, act())
  expect((await at.owner.listReviews({ state: 'unanswered' })).items.map((r) => r.reviewId)).toEqual([a.reviewId])
  await at.owner.replyReview({ reviewId: a.reviewId, body: '火功高，放一个月再喝会更顺。' }, act())
  await at.owner.replyReview({ reviewId: a.reviewId, body: '火功高，放半年再喝会更顺。' }, act())
  const lines = (await buyer.api.readOrderReviews({ orderId: buyer.orderId })).lines.map((l) => l.review)
  expect(lines).toMatchObject([{ state: 'shown', reply: { body: '火功高，放半年再喝会更顺。' } }, { state: 'rejected', rejectedWhy: '有导流', pointsAwarded: 0 }])
  expect((await buyer.api.listMessages({})).items.map((m) => m.title.code).sort()).toEqual(expect.arrayContaining(['inbox-review-answered', 'inbox-review-points', 'inbox-review-rejected']))
  expect((await buyer.api.listMessages({})).items.filter((m) => m.title.code === 'inbox-review-answered')).toHaveLength(1)
  expect((await at.owner.listReviews({ state: 'unanswered' })).items).toEqual([])
  expect((await at.owner.listReviews({ state: 'shown', stars: 5 })).items).toEqual([])
  expect(await availableOf(world, at.shop, buyer)).toBe(168 + 238 + 30)
})

test('changed within the days the shop gives, checked anew, not rewarded again; a stranger and a late one: no', async () => {
  const [buyer, other] = [await aBuyer(['RG50']), await aBuyer(['CJ'])]
  const first = await say(buyer)
  expect(await problem(other.api.changeReview({ reviewId: first.reviewId, stars: 1, body: GOOD }, act()))).toBe('review-unknown')
  const anew = await buyer.api.changeReview({ reviewId: first.reviewId, stars: 4, body: `${GOOD}补一句，耐泡。` }, act())
  expect(anew).toMatchObject({ state: 'shown', stars: 4, pointsAwarded: 30, editedAt: expect.any(String) })
  expect(await availableOf(world, at.shop, buyer)).toBe(168 + 30)
  await at.owner.changeSetting({ key: 'review-edit-days', value: 10 })
  await world.admin.query("update review set created_at = created_at - interval '11 days' where review_id = $1", [first.reviewId])
  expect(await problem(buyer.api.changeReview({ reviewId: first.reviewId, stars: 1, body: GOOD }, act()))).toBe('review-closed')
  expect((await buyer.api.readOrderReviews({ orderId: buyer.orderId })).lines[0]!.review!.editableUntil).toBeNull()
})

test('a member who leaves takes the words along; merged, they follow; another shop sees and changes nothing', async () => {
  const [kept, gone] = [await aBuyer(['RG50'], '甲'), await aBuyer(['QC150'], '乙')]
  const review = await say(gone)
  const { mergeId } = await at.owner.mergeMembers({ memberId: kept.memberId, otherId: gone.memberId }, act())
  const countOf = async (m: Member) => (await world.admin.query('select count(*)::int n from review where member_id = $1', [m.memberId])).rows[0].n
  expect([await countOf(kept), await countOf(gone)]).toEqual([1, 0])
  await at.owner.undoMerge({ mergeId, reason: '' }, act())
  expect([await countOf(kept), await countOf(gone)]).toEqual([0, 1])
  const stranger = await aShop(world)
  expect(await problem(world.as(stranger.ownerToken).decideReview({ reviewId: review.reviewId, decision: 'reject', reason: 'x' }, act()))).toBe('review-unknown')
  expect(await problem(world.as((await aStaff(world, at.shop)).token).listReviews({}))).toBe('not-allowed')
  const other = await aBuyer(['RG50'], '丙')
  await say(other)
  expect(((await other.api.exportMe({})) as Record<string, unknown[]>)['reviews']).toHaveLength(1)
  await other.api.leaveShop({ understood: true })
  expect((await world.admin.query('select body, state from review where member_id = $1', [other.memberId])).rows).toEqual([{ body: '', state: 'removed' }])
  expect((await world.as((await aMember(world, at.shop)).token).listProductReviews({ sku: 'RG50' })).count).toBe(0)
})

test('who takes back the consent to speak in public writes and changes nothing; what was said stands', async () => {
  const buyer = await aBuyer(['RG50', 'QC150'])
  const first = await say(buyer, 1)
  await buyer.api.changeMyConsent({ purpose: 'community', given: true })
  await buyer.api.changeMyConsent({ purpose: 'community', given: false })
  expect(await problem(say(buyer, 2))).toBe('consent-withdrawn')
  expect(await problem(buyer.api.changeReview({ reviewId: first.reviewId, stars: 1, body: GOOD }, act()))).toBe('consent-withdrawn')
  expect((await at.owner.listReviews({ state: 'shown' })).items).toMatchObject([{ reviewId: first.reviewId, stars: 5 }])
})

test('pages follow one another without gap or repeat', async () => {
  const reviews: string[] = []
  for (let i = 0; i < 5; i++) reviews.push((await say(await aBuyer(['RG50']), 1, { stars: 1 + i })).reviewId)
  await world.admin.query("update review set created_at = created_at - interval '1 day' where stars = 3")
  const reader = world.as((await aMember(world, at.shop)).token)
  for (const read of [(cursor?: string) => reader.listProductReviews({ sku: 'RG50', limit: 2, ...(cursor ? { cursor } : {}) }), (cursor?: string) => at.owner.listReviews({ state: 'shown', limit: 2, ...(cursor ? { cursor } : {}) })]) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await read(cursor)
      seen.push(...page.items.map((r) => r.reviewId))
      cursor = page.next ?? undefined
    } while (cursor)
    expect([...seen].sort()).toEqual([...reviews].sort())
    expect(seen.at(-1)).toBe(reviews[2])
  }
  expect((await reader.listProductReviews({ sku: 'RG50', stars: 4 })).items).toHaveLength(1)
})
