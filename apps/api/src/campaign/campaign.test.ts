import { ApiRefusal } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { act, aMember, aShop, aStaff, bootApi, type Shop, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { insertOrders, type NewOrder } from '../order/index.js'
import { writeConsent } from '../consent/index.js'
import { erasePerson } from '../person/index.js'
import { PhoneVault } from '../platform/phone/index.js'
import { Clock } from '../platform/clock/index.js'
import { Doors } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { CONFIG } from '../platform/config/index.js'
import { newId } from '../platform/ids/index.js'
import { armOf } from './arm-of.js'
import { nextWaiting } from './campaign.rows.js'
import { giveCampaign } from './give-campaign.js'
import { launch, SendCampaigns } from './send-campaigns.js'

const DAY = 86_400_000
let world: World
beforeAll(async () => { world = await bootApi() })
afterAll(() => world?.close())
afterEach(() => expectBalanced(world.db.adminUrl))

const coupon = { title: '满 50 减 10', kind: 'amount-off' as const, amountMinor: 1000, thresholdMinor: 5000, scope: {}, validity: { kind: 'days' as const, days: 30 }, perMember: 1 }
const terms = { name: '请回走远的老客', conditions: [{ kind: 'idle' as const, days: 60 }], titleZh: '好久不见', titleEn: 'Long time no see', holdoutBp: 2000 }

async function aCoupon(shop: Shop, over: Record<string, unknown> = {}): Promise<string> {
  const owner = world.as(shop.ownerToken)
  const { coupon: made } = await owner.addCoupon({ ...coupon, total: 1000, ...over }, act())
  await owner.publishCoupon({ couponId: made.couponId }, act())
  return made.couponId
}

/** Members who bought so many days ago, with their consents. */
async function people(shop: Shop, count: number, o: { idleDays?: number; messages?: boolean; profile?: boolean; birthYear?: number } = {}): Promise<MemberId[]> {
  const ids = Array.from({ length: count }, () => newId<MemberId>())
  const now = world.clock.now()
  const bought = new Date(now - (o.idleDays ?? 90) * DAY)
  await world.admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at, birthday, birth_year) select $1, id, 'N' || id, 'h5', $3, $4, $5 from unnest($2::uuid[]) id", [shop.merchantId, ids, bought, o.birthYear ? '06-01' : null, o.birthYear ?? null])
  await sell(shop, ids, 12_000, bought.getTime())
  for (const purpose of ['messages', 'profile'] as const) {
    if (o[purpose] === false) continue
    await world.admin.query("insert into consent (merchant_id, consent_id, member_id, purpose, given, version, place, at) select $1, gen_random_uuid(), id, $3, true, '2026-11', 'h5', $4 from unnest($2::uuid[]) id", [shop.merchantId, ids, purpose, bought])
  }
  return ids
}
const sell = (shop: Shop, ids: readonly MemberId[], minor: number, at = world.clock.now()) => world.inMerchant(shop.merchantId, (tx) => insertOrders(tx, ids.map((memberId): NewOrder => ({
  orderId: newId(), channel: 'till', orderNo: newId(), memberId, storeId: shop.storeId, staffId: null, visitId: null, importId: null, placedAt: at, paidAt: at, currency: 'CNY', shippingMinor: 0,
  lines: [{ sku: 'A', ordinal: 1, productId: null, name: '茶', category: '', brand: '', image: '', quantity: 1, unitMinor: minor, listMinor: minor, discounts: [], pointsMinor: 0, pointsSpent: 0, gift: false }], tenders: [{ kind: 'cash', minor }], quote: null, actId: null,
})), world.clock.now()))
const rowsOf = async (campaignId: string) => (await world.admin.query<{ member_id: MemberId; arm: string; state: string; code: string | null; claim_id: string | null }>('select member_id, arm, state, code, claim_id from campaign_member where campaign_id = $1 order by member_id', [campaignId])).rows
const claimsOf = async (shop: Shop) => (await world.admin.query<{ member_id: MemberId; source_key: string }>("select member_id, source_key from coupon_claim where merchant_id = $1 and source = 'campaign'", [shop.merchantId])).rows
const refused = (work: Promise<unknown>) => work.then(() => 'answered', (fault: unknown) => (fault instanceof ApiRefusal ? fault.problem?.code : Promise.reject(fault)))
const sender = () => world.get(SendCampaigns)
async function launched(shop: Shop, over: Record<string, unknown> = {}): Promise<string> {
  const owner = world.as(shop.ownerToken)
  const { campaignId } = await owner.addCampaign({ ...terms, ...over } as never, act())
  await owner.scheduleCampaign({ campaignId }, act())
  await sender().settled()
  return campaignId
}

