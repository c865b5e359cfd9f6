import { endOfDate, startOfDate, type LocalDate } from '@huitou/units'
import cases from '../examples/coupon-life.json' with { type: 'json' }
import { claimCoupon, lockCoupon, redeemCoupon, refusedUse, returnCoupon, unlockCoupon, usedByWhatStays, type CouponLife, type CouponMove, type LineLeft, type StockState } from './index.js'

const ZONE = 'Asia/Shanghai'
interface Step { readonly do: 'claim' | 'see' | 'lock' | 'unlock' | 'redeem' | 'refund'; readonly who: string; readonly count?: number; readonly by: string; readonly order: string; readonly on: LocalDate; readonly until: LocalDate; readonly tookOff: number[]; readonly left: LineLeft[]; readonly expect: string }
interface Case { readonly id: string; readonly says: string; readonly stock?: StockState; readonly coupon?: { from: LocalDate; until: LocalDate }; readonly steps: readonly Step[]; readonly claimed?: number; readonly state?: string }

const said = (move: CouponMove) => (move.ok ? 'ok' : move.refusal.code)

test.each((cases as unknown as Case[]).map((c) => [`${c.id}: ${c.says}`, c] as const))('%s', (_, c) => {
  let stock = c.stock
  const had: Record<string, number> = {}
  let life: CouponLife | undefined = c.coupon && { state: 'issued', validFrom: startOfDate(c.coupon.from, ZONE), validUntil: startOfDate(c.coupon.until, ZONE) }
  const moved = (move: CouponMove) => {
    if (move.ok) life = move.coupon
    return said(move)
  }
  const does = (s: Step): string => {
    if (s.do === 'claim') {
      const claim = claimCoupon(stock!, { now: startOfDate('2026-03-10', ZONE), date: '2026-03-10', memberClaimed: had[s.who] ?? 0, ...(s.count ? { count: s.count } : {}) })
      if (!claim.ok) return claim.refusal.code
      stock = claim.stock
      had[s.who] = (had[s.who] ?? 0) + 1
      return 'ok'
    }
    const at = startOfDate(s.on, ZONE)
    if (s.do === 'see') return refusedUse(life!, s.by, at)?.code ?? 'ok'
    if (s.do === 'lock') return moved(lockCoupon(life!, s.by, endOfDate(s.until, ZONE), at))
    if (s.do === 'redeem') return moved(redeemCoupon(life!, s.by, s.order, at))
    if (s.do === 'refund') return usedByWhatStays(s.tookOff, s.left) ? 'kept' : moved(returnCoupon(life!, s.order, at, ZONE))
    life = unlockCoupon(life!, s.by)
    return 'ok'
  }
  for (const [i, step] of c.steps.entries()) expect([i, does(step)]).toEqual([i, step.expect])
  if (c.claimed !== undefined) expect(stock!.claimed).toBe(c.claimed)
  if (c.state) expect(life!.state).toBe(c.state)
})
