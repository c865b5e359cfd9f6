import { aCoupon, aShopper, aTillShop, codeOf, type TillShop } from '../../../../test/till-world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { act, bootApi, type World } from '../../../../test/world.js'

let world: World, tea: TillShop
beforeAll(async () => {
  world = await bootApi()
  tea = await aTillShop(world)
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const actsOf = async () => (await world.admin.query<{ n: number }>("select count(*)::int n from act where kind = 'claim-coupon'")).rows[0]!.n

test('who comes after the last is told at once and leaves nothing behind; a key that was used and who has one are answered by the record; more stock is seen within a second', async () => {
  const couponId = await aCoupon(tea.owner, { thresholdMinor: 10_000, amountMinor: 2000, total: 1 })
  const [an, bo, cy] = await Promise.all([1, 2, 3].map(() => aShopper(world, tea.shop))) as [Awaited<ReturnType<typeof aShopper>>, Awaited<ReturnType<typeof aShopper>>, Awaited<ReturnType<typeof aShopper>>]
  const got = await an.api.claimCoupon({ couponId }, act('an-claims-once'))
  expect(await codeOf(bo.api.claimCoupon({ couponId }, act('bo-claims-once')))).toBe('coupon-sold-out')
  const acts = await actsOf()
  for (let i = 0; i < 20; i++) expect(await codeOf(cy.api.claimCoupon({ couponId }, act()))).toBe('coupon-sold-out')
  expect(await actsOf()).toBe(acts)
  expect(await an.api.claimCoupon({ couponId }, act('an-claims-once'))).toEqual(got)
  expect(await codeOf(an.api.claimCoupon({ couponId }, act()))).toBe('member-limit-reached')
  expect(await codeOf(bo.api.claimCoupon({ couponId }, act('bo-claims-once')))).toBe('coupon-sold-out')

  await world.admin.query('update coupon_stock set total = 2 where coupon_id = $1', [couponId])
  // the word "gone" may stand, but the row that is looked at says otherwise: it is told to nobody
  expect(await cy.api.claimCoupon({ couponId }, act())).toMatchObject({ couponId })
})
