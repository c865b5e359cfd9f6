import { ApiRefusal } from '@huitou/contract'
import { newId } from '../platform/ids/index.js'
import { act, aMember, aShop, aStaff, bootApi, type Member, type Shop, type World } from '../../../../test/world.js'
import { birthdayIn, nextBirthday } from '../care/index.js'

let world: World
let shop: Shop
beforeAll(async () => { world = await bootApi(); shop = await aShop(world) })
afterAll(() => world?.close())
const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? { status: fault.status, code: fault.problem?.code } : Promise.reject(fault)))

test('a birthday of 29 February is kept on the 28th, or as the shop has it', () => {
  const on = (monthDay: string) => ({ calendar: 'solar' as const, monthDay })
  expect([birthdayIn(2027, on('02-29'), 'feb-28'), birthdayIn(2028, on('02-29'), 'feb-28'), birthdayIn(2027, on('02-29'), 'mar-1')]).toEqual(['2027-02-28', '2028-02-29', '2027-03-01'])
  expect(nextBirthday(on('11-21'), '2026-11-21', 'feb-28')).toEqual({ on: '2026-11-21', year: 2026 })
  expect(nextBirthday(on('11-21'), '2026-11-22', 'feb-28')).toEqual({ on: '2027-11-21', year: 2027 })
})

test('the first screen comes whole for a newcomer, in figures that are not made up', async () => {
  const member = await aMember(world, shop, { name: '周青' })
  const home = await world.as(member.token).readHome({})
  expect(home).toMatchObject({ me: { name: '周青', memberId: member.memberId }, points: { available: 0, pending: 0, debt: 0 }, expiries: [], coupons: [], couponCount: 0, unread: 0, lastSettlement: null, sinceYears: 0 })
  expect(home.firstSteps.map((s) => s.done)).toEqual([false, false, false])
})

test('a profile: name, language and type size; the birthday once a year; nobody under 14', async () => {
  const member = await aMember(world, shop)
  const me = world.as(member.token)
  expect(await me.changeMe({ name: ' 林 若溪 ', language: 'en', largeType: true })).toMatchObject({ name: '林 若溪', language: 'en', largeType: true, birthdayLocked: false })
  expect(await problem(me.changeMe({ birthday: '02-30' }))).toEqual({ status: 400, code: 'malformed' })
  expect(await problem(me.changeMe({ birthday: '05-20', birthYear: 2020 }))).toEqual({ status: 409, code: 'under-14' })
  expect(await me.changeMe({ birthday: '05-20', birthYear: 1992 })).toMatchObject({ birthday: '05-20', birthYear: 1992, birthdayLocked: true })
  expect(await problem(me.changeMe({ birthday: '05-21' }))).toEqual({ status: 409, code: 'birthday-changed-already' })
  expect(await me.changeMe({ birthday: '05-20', name: '林若溪' })).toMatchObject({ name: '林若溪' })
})

test('consent is given and withdrawn at once, with its history; membership itself cannot be', async () => {
  const me = world.as((await aMember(world, shop)).token)
  const given = await me.changeMyConsent({ purpose: 'messages', given: true })
  expect(given.items.find((c) => c.purpose === 'messages')).toMatchObject({ given: true, required: false })
  const taken = await me.changeMyConsent({ purpose: 'messages', given: false })
  expect(taken.items.find((c) => c.purpose === 'messages')?.history.map((h) => h.given)).toEqual([false, true])
  expect(await problem(me.changeMyConsent({ purpose: 'membership', given: false }))).toEqual({ status: 409, code: 'consent-required' })
})

test('search finds by name, by four digits, by whole phone and by number; pages follow on without gap or repeat', async () => {
  const other = await aShop(world)
  const owner = world.as(other.ownerToken)
  const made: Member[] = []
  for (let i = 0; i < 25; i++) made.push(await aMember(world, other, { name: i === 7 ? '欧阳青禾' : `客人${i}`, phone: `1380000${String(1000 + i)}` }))
  const seen: string[] = []
  for (const sort of ['last-order', 'joined', 'spent'] as const) {
    seen.length = 0
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Awaited<ReturnType<typeof owner.listMembers>> = await owner.listMembers({ limit: 4, sort, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map((m) => m.memberId))
      cursor = page.next
    }
    expect([sort, new Set(seen).size, seen.length]).toEqual([sort, 25, 25])
  }
  const find = async (search: string) => (await owner.listMembers({ search })).items.map((m) => m.name)
  expect(await find('欧阳')).toEqual(['欧阳青禾'])
  expect(await find('阳青禾')).toEqual(['欧阳青禾'])
  expect(await find('1007')).toEqual(['欧阳青禾'])
  expect(await find('138 0000 1007')).toEqual(['欧阳青禾'])
  expect(await find("%' or 1=1 --")).toEqual([])
  expect(await owner.countMembers({})).toEqual({ count: 25, exact: true })
  expect((await owner.listMembers({ search: '1007' })).items[0]).toMatchObject({ phoneMasked: '*******1007' })
  expect((await world.as(shop.ownerToken).listMembers({ search: '138 0000 1007' })).items).toEqual([])
})

