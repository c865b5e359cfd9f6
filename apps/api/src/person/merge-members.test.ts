import { ApiRefusal } from '@huitou/contract'
import { DAY, type MemberId } from '@huitou/units'
import { act, aMember, bootApi, type Member, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aShopper, aTillShop, settlementOf, type Shopper, type TillShop } from '../../../../test/till-world.js'
import { BY_THE_BOOK, FOLLOWING } from './index.js'

let world: World
let at: TillShop
beforeAll(async () => {
  world = await bootApi()
  at = await aTillShop(world)
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const owner = () => at.owner
const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? fault.problem?.code ?? String(fault.status) : Promise.reject(fault)))
const one = async (sql: string, values: unknown[] = []) => (await world.admin.query(sql, values)).rows[0]
const shopper = (name?: string) => aShopper(world, at.shop, { name })

const visitOf = async (m: Shopper): Promise<string> => (await at.till.scanCode({ digits: m.code() }, act())).visitId
async function settle(visitId: string, quantity = 1, sku = 'RG50') {
  const lines = [{ sku, quantity }]
  return at.till.settleVisit(settlementOf(visitId, lines, await at.till.quoteVisit({ visitId, lines })), act())
}
const buys = async (m: Shopper, quantity = 1) => settle(await visitOf(m), quantity)
const refund = (orderId: string, quantity: number) => owner().refundOrder({ orderId, lines: [{ lineNo: 1, quantity }], reason: '不要了' }, act())
const wallet = async (memberId: MemberId, name = 'points') => (await one('select available::int, pending::int, held::int, debt::int from wallet where member_id = $1 and wallet = $2', [memberId, name])) ?? { available: 0, pending: 0, held: 0, debt: 0 }
const adjust = (m: Member, points: number, name = 'points') => owner().adjustPoints({ memberId: m.memberId, wallet: name, points, reason: 'test' }, act())
const merge = (kept: Member, gone: Member, key?: string) => owner().mergeMembers({ memberId: kept.memberId, otherId: gone.memberId, reason: '同一个人' }, act(key))
const lots = async (memberId: MemberId) => (await world.admin.query("select wallet, source, left_points::int left, held::int, asked::int, state, earned_at, active_at, expires_at from lot where member_id = $1 and left_points > 0 order by wallet, source", [memberId])).rows

test('the preview says what the merge then comes to; points, orders and dates follow; the phone leads to the kept one', async () => {
  const [kept, gone] = [await shopper('林若溪'), await shopper('若溪')]
  await buys(kept, 2)
  await buys(gone, 3)
  await adjust(gone, 50)
  const before = await lots(gone.memberId)
  const preview = await owner().previewMerge({ memberId: kept.memberId, otherId: gone.memberId })
  expect(preview.after.available).toBe(preview.kept.available + preview.gone.available)
  const [first, again] = [await merge(kept, gone, 'merge-key-1'), await merge(kept, gone, 'merge-key-1')]
  expect(again).toEqual(first)
  expect(await wallet(kept.memberId)).toMatchObject({ available: preview.after.available, debt: 0 })
  expect((await wallet(kept.memberId, 'growth')).available).toBe(preview.after.growth)
  expect(await wallet(gone.memberId)).toEqual({ available: 0, pending: 0, held: 0, debt: 0 })
  const after = await lots(kept.memberId)
  for (const lot of before) expect(after).toContainEqual(lot)
  const page = await owner().readMember({ memberId: kept.memberId })
  expect([page.orderCount, page.spentMinor]).toEqual([preview.after.orderCount, preview.after.spentMinor])
  expect(await owner().listMerges({ memberId: gone.memberId })).toMatchObject({ mergedInto: kept.memberId })
  expect(await problem(owner().readMember({ memberId: gone.memberId }))).toBe('not-found')
  expect(await problem(world.as(gone.token).readMe({}))).toBe('token-expired')
  const sent = await world.as().sendSmsCode({ merchant: at.shop.slug, phone: gone.phone })
  expect(await world.as().signInWithPhone({ merchant: at.shop.slug, phone: gone.phone, code: sent.demoCode!, consent: true })).toMatchObject({ memberId: kept.memberId, isNew: false })
  expect((await owner().listMembers({ search: gone.phone.slice(3) })).items.map((m) => m.memberId)).toContain(kept.memberId)
  expect(await problem(merge(kept, gone))).toBe('member-left')
  expect(await problem(merge(kept, kept))).toBe('merge-same')
})

