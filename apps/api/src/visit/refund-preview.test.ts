import fc from 'fast-check'
import { DAY } from '@huitou/units'
import { act, aClerk, aStaff, bootApi, type Api, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aClaim, aPromotion, aShopper, aTillShop, codeOf, movePoints, settlementOf, type Shopper, type TillShop } from '../../../../test/till-world.js'

let world: World
let at: TillShop
beforeAll(async () => { world = await bootApi() })
afterAll(() => world?.close())

/** Tokens do not outlive the days that pass here. */
const ownerNow = async (): Promise<Api> => world.as((await aStaff(world, at.shop, { role: 'owner' })).token)

interface Plan {
  readonly quantities: readonly number[]; readonly points: number; readonly coupons: 0 | 1 | 2; readonly spendElsewhere: number
  readonly clawback: string; readonly wholeGoes: string; readonly pendingDays: number
  readonly refunds: readonly { readonly days: number; readonly by: 'unit' | 'line' | 'amount' | 'off-line' | 'rest'; readonly line: number; readonly shareBp: number }[]
}
const plans = fc.record<Plan>({
  quantities: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }), points: fc.constantFrom(0, 0, 137, 1_000, 4_321), coupons: fc.constantFrom(0 as const, 1 as const, 2 as const), spendElsewhere: fc.constantFrom(0, 0, 60, 900),
  clawback: fc.constantFrom('debt', 'within-balance', 'pending-only'), wholeGoes: fc.constantFrom('at-end', 'below-minimum'), pendingDays: fc.constantFrom(0, 0, 7),
  // the same day, after the lots ended, after the tier's window ended
  refunds: fc.array(fc.record({ days: fc.constantFrom(0, 0, 3, 40, 420), by: fc.constantFrom('unit' as const, 'unit' as const, 'line' as const, 'amount' as const, 'off-line' as const, 'off-line' as const, 'rest' as const), line: fc.nat(2), shareBp: fc.integer({ min: 1, max: 9_999 }) }), { minLength: 1, maxLength: 5 }),
})

const SKUS = ['SET', 'RG50', 'CJ'] as const

async function shopWithEverything(): Promise<void> {
  at = await aTillShop(world)
  const { rules } = (await at.owner.listRuleSets({})).current!
  const first = { ...rules[0]!, ruleId: 'big', name: '满二百送分', rate: null, fixedPoints: 33, minSpendMinor: 20_000 }
  const { draft, problems } = await at.owner.saveRuleDraft({ rules: [...rules.map((r) => ({ ...r, expiry: null })), first] as never })
  expect(problems).toEqual([])
  await at.owner.publishRules({ expectVersion: draft.version }, act())
  await at.owner.changeSetting({ key: 'price-coupons-per-order', value: 2 })
  await aPromotion(at.owner, { title: '满百送茶样', kind: 'ladder-gift', steps: [{ thresholdMinor: 10_000, giftSku: 'SAMPLE', giftName: '茶样', giftQuantity: 1, giftValueMinor: 1_200 }] })
  await aPromotion(at.owner, { title: '满三百减十五', kind: 'ladder-off', steps: [{ thresholdMinor: 30_000, offMinor: 1_500 }], broken: 'revoke' })
}

async function sell(shopper: Shopper, p: Plan): Promise<string> {
  const till = world.as((await aClerk(world, at.shop)).token)
  const visit = await till.scanCode({ digits: shopper.code() }, act())
  const lines = p.quantities.map((quantity, i) => ({ sku: SKUS[i]!, quantity }))
  const quote = await till.quoteVisit({ visitId: visit.visitId, lines, usePoints: p.points === 0 ? 'none' : p.points })
  const half = Math.floor(quote.payMinor / 3)
  const tenders = quote.payMinor === 0 ? [] : half > 0 ? [{ kind: 'wechat' as const, minor: half }, { kind: 'cash' as const, minor: quote.payMinor - half }] : [{ kind: 'cash' as const, minor: quote.payMinor }]
  return (await till.settleVisit({ ...settlementOf(visit.visitId, lines, quote), tenders }, act())).orderId
}