test('an audience is counted step by step; who did not agree, and children, are left out and counted', async () => {
  const shop = await aShop(world)
  const manager = world.as((await aStaff(world, shop, { role: 'manager' })).token)
  const asleep = await people(shop, 6)
  await people(shop, 3, { idleDays: 5 })
  await people(shop, 2, { messages: false })
  await people(shop, 1, { profile: false })
  await people(shop, 1, { birthYear: new Date(world.clock.now()).getUTCFullYear() - 9 })
  await world.inMerchant(shop.merchantId, (tx) => writeConsent(tx, { memberId: asleep[0]!, purpose: 'messages', given: false, place: 'me' }, world.clock.now()))
  const idle = { kind: 'idle' as const, days: 60 }
  const counted = await manager.countAudience({ conditions: [idle, { kind: 'orders-at-least', orders: 1 }, { kind: 'store', storeIds: [shop.storeId] }] })
  expect(counted).toMatchObject({ members: 13, steps: [10, 10, 10], matched: 10, leftOut: { under14: 1, messages: 3, profile: 1 }, reach: 5 })
  expect(counted.preview).toHaveLength(5)
  // a tier is no profile, so its consent is not asked for; the others hold as ever
  expect(await manager.countAudience({ conditions: [] })).toMatchObject({ members: 13, steps: [], matched: 13, leftOut: { under14: 1, messages: 3, profile: 0 }, reach: 9 })
  await world.admin.query("insert into member_tag (merchant_id, member_id, tag, source, since) values ($1, $2, '爱岩茶', 'manual', now())", [shop.merchantId, asleep[1]])
  await world.admin.query("update member set tier_id = 'gold', birthday = '05-20' where member_id = $1", [asleep[1]])
  for (const one of [{ kind: 'tag' as const, tags: ['爱岩茶'] }, { kind: 'tier' as const, tierIds: ['gold'] }, { kind: 'birth-month' as const, month: 5 }]) expect((await manager.countAudience({ conditions: [one] })).matched).toBe(1)
  expect((await manager.countAudience({ conditions: [{ kind: 'recent', days: 30 }, { kind: 'channel', channels: ['till'] }, { kind: 'spent-at-least', minor: 12_000 }, { kind: 'orders-at-most', orders: 1 }] })).steps).toEqual([3, 3, 3, 3])
  expect((await manager.countAudience({ conditions: [{ kind: 'channel', channels: ['taobao'] }] })).matched).toBe(0)
  expect((await world.as((await aShop(world)).ownerToken).countAudience({ conditions: [] })).members).toBe(0)
})

test('from a draft to everybody served once: the held-out share is the hash, gets nothing, and the list says so', async () => {
  const shop = await aShop(world)
  const owner = world.as(shop.ownerToken)
  const ids = await people(shop, 60)
  const couponId = await aCoupon(shop)
  const key = newId()
  const draft = await owner.addCampaign({ ...terms, couponId, points: 50 }, act(key))
  expect(await owner.addCampaign({ ...terms, couponId, points: 50 }, act(key))).toEqual(draft)
  expect(draft).toMatchObject({ phase: 'draft', couponTitle: '满 50 减 10', targets: 0 })
  const { campaignId } = draft
  expect(await refused(owner.readCampaignEffect({ campaignId }))).toBe('campaign-not-launched')
  expect(await refused(owner.stopCampaign({ campaignId }, act()))).toBe('campaign-not-under-way')
  expect(await owner.changeCampaign({ campaignId, ...terms, couponId, points: 20 })).toMatchObject({ terms: { points: 20 } })
  expect(await refused(owner.scheduleCampaign({ campaignId, at: new Date(world.clock.now() - 1000).toISOString() }, act()))).toBe('campaign-in-the-past')
  expect(await owner.scheduleCampaign({ campaignId }, act())).toMatchObject({ phase: 'scheduled' })
  await sender().settled()
  expect(await refused(owner.changeCampaign({ campaignId, ...terms }))).toBe('campaign-not-draft')
  expect(await refused(owner.scheduleCampaign({ campaignId }, act()))).toBe('campaign-not-draft')
  const rows = await rowsOf(campaignId)
  expect(rows.map((r) => r.member_id)).toEqual([...ids].sort())
  for (const r of rows) expect(r.arm).toBe(armOf({ campaignId, memberId: r.member_id, holdoutBp: 2000 }))
  const targets = rows.filter((r) => r.arm === 'target')
  expect(targets.length).toBeGreaterThan(30)
  expect(targets.every((r) => r.state === 'issued')).toBe(true)
  expect((await claimsOf(shop)).map((c) => c.member_id).sort()).toEqual(targets.map((r) => r.member_id))
  expect((await world.admin.query("select count(*)::int n, count(distinct i.member_id)::int who, min(w.available)::int points from inbox_message i join wallet w using (merchant_id, member_id) where i.merchant_id = $1 and title_code = 'campaign-title' and wallet = 'points'", [shop.merchantId])).rows).toEqual([{ n: targets.length, who: targets.length, points: 20 }])
  const shown = await owner.readCampaign({ campaignId })
  expect(shown).toMatchObject({ phase: 'running', targets: targets.length, controls: 60 - targets.length, issued: targets.length, waiting: 0, refused: 0 })
  expect(shown.sentAt).not.toBeNull()
  expect((await owner.listCampaigns({})).items).toEqual([shown])
  expect((await world.as((await aShop(world)).ownerToken).listCampaigns({})).items).toEqual([])
})

