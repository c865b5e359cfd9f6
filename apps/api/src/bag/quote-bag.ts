import type { AnswerOf, InputOf, routes } from '@huitou/contract'
import type { WalletCoupon, WhyNot } from '@huitou/promotion'
import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { BatchStates } from '../platform/group-commit/index.js'
import { refuse, type Refused } from '../platform/http/index.js'
import { pointsBook } from '../points/index.js'
import { productShelf } from '../product/index.js'
import { promotionBoard } from '../promotion/index.js'
import type { StoreRow } from '../store/index.js'
import { dryBatch, factsOfBatch, priceNeeds, quoteOfBatch, reasonOfUnused, tierCalled, type QuoteAsk } from '../visit/index.js'
import { payingStore } from './paying-store.js'

type Answer = AnswerOf<typeof routes.quoteBag>
type BagCoupon = Answer['coupons'][number]
type Priced = Extract<ReturnType<typeof quoteOfBatch>, { ok: true }>['priced']

/** The bag as the till of that store would price it now: the till's facts, the till's engine. Nothing is written, nothing is held. */
export async function quoteBag(tx: Tx, memberId: MemberId, input: InputOf<typeof routes.quoteBag>, now: Instant): Promise<Answer | Refused> {
  const { stores, storeId } = await payingStore(tx, input.storeId)
  if (storeId === undefined) return refuse('store-unknown', {})
  const lines = input.lines.map(({ sku, quantity }) => ({ sku, quantity, barcode: null, name: '', category: '', unitMinor: null }))
  const batch = await dryBatch(tx, priceNeeds({ memberId, lines, couponIds: [], points: 0 }), now)
  const gone = lines.findIndex((l) => !batch.of(productShelf).find(l)?.onSale)
  if (gone >= 0) return refuse('product-unknown', { lineNo: gone + 1, sku: lines[gone]!.sku })
  const ask: QuoteAsk = { memberId, storeId, now, byCode: true, lines, couponIds: null, usePoints: input.usePoints }
  const facts = factsOfBatch(batch, ask)
  const best = quoteOfBatch(batch, ask, facts)
  if (!best.ok) return refuse(best.refusal.code, best.refusal.facts)
  const chosen = input.memberCouponIds == null ? best : quoteOfBatch(batch, { ...ask, couponIds: input.memberCouponIds }, facts)
  if (!chosen.ok) return refuse(chosen.refusal.code, chosen.refusal.facts)
  const judge = judgeIn(batch, { memberId, now, stores, best: best.priced, usedIds: chosen.quote.couponIds })
  return {
    quote: chosen.quote, bestPayMinor: best.quote.payMinor, coupons: (facts.shopper?.coupons ?? []).map(judge),
    storeId, stores: stores.map((s) => ({ storeId: s.store_id, name: s.name })),
  }
}

/** Reasons that leave a coupon good for this bag: another way was chosen. */
const FITS: ReadonlySet<WhyNot['code']> = new Set(['offer-not-together', 'offer-another-better'])

interface Judging { readonly memberId: MemberId; readonly now: Instant; readonly stores: readonly StoreRow[]; readonly best: Priced; readonly usedIds: readonly string[] }

const judgeIn = (batch: BatchStates, o: Judging) => (coupon: WalletCoupon): BagCoupon => {
  const why = o.best.quote.unused.find((u) => u.coupon && u.id === coupon.id)?.why
  const said = { memberCouponId: coupon.id, title: coupon.name ?? '' }
  if (o.usedIds.includes(coupon.id)) return { ...said, state: 'used', reason: null, missing: null }
  const reason = why ? named(batch, o, why) : null
  if (!why || FITS.has(why.code)) return { ...said, state: 'fits', reason, missing: null }
  return { ...said, state: 'not', reason, missing: missingOf(batch, o, why) }
}

/** The reason with the tiers and stores it speaks of by their names. */
function named(batch: BatchStates, o: Judging, why: WhyNot): NonNullable<BagCoupon['reason']> {
  const reason = reasonOfUnused(o.best, why, batch.of(promotionBoard).shop)
  const names = (list: readonly (string | undefined)[]) => list.filter(Boolean)
  if (why.code === 'offer-other-tier') return { ...reason, facts: { ...reason.facts, tierNames: names(why.facts.tiers.map((id) => tierCalled(batch.of(pointsBook), id)?.name)) } }
  if (why.code === 'offer-other-store') return { ...reason, facts: { ...reason.facts, storeNames: names(o.stores.filter((s) => why.facts.stores.includes(s.store_id)).map((s) => s.name)) } }
  return reason
}

/** What lacks, where it can be counted: goods for money or by the piece, or the way to the next tier. */
function missingOf(batch: BatchStates, o: Judging, why: WhyNot): BagCoupon['missing'] {
  const of = (have: number, whole: number) => Math.max(0, Math.min(100, Math.floor((have * 100) / Math.max(1, whole))))
  if (why.code === 'offer-below-threshold') return { unit: 'money', amount: why.facts.missingFen, percent: of(why.facts.eligibleFen, why.facts.fromFen) }
  if (why.code === 'offer-below-units') return { unit: 'units', amount: why.facts.missingUnits, percent: of(why.facts.eligibleUnits, why.facts.units) }
  if (why.code !== 'offer-other-tier') return null
  const p = batch.of(pointsBook).progress(o.memberId, o.now)
  if (!p.next || !why.facts.tiers.includes(p.next.tierId) || p.missingNext === null || p.needNext === null) return null
  return { unit: `tier-${p.unit}`, amount: p.missingNext, percent: of(p.have, p.needNext) }
}