test('debts add and are repaid at once, either way round; a refund of an order that came over is taken from the kept one', async () => {
  const [kept, gone] = [await shopper(), await shopper()]
  await adjust(kept, 30)
  await adjust(gone, 1)
  await adjust(gone, -100)
  expect((await wallet(gone.memberId)).debt).toBe(99)
  await merge(kept, gone)
  expect(await wallet(kept.memberId)).toMatchObject({ available: 0, debt: 69 })
  const [rich, poor] = [await shopper(), await shopper()]
  await adjust(poor, 1)
  await adjust(poor, -11)
  const bought = await buys(rich, 1)
  await merge(poor, rich)
  const { available } = await wallet(poor.memberId)
  expect(available).toBe(bought.pointsEarned - 10)
  expect((await refund(bought.orderId, 1)).moneyMinor).toBe(bought.payMinor)
  expect(await wallet(poor.memberId)).toMatchObject({ available: 0, debt: 10 })
})

test('undo makes two persons again: what was not touched is as before, what was spent since is debt, a refund since goes along', async () => {
  const [kept, gone] = [await shopper('甲'), await shopper('乙')]
  await buys(kept, 1)
  const theirs = await buys(gone, 4)
  await adjust(gone, 500)
  const [k0, g0, lotsK, lotsG] = [await wallet(kept.memberId), await wallet(gone.memberId), await lots(kept.memberId), await lots(gone.memberId)]
  const { mergeId } = await merge(kept, gone)
  await owner().undoMerge({ mergeId, reason: '弄错了' }, act('undo-key-01'))
  expect([await wallet(kept.memberId), await wallet(gone.memberId)]).toEqual([k0, g0])
  expect([await lots(kept.memberId), await lots(gone.memberId)]).toEqual([lotsK, lotsG])
  expect(await problem(owner().undoMerge({ mergeId, reason: '' }, act()))).toBe('merge-undone')
  expect(await problem(owner().undoMerge({ mergeId: at.shop.merchantId, reason: '' }, act()))).toBe('merge-unknown')
  expect((await owner().readMember({ memberId: gone.memberId })).orderCount).toBe(1)

  const second = await merge(kept, gone)
  const all = (await wallet(kept.memberId)).available
  await adjust(kept, 0 - (all - 10))
  world.clock.set(world.clock.now() + 60_000)
  await refund(theirs.orderId, 4)
  await owner().undoMerge({ mergeId: second.mergeId, reason: '还是两个人' }, act())
  expect(await wallet(gone.memberId)).toMatchObject({ available: g0.available - theirs.pointsEarned, debt: 0 })
  const k = await wallet(kept.memberId)
  expect(k.available - k.debt).toBe(k0.available - (all - 10))
  expect((await one('select member_id from shop_order where order_id = $1', [theirs.orderId])).member_id).toBe(gone.memberId)
})

test('the higher tier is held, and growth keeps its days', async () => {
  const [kept, gone] = [await shopper(), await shopper()]
  await adjust(gone, 5_000, 'growth')
  const tierOfGone = (await owner().readMember({ memberId: gone.memberId })).progress.tier
  expect(tierOfGone).not.toBeNull()
  await merge(kept, gone)
  const page = await owner().readMember({ memberId: kept.memberId })
  expect([page.progress.tier?.tierId, page.growth]).toEqual([tierOfGone?.tierId, 5_000])
})

