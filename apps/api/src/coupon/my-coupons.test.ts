import type pg from 'pg'
import { aClaim, aCoupon, aShopper, eachSells, type TillShop } from '../../../../test/till-world.js'
import { act, type World } from '../../../../test/world.js'
import { Database } from '../platform/database/index.js'

let world: World
let at: TillShop
eachSells((w, shop) => { world = w; at = shop })

test('a page of coupons, and one coupon, take one connection; tiers are read for a coupon that names one', async () => {
  const shopper = await aShopper(world, at.shop)
  const plain = await aClaim(at.owner, shopper, { thresholdMinor: 10_000, amountMinor: 500 })
  const couponId = await aCoupon(at.owner, { thresholdMinor: 0, amountMinor: 300, scope: { tierIds: ['silver', 'gold'] } })
  const ofTiers = (await at.owner.issueCoupon({ couponId, memberId: shopper.memberId, reason: '送您一张' }, act())).memberCouponId!
  const { pool } = world.get(Database) as unknown as { pool: pg.Pool }
  const during = async <T>(work: () => Promise<T>) => {
    let [taken, tiers] = [0, 0]
    const undo: (() => void)[] = []
    const count = (client: pg.PoolClient) => {
      taken++
      const { query } = client
      client.query = ((...ask: [{ text?: string }]) => { if (ask[0].text?.includes('tier_set')) tiers++; return (query as (...a: unknown[]) => unknown).apply(client, ask) }) as typeof query
      undo.push(() => { client.query = query })
    }
    pool.on('acquire', count)
    try { return [await work(), taken, tiers] as const } finally {
      pool.off('acquire', count)
      undo.forEach((restore) => restore())
    }
  }
  await shopper.api.listMyCoupons({}) // the session is known from here on
  const [list, forList] = await during(() => shopper.api.listMyCoupons({}))
  expect([list.items.length, forList]).toEqual([2, 1])
  const [one, forOne, tiersForOne] = await during(() => shopper.api.readMyCoupon({ memberCouponId: plain }))
  expect([one.terms.tiers, forOne, tiersForOne]).toEqual([[], 1, 0])
  const [other, forOther, tiersForOther] = await during(() => shopper.api.readMyCoupon({ memberCouponId: ofTiers }))
  expect([other.terms.tiers, forOther, tiersForOther]).toEqual([['银卡', '金卡'], 1, 1])
})