test('two launchers at once, and senders beside one another, give each member one', async () => {
  const shop = await aShop(world)
  await people(shop, 120)
  const couponId = await aCoupon(shop)
  const owner = world.as(shop.ownerToken)
  const { campaignId } = await owner.addCampaign({ ...terms, couponId }, act())
  await world.admin.query("update campaign set state = 'scheduled', launch_at = $2 where campaign_id = $1", [campaignId, new Date(world.clock.now())])
  const begun = await Promise.all(Array.from({ length: 6 }, () => world.inMerchant(shop.merchantId, (tx) => launch(tx, campaignId, world.clock.now()))))
  expect(begun.filter(Boolean)).toHaveLength(1)
  // another process of the same product, with a lease of its own holder
  const other = () => new SendCampaigns(world.database, world.get(Doors), new GroupCommit(world.database, world.clock), world.clock as Clock, world.app.get(CONFIG))
  await Promise.all([sender().start(shop.merchantId), other().start(shop.merchantId), other().start(shop.merchantId)])
  // who held no lease went home; and acts that two sent all the same are one
  const waiting = await world.inMerchant(shop.merchantId, (tx) => nextWaiting(tx, campaignId, 10))
  expect(waiting).toEqual([])
  const rows = (await rowsOf(campaignId)).filter((r) => r.arm === 'target')
  expect(rows.every((r) => r.state === 'issued')).toBe(true)
  expect(await claimsOf(shop)).toHaveLength(rows.length)
})

test('broken off in the middle and taken up by another: nobody twice, nobody forgotten', async () => {
  const shop = await aShop(world)
  await people(shop, 40)
  const couponId = await aCoupon(shop)
  const owner = world.as(shop.ownerToken)
  const { campaignId } = await owner.addCampaign({ ...terms, couponId, points: 5 }, act())
  await world.admin.query("update campaign set state = 'scheduled', launch_at = $2 where campaign_id = $1", [campaignId, new Date(world.clock.now())])
  await world.inMerchant(shop.merchantId, (tx) => launch(tx, campaignId, world.clock.now()))
  const first = await world.inMerchant(shop.merchantId, (tx) => nextWaiting(tx, campaignId, 7))
  const give = (memberId: MemberId) => world.get(GroupCommit).submit(giveCampaign, { merchantId: shop.merchantId, actor: 'system', key: `campaign ${campaignId} ${memberId}`, request: { campaignId, memberId, couponId, points: 5 } })
  const told = await Promise.all(first.map(give))
  expect((await Promise.all(first.map(give))).map((o) => o.ok && o.answer)).toEqual(told.map((o) => o.ok && o.answer))
  // under another key even: the row has moved
  expect((await world.get(GroupCommit).submit(giveCampaign, { merchantId: shop.merchantId, actor: 'system', key: newId(), request: { campaignId, memberId: first[0]!, couponId, points: 5 } })).ok).toBe(false)
  await sender().start(shop.merchantId)
  const rows = (await rowsOf(campaignId)).filter((r) => r.arm === 'target')
  expect(rows.every((r) => r.state === 'issued')).toBe(true)
  expect(await claimsOf(shop)).toHaveLength(rows.length)
})

