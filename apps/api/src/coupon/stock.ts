import { assert, DAY, dateAt, endOfDate, instantOf, type Instant } from '@huitou/units'
import { claimCoupon, type ClaimRefusal, type StockState, type Validity } from '@huitou/promotion'
import type { Tx } from '../platform/database/index.js'
import { needOf, type NeedOf, type Participant } from '../platform/group-commit/index.js'
import type { CouponTermsOf } from '../promotion/index.js'
import { lockStocks, readStocks, writeStocks, type StockRow } from './coupon.rows.js'

/** Claiming ends with its own date, and with the last day on which what was claimed could be used. */
function claimEnd(r: StockRow): Instant | null {
  const own = r.terms.claimUntil === null ? null : Date.parse(r.terms.claimUntil)
  if (r.terms.validity.kind !== 'fixed') return own
  const last = dayAfter(r.terms.validity.until, r.zone)
  return own === null ? last : Math.min(own, last)
}

/** The limits of giving out, from the terms in force. */
export const stockStateOf = (r: StockRow): StockState => ({
  status: r.state, claimed: r.claimed, today: { date: r.today ?? '', claimed: r.claimed_today },
  limits: {
    ...(r.total === null ? {} : { stock: r.total }), perMember: r.terms.perMember, ...(r.terms.claimFrom === null ? {} : { claimFrom: Date.parse(r.terms.claimFrom) }), ...(claimEnd(r) === null ? {} : { claimUntil: claimEnd(r)! }),
    ...(r.terms.scope.tierIds.length === 0 ? {} : { tiers: r.terms.scope.tierIds }),
  },
})

export const validityIn = (terms: CouponTermsOf, zone: string): Validity =>
  terms.validity.kind === 'days' ? { kind: 'from-claim', days: terms.validity.days } : { kind: 'fixed', from: instantOf(terms.validity.from, zone), until: dayAfter(terms.validity.until, zone) }

/** The last day of the calendar stands for "no end": the day after it cannot be written. */
const dayAfter = (day: string, zone: string): Instant => (day >= '9999-12-31' ? instantOf('9999-12-31', zone) + DAY : endOfDate(day, zone))

/** The stocks of a batch, folded claim by claim. */
export class Stocks {
  private readonly now = new Map<string, StockState>()
  constructor(readonly rows: ReadonlyMap<string, StockRow>) {
    for (const [id, row] of rows) this.now.set(id, stockStateOf(row))
  }
  row(couponId: string): StockRow | undefined {
    return this.rows.get(couponId)
  }
  state(couponId: string): StockState | undefined {
    return this.now.get(couponId)
  }
  /** One more given out, or why not. `gift`: by the shop's own hand, so neither claim dates nor tier nor the member's limit hold it back. */
  take(couponId: string, o: { now: Instant; memberClaimed: number; tier?: string; gift: boolean }): ClaimRefusal | null {
    const state = this.now.get(couponId)
    const row = this.rows.get(couponId)
    assert(state && row, `no coupon ${couponId} in this batch`)
    const judged: StockState = o.gift ? { ...state, limits: state.limits.stock === undefined ? {} : { stock: state.limits.stock } } : state
    const decided = claimCoupon(judged, { now: o.now, date: dateAt(o.now, row.zone), memberClaimed: o.memberClaimed, ...(o.tier === undefined ? {} : { tier: o.tier }) })
    if (!decided.ok) return decided.refusal
    this.now.set(couponId, { ...decided.stock, limits: state.limits })
    return null
  }
  /** What is left to give out after the acts so far; null: no end. */
  left(couponId: string): number | null {
    const state = this.now.get(couponId)
    return state?.limits.stock === undefined ? null : state.limits.stock - state.claimed
  }
}

class CouponStock implements Participant<string, Stocks> {
  readonly name = 'coupon-stock'
  readonly order = 50
  need(couponId: string): NeedOf {
    return needOf(this, couponId)
  }
  async lock(tx: Tx, needs: readonly string[]): Promise<void> {
    await lockStocks(tx, [...new Set(needs)])
  }
  async read(tx: Tx, needs: readonly string[]): Promise<Stocks> {
    const rows = await readStocks(tx, [...new Set(needs)])
    return new Stocks(new Map(rows.map((r) => [r.coupon_id, r])))
  }
  write(tx: Tx, stocks: Stocks): Promise<void> {
    const moves = [...stocks.rows.values()].flatMap((row) => {
      const state = stocks.state(row.coupon_id)!
      return state.claimed === row.claimed ? [] : [{ couponId: row.coupon_id, before: row.claimed, claimed: state.claimed, today: state.today.date, claimedToday: state.today.claimed }]
    })
    return writeStocks(tx, moves)
  }
}

export const couponStock = new CouponStock()