test('a tag has a reason and a name behind it; the whole phone number is shown only with a line in the log', async () => {
  const owner = world.as(shop.ownerToken)
  const member = await aMember(world, shop, { phone: '13911112222' })
  const { memberId } = member
  expect((await owner.tagMember({ memberId, tag: '爱喝岩茶', why: '连着三次' })).tags).toMatchObject([{ tag: '爱喝岩茶', why: '连着三次', source: 'manual' }])
  expect((await owner.listMembers({ tag: '爱喝岩茶' })).items.map((m) => m.memberId)).toEqual([memberId])
  expect((await owner.listTags({})).items).toContainEqual({ tag: '爱喝岩茶', members: 1 })
  expect((await owner.untagMember({ memberId, tag: '爱喝岩茶' })).tags).toEqual([])
  expect(await owner.showMemberPhone({ memberId, reason: '送货' })).toEqual({ phone: '+8613911112222' })
  const log = await owner.listAudit({ subject: `member:${memberId}` })
  expect(log.items.map((a) => a.action)).toEqual(['show-phone', 'untag-member', 'tag-member'])
  expect(JSON.stringify(log)).not.toContain('13911112222')
  const clerk = await aStaff(world, shop)
  expect(await problem(world.as(clerk.token).showMemberPhone({ memberId }))).toEqual({ status: 403, code: 'not-allowed' })
})

test('360°: all of one member, and a timeline; someone else\'s member is not there', async () => {
  const owner = world.as(shop.ownerToken)
  const { memberId } = await aMember(world, shop, { name: '陈默' })
  expect(await owner.readMember({ memberId })).toMatchObject({ name: '陈默', orderCount: 0, points: { available: 0 }, usualGapDays: null, tags: [] })
  expect((await owner.readMemberTimeline({ memberId })).items.map((e) => e.kind)).toEqual(['joined'])
  for (const kind of ['order', 'points', 'message', 'coupon'] as const) expect((await owner.readMemberTimeline({ memberId, kind })).items).toEqual([])
  expect(await owner.changeMember({ memberId, region: '杭州', birthday: '03-08' })).toMatchObject({ region: '杭州', birthday: '03-08' })
  const stranger = world.as((await aShop(world)).ownerToken)
  expect(await problem(stranger.readMember({ memberId }))).toEqual({ status: 404, code: 'not-found' })
  expect(await problem(stranger.tagMember({ memberId, tag: 'x' }))).toEqual({ status: 404, code: 'not-found' })
})

test('a member is added by phone once, whoever asks twice; a phone is bound to one only', async () => {
  const owner = world.as(shop.ownerToken)
  const key = act()
  const first = await owner.addMember({ phone: '13955556666', name: '新客', consent: true }, key)
  expect(first.isNew).toBe(true)
  expect(await owner.addMember({ phone: '139 5555 6666'.replaceAll(' ', ''), name: '新客', consent: true }, key)).toEqual(first)
  expect(await owner.addMember({ phone: '13955556666', consent: true }, act())).toEqual({ memberId: first.memberId, isNew: false })
  expect(await problem(owner.addMember({ phone: '13955557777', consent: true }, key))).toEqual({ status: 409, code: 'key-conflict' })
  expect(await problem(owner.addMember({ phone: '13955557777', consent: true }))).toEqual({ status: 400, code: 'key-missing' })
  const all = await Promise.all(Array.from({ length: 20 }, () => owner.addMember({ phone: '13955558888', consent: true }, act())))
  expect(new Set(all.map((a) => a.memberId)).size).toBe(1)
  const imported = newId()
  await world.admin.query("insert into member (merchant_id, member_id, member_no, source, joined_at) values ($1, $2, 'imp-1', 'import', now())", [shop.merchantId, imported])
  expect(await problem(owner.bindMemberPhone({ memberId: imported, phone: '13955556666' }, act()))).toEqual({ status: 409, code: 'phone-bound-elsewhere' })
  expect(await owner.bindMemberPhone({ memberId: imported, phone: '13955559999' }, act())).toEqual({ done: true })
  const sent = await world.as().sendSmsCode({ merchant: shop.slug, phone: '13955559999' })
  expect(await world.as().signInWithPhone({ merchant: shop.slug, phone: '13955559999', code: sent.demoCode!, consent: true })).toMatchObject({ memberId: imported, isNew: false })
})

test('everything the shop keeps can be taken along', async () => {
  const member = await aMember(world, shop, { name: '要走的人' })
  const all = await world.as(member.token).exportMe({})
  expect(all).toMatchObject({ profile: { name: '要走的人' }, orders: [], points: [] })
  expect(JSON.stringify(all)).not.toContain('hash')
})