test('every connection torn away while it sends, again and again: whoever looks next goes on, nobody gets two', async () => {
  const shop = await aShop(world)
  await people(shop, 400)
  const couponId = await aCoupon(shop)
  const owner = world.as(shop.ownerToken)
  const { campaignId } = await owner.addCampaign({ ...terms, couponId, points: 5 }, act())
  await world.admin.query("update campaign set state = 'scheduled', launch_at = $2 where campaign_id = $1", [campaignId, new Date(world.clock.now())])
  let torn = 0
  for (let go = 0; go < 6; go += 1) {
    const sending = sender().start(shop.merchantId)
    await new Promise((later) => setTimeout(later, 60 + 40 * go))
    torn += (await world.admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'huitou-api'")).rowCount ?? 0
    await sending
  }
  expect(torn).toBeGreaterThan(0)
  await sender().start(shop.merchantId)
  const rows = (await rowsOf(campaignId)).filter((r) => r.arm === 'target')
  expect(rows.length).toBeGreaterThan(200)
  expect(rows.every((r) => r.state === 'issued')).toBe(true)
  expect(await claimsOf(shop)).toHaveLength(rows.length)
  expect((await world.admin.query("select min(available)::int low, max(available)::int high from wallet where merchant_id = $1 and wallet = 'points'", [shop.merchantId])).rows).toEqual([{ low: 5, high: 5 }])
  expect((await owner.readCampaign({ campaignId })).sentAt).not.toBeNull()
})

test('a stock that runs out, a consent taken back, a member gone or merged: each row says why, all or nothing', async () => {
  const shop = await aShop(world)
  await people(shop, 30)
  const couponId = await aCoupon(shop, { total: 5 })
  const owner = world.as(shop.ownerToken)
  const { campaignId } = await owner.addCampaign({ ...terms, couponId, points: 5, holdoutBp: 100 }, act())
  await world.admin.query("update campaign set state = 'scheduled', launch_at = $2 where campaign_id = $1", [campaignId, new Date(world.clock.now())])
  await world.inMerchant(shop.merchantId, (tx) => launch(tx, campaignId, world.clock.now()))
  const targets = (await rowsOf(campaignId)).filter((r) => r.arm === 'target').map((r) => r.member_id)
  const [withdrawn, erased, gone, kept] = targets as [MemberId, MemberId, MemberId, MemberId]
  await world.inMerchant(shop.merchantId, (tx) => writeConsent(tx, { memberId: withdrawn, purpose: 'profile', given: false, place: 'me' }, world.clock.now()))
  await world.inMerchant(shop.merchantId, (tx) => erasePerson(tx, world.get(PhoneVault), erased, world.clock.now()))
  await owner.mergeMembers({ memberId: kept, otherId: gone, reason: '同一位' }, act())
  await sender().start(shop.merchantId)
  const rows = new Map((await rowsOf(campaignId)).map((r) => [r.member_id, r]))
  expect(rows.get(withdrawn)).toMatchObject({ state: 'refused', code: 'consent-withdrawn' })
  // both were in it: the kept one is served by a row of their own, the other's stays behind
  expect(rows.get(gone)).toMatchObject({ state: 'refused', code: 'campaign-member-left' })
  expect(rows.get(erased)).toMatchObject({ state: 'refused', code: 'campaign-member-left' })
  const issued = [...rows.values()].filter((r) => r.state === 'issued')
  expect(issued).toHaveLength(5)
  expect([...rows.values()].filter((r) => r.code === 'coupon-sold-out').length).toBeGreaterThan(15)
  expect((await world.admin.query("select count(*)::int n from wallet where merchant_id = $1 and wallet = 'points' and available > 0", [shop.merchantId])).rows).toEqual([{ n: 5 }])
  const effect = await owner.readCampaignEffect({ campaignId })
  expect(effect.refusals.map((r) => r.reason.code)).toEqual(expect.arrayContaining(['coupon-sold-out', 'consent-withdrawn', 'campaign-member-left']))
})

test('stopped: nobody more is served, what was given stays', async () => {
  const shop = await aShop(world)
  await people(shop, 20)
  const owner = world.as(shop.ownerToken)
  const { campaignId } = await owner.addCampaign({ ...terms, points: 10 }, act())
  await owner.scheduleCampaign({ campaignId, at: new Date(world.clock.now() + DAY).toISOString() }, act())
  await sender().settled()
  expect(await owner.readCampaign({ campaignId })).toMatchObject({ phase: 'scheduled', targets: 0 })
  await world.inMerchant(shop.merchantId, async (tx) => {
    await tx.run('update campaign set launch_at = $2 where campaign_id = $1', [campaignId, new Date(world.clock.now())])
    await launch(tx, campaignId, world.clock.now())
  })
  const [one] = await world.inMerchant(shop.merchantId, (tx) => nextWaiting(tx, campaignId, 1))
  await world.get(GroupCommit).submit(giveCampaign, { merchantId: shop.merchantId, actor: 'system', key: `campaign ${campaignId} ${one}`, request: { campaignId, memberId: one!, couponId: null, points: 10 } })
  expect(await owner.stopCampaign({ campaignId }, act())).toMatchObject({ phase: 'stopped', issued: 1, waiting: 0 })
  await sender().start(shop.merchantId)
  expect((await rowsOf(campaignId)).filter((r) => r.state === 'issued').map((r) => r.member_id)).toEqual([one])
  expect(await refused(owner.stopCampaign({ campaignId }, act()))).toBe('campaign-not-under-way')
})

test('the effect counts from the launch on, against those left alone; early it is no result, later it may be', async () => {
  const shop = await aShop(world)
  await people(shop, 200)
  const owner = world.as(shop.ownerToken)
  const campaignId = await launched(shop, { points: 100, holdoutBp: 3000, windowDays: 7 })
  const rows = await rowsOf(campaignId)
  const of = (arm: string) => rows.filter((r) => r.arm === arm).map((r) => r.member_id)
  const [targets, controls] = [of('target'), of('control')]
  await sell(shop, targets.slice(0, 60), 10_000)
  await sell(shop, targets.slice(60, 90), 20_000)
  await sell(shop, controls.slice(0, 4), 10_000)
  await sell(shop, controls.slice(4, 30), 50_000, world.clock.now() - DAY)
  const early = await owner.readCampaignEffect({ campaignId })
  expect(early).toMatchObject({ verdict: 'early', target: { buyers: 90, orders: 90, revenueMinor: 1_200_000 }, control: { buyers: 4, revenueMinor: 40_000 } })
  // eight days later
  await world.admin.query("update campaign set launched_at = launched_at - interval '8 days' where campaign_id = $1", [campaignId])
  await world.admin.query("update shop_order set paid_at = paid_at - interval '8 days' where merchant_id = $1", [shop.merchantId])
  await sell(shop, controls, 90_000)
  const late = await owner.readCampaignEffect({ campaignId })
  expect(late).toMatchObject({ verdict: 'more', days: 7, campaign: { phase: 'done' }, control: { buyers: 4 }, points: 100 * targets.length })
  const per = 1_200_000 / targets.length - 40_000 / controls.length
  expect(late.perMember!.mid).toBeCloseTo(per, 6)
  expect(late.extraMinor!.mid).toBeCloseTo(per * targets.length, 4)
  expect(late.netMinor!.mid).toBeCloseTo(late.extraMinor!.mid - late.costMinor, 6)
  expect(late.perMember!.low).toBeGreaterThan(0)
  expect(late.byDay.at(-1)!.interval!.mid).toBeCloseTo(late.extraMinor!.mid, 6)
  expect(late.conversion!.mid).toBeCloseTo(90 / targets.length - 4 / controls.length, 9)
  expect(await refused(world.as((await aShop(world)).ownerToken).readCampaignEffect({ campaignId }))).toBe('not-found')
})

test('a member finds the message and sees the campaign in what the shop keeps', async () => {
  const shop = await aShop(world)
  const member = await aMember(world, shop)
  const me = world.as(member.token)
  await me.changeMyConsent({ purpose: 'messages', given: true })
  const campaignId = await launched(shop, { conditions: [], points: 30, holdoutBp: 100, textZh: '泡杯茶再走' })
  if (armOf({ campaignId, memberId: member.memberId, holdoutBp: 100 }) === 'control') return
  expect((await me.listMessages({})).items[0]).toMatchObject({ title: { code: 'campaign-title', facts: { titleZh: '好久不见' } }, body: { code: 'gift-points', facts: { points: 30, textZh: '泡杯茶再走' } } })
})
