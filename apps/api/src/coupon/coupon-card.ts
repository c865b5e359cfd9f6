import type { CouponCard } from '@huitou/contract'
import { claimCoupon, couponAt, refusedUseInPack, whyNotCoupon, type CouponLife } from '@huitou/promotion'
import { dateAt, type Currency, type Instant, type Zone } from '@huitou/units'
import { listed, say, type SpeakIn } from '@huitou/words'
import type * as z from 'zod/mini'
import { walletCouponOf, wireReason, type CouponTermsOf } from '../promotion/index.js'
import { lifeOf } from './claim-life.js'
import type { ClaimRow } from './claim.rows.js'
import type { StockRow } from './coupon.rows.js'
import { stockStateOf } from './stock.js'

export type Card = z.output<typeof CouponCard>

export interface CardShop {
  readonly zone: Zone
  readonly currency: Currency
  readonly now: Instant
  readonly speech: SpeakIn
}

const iso = (i: Instant | Date | null): string | null => (i === null ? null : new Date(i).toISOString())

/** What a coupon is for, in words: "茶叶、茶器", "除限量款外都可用". */
export function scopeText({ scope }: Pick<CouponTermsOf, 'scope'>, speech: SpeakIn): string {
  const list = (g: { categories: readonly string[]; brands: readonly string[]; skus: readonly string[] }) => listed([...g.categories, ...g.brands, ...g.skus], speech)
  const but = scope.except ? list(scope.except) : ''
  const said = scope.mode === 'all' && but ? say('coupon-scope-exclude', { names: but }, speech) : say(`coupon-scope-${scope.mode}`, { names: list(scope) }, speech)
  return scope.mode === 'include' && but ? say('coupon-scope-but', { said, names: but }, speech) : said
}

const face = (t: CouponTermsOf, shop: CardShop) => ({ title: t.title, kind: t.kind, amountMinor: t.kind === 'amount-off' ? t.amountMinor : null, rateBp: t.kind === 'percent-off' || t.kind === 'nth-item' ? t.rateBp : null, capMinor: t.capMinor, thresholdMinor: t.thresholdMinor, scopeText: scopeText(t, shop.speech), giftName: t.kind === 'gift' ? (t.gift?.name ?? null) : null, nth: t.kind === 'nth-item' ? (t.nth ?? 2) : null, pointsCost: t.pointsCost ?? null, packSize: (t.packSize ?? 1) > 1 ? t.packSize! : null, note: t.note })

/** One in a wallet. Usable means: now, in some basket; the reason says what keeps it from that. */
export function claimedCard(r: ClaimRow, shop: CardShop): Card {
  const life: CouponLife = couponAt(lifeOf(r), shop.now)
  const offer = walletCouponOf({ claimId: r.claim_id, couponId: r.coupon_id, version: r.version, terms: r.terms, state: life.state, validFrom: life.validFrom, validUntil: life.validUntil, lockedBy: life.by ?? null, lockedUntil: life.lockedUntil ?? null })
  // where and by whom is only known at a till
  const anywhere = { ...offer, conditions: { ...offer.conditions, stores: undefined, channels: undefined, tiers: undefined } }
  const inPack = r.pack_no !== null && r.pack_first !== null && r.pack_first < r.pack_no ? refusedUseInPack(r.pack_no, [{ no: r.pack_first, state: 'issued' }]) : null
  const why = whyNotCoupon(anywhere, { now: shop.now, zone: shop.zone, lines: [] }) ?? inPack
  return {
    memberCouponId: r.claim_id, couponId: r.coupon_id, ...face(r.terms, shop), state: life.state === 'returned' ? 'issued' : life.state, usable: why === null, why: why && wireReason(why, shop),
    validFrom: iso(life.validFrom), validUntil: iso(life.validUntil), leftToClaim: null, claimedAt: iso(r.claimed_at), redeemedAt: iso(r.redeemed_at), orderNo: r.order_no ?? null, code: null, packNo: r.pack_no,
  }
}

/** One offered to claim; null when this member is never to see it (not the tier, dates over). */
export function claimableCard(r: StockRow & { readonly mine: number; readonly tier_id: string | null }, shop: CardShop): Card | null {
  const state = stockStateOf(r)
  const decided = claimCoupon(state, { now: shop.now, date: dateAt(shop.now, shop.zone), memberClaimed: r.mine, count: r.terms.packSize ?? 1, ...(r.tier_id === null ? {} : { tier: r.tier_id }) })
  const code = decided.ok ? null : decided.refusal.code
  if (code === 'claim-over' || code === 'coupon-not-published' || (code === 'member-limit-reached' && r.mine > 0)) return null
  return {
    memberCouponId: null, couponId: r.coupon_id, ...face(r.terms, shop), state: code === 'coupon-sold-out' || code === 'coupon-day-sold-out' || code === 'coupon-budget-spent' ? 'sold-out' : 'claimable', usable: decided.ok, why: decided.ok ? null : wireReason(decided.refusal, shop),
    validFrom: null, validUntil: null, leftToClaim: r.total === null ? null : Math.max(0, r.total - r.claimed), claimedAt: null, redeemedAt: null, orderNo: null, code: null,
  }
}