test('a merge races a settle, twice over: the sale lands with the kept one, nothing is lost or doubled', async () => {
  for (let round = 0; round < 3; round++) {
    const [kept, gone] = [await shopper(), await shopper()]
    await adjust(gone, 100)
    const visits = await Promise.all(Array.from({ length: 6 }, () => visitOf(gone)))
    const settled = await Promise.all([...visits.slice(0, 3).map((v) => settle(v, 1, 'CJ')), merge(kept, gone), ...visits.slice(3).map((v) => settle(v, 1, 'CJ'))])
    expect(settled).toHaveLength(7)
    const sum = (await one("select count(*)::int n, coalesce(sum(points_earned), 0)::int p from settlement where member_id = $1", [kept.memberId]))
    expect(sum.n).toBe(6)
    expect((await wallet(kept.memberId)).available).toBe(100 + sum.p)
  }
})

test('two merges of one pair, each way, at once: one happens', async () => {
  const [a, b] = [await shopper(), await shopper()]
  await adjust(a, 5)
  await adjust(b, 7)
  const codes = await Promise.all([problem(merge(a, b)), problem(merge(b, a))])
  expect([...codes].sort()).toEqual(['member-left', null].sort())
  expect((await one('select sum(available)::int n from wallet where member_id = any($1) and wallet = $2', [[a.memberId, b.memberId], 'points'])).n).toBe(12)
})

test('once-keys and limits count both: the second birthday gift does not come, both coupons are kept', async () => {
  const [kept, gone] = [await shopper(), await shopper()]
  const gift = (m: Member) => world.admin.query("insert into care_gift (merchant_id, member_id, gift_key, kind, points, at) values ($1, $2, 'birthday:2026', 'birthday', 0, now())", [at.shop.merchantId, m.memberId])
  await gift(gone)
  const { mergeId } = await merge(kept, gone)
  expect((await one('select count(*)::int n from care_gift where member_id = $1', [kept.memberId])).n).toBe(1)
  await owner().undoMerge({ mergeId, reason: '' }, act())
  expect((await one('select count(*)::int n from care_gift where member_id = $1', [gone.memberId])).n).toBe(1)
  await gift(kept)
  await merge(kept, gone)
  expect((await one('select count(*)::int n from care_gift where member_id = $1', [kept.memberId])).n).toBe(1)
})

test('a phone binding that meets another member: a fresh one is merged by itself, two histories wait for the owner', async () => {
  const bought = await aMember(world, at.shop, { phone: '13712340001' })
  await adjust(bought, 40)
  const fresh = await world.as().signInWithWechat({ merchant: at.shop.slug, code: 'sandbox-login-meet-1', consent: true })
  expect(await world.as(fresh.tokens.accessToken).bindWechatPhone({ code: 'sandbox-phone-13712340001-1' })).toMatchObject({ merged: true })
  expect(await world.as().signInWithWechat({ merchant: at.shop.slug, code: 'sandbox-login-meet-2', consent: true })).toMatchObject({ memberId: bought.memberId, hasPhone: true })
  const other = await world.as().signInWithWechat({ merchant: at.shop.slug, code: 'sandbox-login-otherone-1', consent: true })
  await adjust({ memberId: other.memberId as MemberId, phone: '', token: '' }, 9)
  expect(await problem(world.as(other.tokens.accessToken).bindWechatPhone({ code: 'sandbox-phone-13712340001-2' }))).toBe('phone-bound-elsewhere')
  const { items } = await owner().listMeetings({})
  expect(items).toHaveLength(1)
  expect([items[0]!.one.memberId, items[0]!.other.memberId].sort()).toEqual([bought.memberId, other.memberId].sort())
  await owner().dismissMeeting({ meetingId: items[0]!.meetingId })
  expect((await owner().listMeetings({})).items).toEqual([])
  expect(await problem(owner().dismissMeeting({ meetingId: items[0]!.meetingId }))).toBe('not-found')
  world.clock.set(world.clock.now() + DAY)
})

test('every table that names a member follows, or moves by the book', async () => {
  const { rows } = await world.admin.query<{ tab: string }>("select distinct c.table_name as tab from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where c.table_schema = 'public' and c.column_name = 'member_id' and t.table_type = 'BASE TABLE'")
  const known = new Set([...BY_THE_BOOK, ...FOLLOWING.map((f) => f.kind)])
  // A new table of members: say in person/merge.rows.ts how its rows follow when two members are one person.
  expect(rows.map((r) => r.tab).filter((tab) => !known.has(tab))).toEqual([])
})