type Ask = Pick<Parameters<Api['previewRefund']>[0], 'lines' | 'amountMinor'>
function askOf(order: Awaited<ReturnType<Api['readOrder']>>, r: Plan['refunds'][number]): Ask {
  const goods = order.lines.filter((l) => !l.gift)
  const line = goods[r.line % goods.length]!
  const left = line.quantity - line.refundedQuantity
  if (r.by === 'amount') return { amountMinor: Math.floor(((order.payMinor - order.refundedMinor) * r.shareBp) / 10_000) }
  const amountMinor = Math.floor(((line.payMinor - line.refundedMinor) * r.shareBp) / 10_000)
  if (r.by === 'off-line' && amountMinor > 0) return { lines: [{ lineNo: line.lineNo, amountMinor }] }
  if (r.by === 'rest' || left <= 0) return {}
  return { lines: [{ lineNo: line.lineNo, quantity: r.by === 'line' ? left : 1 }] }
}

/** All that a refund moves, as the screens read it. */
async function standing(owner: Api, memberId: string, orderId: string) {
  const [points, tier, order, coupons] = await Promise.all([owner.readMemberPoints({ memberId }), owner.readMemberTier({ memberId }), owner.readOrder({ orderId }), owner.listMemberCoupons({ memberId })])
  return { balance: points.balance, growth: points.growth, tier: tier.progress.tier?.tierId ?? null, order, coupons: coupons.items }
}

test('whatever was bought and however it comes back, what the preview says is what is booked', async () => {
  await shopWithEverything()
  let [previewed, refused] = [0, 0]
  for (const p of fc.sample(plans, { numRuns: Number(process.env['HUITOU_RUNS'] ?? 28), seed: Number(process.env['HUITOU_SEED'] ?? 20261129) })) {
    const desk = await ownerNow()
    for (const [key, value] of [['points-clawback', p.clawback], ['points-order-award-goes', p.wholeGoes], ['points-pending-days', p.pendingDays]] as const) await desk.changeSetting({ key, value })
    const shopper = await aShopper(world, at.shop, { points: p.points + 40 })
    for (let n = 0; n < p.coupons; n++) await aClaim(desk, shopper, { thresholdMinor: 0, amountMinor: 700 + n * 500, ...(n === 1 ? { scope: { mode: 'include', skus: ['SET'] } } : {}) })
    const orderId = await sell(shopper, p)
    if (p.spendElsewhere > 0) await movePoints(world, at.shop, shopper, -p.spendElsewhere)
    for (const r of p.refunds) {
      world.clock.set(world.clock.now() + r.days * DAY)
      const owner = await ownerNow()
      const before = await standing(owner, shopper.memberId, orderId)
      const ask = { orderId, ...askOf(before.order, r), reason: '有磕碰' } as Parameters<Api['previewRefund']>[0]
      const said = await codeOf(owner.previewRefund(ask))
      if (said !== 'granted') {
        refused++
        expect(await codeOf(owner.refundOrder(ask, act()))).toBe(said)
        continue
      }
      previewed++
      const preview = await owner.previewRefund(ask)
      // looking changes nothing
      expect(await standing(owner, shopper.memberId, orderId)).toEqual(before)
      const { refundId, at: _, ...done } = await owner.refundOrder(ask, act())
      const where = { plan: p, refund: r }
      expect({ where, ...done }).toEqual({ where, ...preview })
      const after = await standing(owner, shopper.memberId, orderId)
      expect({ where, balance: after.balance }).toEqual({ where, balance: { ...after.balance, ...preview.balanceAfter } })
      expect({ where, growth: before.growth - after.growth, tier: after.tier }).toEqual({ where, growth: preview.growthTaken, tier: preview.tierAfter?.tierId ?? null })
      const row = after.order.refunds.find((x) => x.refundId === refundId)!
      expect({ where, money: row.moneyMinor, returned: row.pointsReturned, claw: row.clawback }).toEqual({ where, money: preview.moneyMinor, returned: preview.pointsReturned, claw: preview.clawback })
      expect({ where, refunded: after.order.refundedMinor - before.order.refundedMinor, tenders: preview.tenders.reduce((sum, t) => sum + t.minor, 0) }).toEqual({ where, refunded: preview.moneyMinor, tenders: preview.moneyMinor })
      const came = after.coupons.filter((c) => before.coupons.find((b) => b.memberCouponId === c.memberCouponId)?.state === 'redeemed' && c.state !== 'redeemed').map((c) => c.memberCouponId).sort()
      expect({ where, came }).toEqual({ where, came: preview.couponBack.map((c) => c.memberCouponId).sort() })
    }
    await expectBalanced(world.db.adminUrl)
  }
  expect(previewed).toBeGreaterThan(40)
  expect(refused).toBeGreaterThan(0)
}, 300_000)
