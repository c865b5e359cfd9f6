import type { MemberId } from '@huitou/units'
import { validityOf } from '@huitou/promotion'
import type { ActContext, ActKind, BatchStates, NeedOf, Outcome } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { recordAudit } from '../audit/index.js'
import { wireReason, type CouponTermsOf } from '../promotion/index.js'
import type { ClaimRow } from './claim.rows.js'
import { claimedCard, type Card } from './coupon-card.js'
import { couponDesk } from './coupon-acts.js'
import { couponStock, validityIn } from './stock.js'
import { couponWallet } from './wallet.js'

export interface ClaimRequest {
  readonly memberId: MemberId
  readonly couponId: string
}

/** The card but for its words: those are said to whoever asks, in their language, when the answer goes out. */
export interface Given {
  readonly card: Omit<Card, 'scopeText'>
  readonly scope: CouponTermsOf['scope']
}

/** The hot act: a thousand phones on one stock are a few batches on one row. */
export const claimCoupon: ActKind<ClaimRequest, Given> = {
  name: 'claim-coupon',
  members: (r) => [r.memberId],
  hot: (r) => [`coupon:${r.couponId}`],
  needs: (r) => issueNeeds(r),
  decide(r, batch, ctx): Outcome<Given> {
    const row = batch.of(couponStock).row(r.couponId)
    if (row && !row.terms.claimable) return { ok: false, refusal: { code: 'coupon-not-published', facts: { status: row.state } } }
    return issue(batch, { ...r, source: 'claim', sourceKey: null, gift: false }, ctx)
  },
}

export interface GiftRequest extends ClaimRequest {
  /** why, in the manager's words: for the audit */
  readonly reason: string
}

/** Given by hand: the claim's dates, tier and limit per member do not hold it back, the stock does. */
export const issueCoupon: ActKind<GiftRequest, Given> = {
  name: 'issue-coupon',
  members: (r) => [r.memberId],
  needs: (r) => [...issueNeeds(r), couponDesk.need(null)],
  decide(r, batch, ctx) {
    const outcome = issue(batch, { ...r, source: 'hand', sourceKey: null, gift: true }, ctx)
    if (outcome.ok) batch.of(couponDesk).writes.push((tx, now) => recordAudit(tx, { actor: ctx.actor, action: 'issue-coupon', subject: `member:${r.memberId}`, after: { couponId: r.couponId, memberCouponId: outcome.answer.card.memberCouponId }, reason: r.reason }, now))
    return outcome
  },
}

export const issueNeeds = (r: { memberId: MemberId; couponId: string; once?: { source: string; sourceKey: string } }): NeedOf[] => [
  couponStock.need(r.couponId), couponWallet.need({ memberId: r.memberId, couponIds: [r.couponId], ...(r.once ? { gift: r.once } : {}) }),
]

export interface Issue {
  readonly memberId: MemberId
  readonly couponId: string
  /** claim | code | shared | points | hand | campaign | tier | birthday | newcomer | care | referral */
  readonly source: string
  /** a gift with a once-key is given once for ever */
  readonly sourceKey: string | null
  readonly gift: boolean
}

/**
 * One coupon (or one pack of it) into one wallet, inside any act that has `issueNeeds`: stock and wallet move together or not
 * at all. The care of other rooms (birthday, tier packs) calls this in its own acts.
 */
export function issue(batch: BatchStates, i: Issue, ctx: Pick<ActContext, 'now'>): Outcome<Given> {
  const judged = judgeIssue(batch, i, ctx)
  return judged.ok ? judged.give() : judged
}

/** The same decision before it is taken, for acts that have more to decide (points to spend, a code to use up). */
export function judgeIssue(batch: BatchStates, i: Issue, { now }: Pick<ActContext, 'now'>): { readonly ok: true; readonly give: () => Extract<Outcome<Given>, { ok: true }> } | Extract<Outcome<Given>, { ok: false }> {
  const stocks = batch.of(couponStock)
  const wallets = batch.of(couponWallet)
  const row = stocks.row(i.couponId)
  if (!row || row.state === 'draft') return { ok: false, refusal: { code: 'coupon-unknown', facts: {} } }
  if (i.sourceKey !== null && wallets.wasGiven(i.memberId, { source: i.source, sourceKey: i.sourceKey })) return { ok: false, refusal: { code: 'gift-given-already', facts: {} } }
  const { validFrom, validUntil } = validityOf(validityIn(row.terms, row.zone), now, row.zone)
  if (i.gift && row.state === 'published' && now >= validUntil) return { ok: false, refusal: wireReason({ code: 'claim-over', facts: { until: validUntil } }, row) }
  const tier = wallets.tierOf(i.memberId)
  const count = row.terms.packSize ?? 1
  const judged = stocks.judge(i.couponId, { now, memberClaimed: wallets.countOf(i.memberId, i.couponId), gift: i.gift, count, ...(tier === undefined ? {} : { tier }) })
  if (!judged.ok) return { ok: false, refusal: wireReason(judged.refusal, row) }
  return {
    ok: true,
    give() {
      judged.take()
      const packId = count > 1 ? newId() : null
      const claims = Array.from({ length: count }, (_, n) => ({ claimId: newId(), ...(packId === null ? {} : { packId, packNo: n + 1 }) }))
      // the once-key is of the giving: the first of a pack carries it, the others count on from it
      claims.forEach((c, n) => { wallets.issue({ ...c, couponId: i.couponId, version: row.version, memberId: i.memberId, validFrom, validUntil, source: i.source, sourceKey: i.sourceKey === null || n === 0 ? i.sourceKey : `${i.sourceKey}#${n + 1}`, claimedAt: now }) })
      const { claimId } = claims[0]!
      const claim: ClaimRow = {
        claim_id: claimId, coupon_id: i.couponId, version: row.version, member_id: i.memberId, state: 'issued', valid_from: new Date(validFrom), valid_until: new Date(validUntil), source: i.source, source_key: i.sourceKey, claimed_at: new Date(now),
        locked_by: null, locked_until: null, order_id: null, redeemed_at: null, discount_minor: 0, sold_minor: 0, terms: row.terms, pack_id: packId, pack_no: packId === null ? null : 1, pack_first: packId === null ? null : 1,
      }
      // who claims looks at the answer; who is given something must be told
      const { scopeText: _words, ...card } = claimedCard(claim, { zone: row.zone, currency: row.currency, now, speech: 'zh-CN' })
      return { ok: true, answer: { card: { ...card, leftToClaim: stocks.left(i.couponId) }, scope: row.terms.scope }, ...(i.source === 'claim' ? {} : { nudges: [{ topic: 'coupons', audience: `member:${i.memberId}`, ref: claimId }] }) }
    },
  }
}
