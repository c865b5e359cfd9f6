import { assert, DAY, dateAt, endOfDate, instantOf, type Instant } from '@huitou/units'
import { budgetLeft, claimCoupon, returnToBudget, spendBudget, type BudgetSpent, type ClaimRefusal, type StockState, type Validity } from '@huitou/promotion'
import type { Tx } from '../platform/database/index.js'
import { needOf, type NeedOf, type Participant } from '../platform/group-commit/index.js'
import type { CouponTermsOf } from '../promotion/index.js'
import { lockStocksOf, readStocksOf, writeStocks, type StockRow, type StocksAsked } from './coupon.rows.js'

/** Claiming ends with its own date, and with the last day on which what was claimed could be used. */
function claimEnd(r: StockRow): Instant | null {
  const own = r.terms.claimUntil === null ? null : Date.parse(r.terms.claimUntil)
  if (r.terms.validity.kind !== 'fixed') return own
  const last = dayAfter(r.terms.validity.until, r.zone)
  return own === null ? last : Math.min(own, last)
}

/** The limits of giving out, from the terms in force. */
export const stockStateOf = (r: StockRow): StockState => ({
  status: r.state, claimed: r.claimed, today: { date: r.today ?? '', claimed: r.claimed_today }, spentFen: r.spent_minor,
  limits: {
    ...(r.total === null ? {} : { stock: r.total }), perMember: r.terms.perMember, ...(r.terms.claimFrom === null ? {} : { claimFrom: Date.parse(r.terms.claimFrom) }), ...(claimEnd(r) === null ? {} : { claimUntil: claimEnd(r)! }),
    ...(r.terms.scope.tierIds.length === 0 ? {} : { tiers: r.terms.scope.tierIds }), ...(r.terms.perDay == null ? {} : { perDay: r.terms.perDay }),
    ...(r.budget_minor === null ? {} : { budgetFen: r.budget_minor, budgetStops: r.budget_hard ? 'use' as const : 'claims' as const }),
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
  /** What one more giving would leave, or why not. `gift`: by the shop's own hand, so neither claim dates nor tier nor the member's or the day's limit hold it back. */
  judge(couponId: string, o: { now: Instant; memberClaimed: number; tier?: string; gift: boolean; count?: number }): { ok: true; take: () => void } | { ok: false; refusal: ClaimRefusal } {
    const { state, row } = this.of(couponId)
    const { stock, budgetFen } = state.limits
    const judged: StockState = o.gift ? { ...state, limits: { ...(stock === undefined ? {} : { stock }), ...(budgetFen === undefined ? {} : { budgetFen }) } } : state
    const decided = claimCoupon(judged, { now: o.now, date: dateAt(o.now, row.zone), memberClaimed: o.memberClaimed, ...(o.tier === undefined ? {} : { tier: o.tier }), ...(o.count === undefined ? {} : { count: o.count }) })
    if (!decided.ok) return decided
    return { ok: true, take: () => { this.now.set(couponId, { ...decided.stock, limits: state.limits }) } }
  }
  /** What one use may still take off. */
  budgetLeft(couponId: string): number {
    const state = this.now.get(couponId)
    return state ? budgetLeft(state) : Infinity
  }
  /** One use takes its money out of the budget, or why not. */
  spend(couponId: string, minor: number): BudgetSpent | null {
    const decided = spendBudget(this.of(couponId).state, minor)
    if (!decided.ok) return decided.refusal
    this.now.set(couponId, decided.stock)
    return null
  }
  unspend(couponId: string, minor: number): void {
    this.now.set(couponId, returnToBudget(this.of(couponId).state, minor))
  }
  private of(couponId: string): { state: StockState; row: StockRow } {
    const state = this.now.get(couponId)
    const row = this.rows.get(couponId)
    assert(state && row, `no coupon ${couponId} in this batch`)
    return { state, row }
  }
  /** What is left to give out after the acts so far; null: no end. */
  left(couponId: string): number | null {
    const state = this.now.get(couponId)
    return state?.limits.stock === undefined ? null : state.limits.stock - state.claimed
  }
}

/** A coupon to give out; or whatever coupons these claims, orders and wallets are of. */
export type StockNeed = string | { readonly claimIds?: readonly string[]; readonly orderIds?: readonly string[]; readonly memberIds?: readonly string[] }

class CouponStock implements Participant<StockNeed, Stocks> {
  readonly name = 'coupon-stock'
  readonly order = 50
  need(need: StockNeed): NeedOf {
    return needOf(this, need)
  }
  async lock(tx: Tx, needs: readonly StockNeed[]): Promise<void> {
    await lockStocksOf(tx, asked(needs))
  }
  async read(tx: Tx, needs: readonly StockNeed[], now: Instant): Promise<Stocks> {
    const rows = await readStocksOf(tx, asked(needs), now)
    return new Stocks(new Map(rows.map((r) => [r.coupon_id, r])))
  }
  write(tx: Tx, stocks: Stocks): Promise<void> {
    const moves = [...stocks.rows.values()].flatMap((row) => {
      const state = stocks.state(row.coupon_id)!
      if (state.claimed === row.claimed && state.spentFen === row.spent_minor) return []
      return [{ couponId: row.coupon_id, before: row.claimed, spentBefore: row.spent_minor, claimed: state.claimed, today: state.today.date || null, claimedToday: state.today.claimed, spent: state.spentFen }]
    })
    return writeStocks(tx, moves)
  }
}

/** Wallets are read and not locked: what they use is named by its claims. */
function asked(needs: readonly StockNeed[]): StocksAsked {
  const of = (pick: (n: Exclude<StockNeed, string>) => readonly string[] | undefined) => [...new Set(needs.flatMap((n) => (typeof n === 'string' ? [] : (pick(n) ?? []))))]
  return { couponIds: [...new Set(needs.filter((n) => typeof n === 'string'))], claimIds: of((n) => n.claimIds), orderIds: of((n) => n.orderIds), memberIds: of((n) => n.memberIds) }
}

export const couponStock = new CouponStock()
