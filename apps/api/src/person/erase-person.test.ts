import { ApiRefusal } from '@huitou/contract'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aShopper, aTillShop, settlementOf, type TillShop } from '../../../../test/till-world.js'
import { act, aMember, bootApi, type World } from '../../../../test/world.js'

let world: World
let at: TillShop
beforeAll(async () => {
  world = await bootApi()
  at = await aTillShop(world)
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? fault.problem?.code ?? String(fault.status) : Promise.reject(fault)))
const one = async (sql: string, values: unknown[] = []) => (await world.admin.query(sql, values)).rows[0]
const csv = async (token: string) => (await world.app.inject({ method: 'GET', url: '/api/me/export.csv', headers: { authorization: `Bearer ${token}` } })).body

test('deleted by the member alone: the book stays without the person, codes and sessions die, the phone is free', async () => {
  const shopper = await aShopper(world, at.shop, { name: '林若溪' })
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const lines = [{ sku: 'RG50', quantity: 1 }]
  const sale = await at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines })), act())
  await at.owner.tagMember({ memberId: shopper.memberId, tag: '=cmd()', why: '' })
  await shopper.api.changeMe({ name: '=1+1', birthday: '09-12', birthYear: 1990 })
  await at.owner.showMemberPhone({ memberId: shopper.memberId, reason: '回访' })

  const mine = await shopper.api.exportMe({}) as Record<string, unknown[]>
  expect(mine['profile']).toMatchObject({ name: '=1+1', birthday: '09-12' })
  expect(mine['lookedAt']).toMatchObject([{ action: 'show-phone' }])
  const table = await csv(shopper.token)
  expect(table).toContain("profile,1,name,'=1+1")
  expect(table).toContain("tags,1,tag,'=cmd()")

  const code = shopper.code()
  expect(await problem(shopper.api.leaveShop({ understood: false as never }))).toBe('malformed')
  await shopper.api.leaveShop({ understood: true })
  expect(await problem(shopper.api.readMe({}))).toBe('token-expired')
  expect(await problem(at.till.scanCode({ digits: code }, act()))).toBe('code-unknown')
  expect(await problem(at.owner.readMember({ memberId: shopper.memberId }))).toBe('not-found')
  expect(await one('select name, phone_last4, birthday from member where member_id = $1', [shopper.memberId])).toEqual({ name: '', phone_last4: null, birthday: null })
  expect((await one('select available::int n from wallet where member_id = $1 and wallet = $2', [shopper.memberId, 'points'])).n).toBe(sale.pointsEarned)
  expect((await one("select count(*)::int n from audit where action = 'leave-shop' and subject = $1", [`member:${shopper.memberId}`])).n).toBe(1)
  // A refund of their order still does what it must, on the book.
  expect((await at.owner.refundOrder({ orderId: sale.orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: '退货' }, act())).moneyMinor).toBe(sale.payMinor)
  expect((await one('select available::int n from wallet where member_id = $1 and wallet = $2', [shopper.memberId, 'points'])).n).toBe(0)
  const again = await aMember(world, at.shop, { phone: shopper.phone })
  expect(again.memberId).not.toBe(shopper.memberId)
  expect((await world.as(again.token).readMe({})).name).not.toBe('=1+1')
})

test('who was merged goes with the one they lead to; deleting twice at once is one deletion', async () => {
  const [kept, gone] = [await aMember(world, at.shop, { name: '甲' }), await aMember(world, at.shop, { name: '乙' })]
  const { mergeId } = await at.owner.mergeMembers({ memberId: kept.memberId, otherId: gone.memberId }, act())
  const all = await Promise.all([1, 2].map(() => problem(world.as(kept.token).leaveShop({ understood: true }))))
  expect(all).toContain(null)
  expect((await one('select count(*)::int n from member where member_id = any($1) and (name <> $2 or phone_hash is not null)', [[kept.memberId, gone.memberId], ''])).n).toBe(0)
  expect(await problem(at.owner.undoMerge({ mergeId, reason: '' }, act()))).toBe('member-left')
  expect((await aMember(world, at.shop, { phone: gone.phone })).memberId).not.toBe(kept.memberId)
})

test('nobody under 14 gets a profile, whoever writes it; a consent withdrawn is in force at once', async () => {
  const m = await aMember(world, at.shop)
  const year = new Date(world.clock.now()).getUTCFullYear() - 10
  expect(await problem(at.owner.changeMember({ memberId: m.memberId, birthday: '01-01', birthYear: year }))).toBe('under-14')
  expect(await problem(world.as(m.token).changeMe({ birthday: '01-01', birthYear: year }))).toBe('under-14')
  const { items } = await world.as(m.token).changeMyConsent({ purpose: 'profile', given: true })
  expect(items.find((c) => c.purpose === 'profile')?.given).toBe(true)
  expect((await world.as(m.token).changeMyConsent({ purpose: 'profile', given: false })).items.find((c) => c.purpose === 'profile')).toMatchObject({ given: false })
})
