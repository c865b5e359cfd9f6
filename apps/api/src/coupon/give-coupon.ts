import { giftUntil } from '@huitou/promotion'
import { assert, type Instant, type MemberId } from '@huitou/units'
import { sendMessages, type NewMessage } from '../inbox/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type Outcome, type Participant } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { holderOf } from './gift-holder.js'
import { endCouponGifts, insertCouponGifts, readCouponGifts, type CouponGiftRow, type EndedCouponGift, type NewCouponGift } from './gift.rows.js'
import { couponWallet } from './wallet.js'

/** The coupons under way of a batch, and what its acts did with them. */
class GiftsOfBatch {
  readonly sent: NewCouponGift[] = []
  readonly ended = new Map<string, EndedCouponGift>()
  readonly messages: NewMessage[] = []
  constructor(private readonly rows: ReadonlyMap<string, CouponGiftRow>) {}
  find(giftId: string): (CouponGiftRow & { readonly now: CouponGiftRow['state'] }) | undefined {
    const row = this.rows.get(giftId)
    return row && { ...row, now: this.ended.get(giftId)?.state ?? row.state }
  }
}

class CouponGifts implements Participant<string | null, GiftsOfBatch> {
  readonly name = 'coupon-gifts'
  readonly order = 56
  readonly need = (giftId: string | null) => needOf<string | null, GiftsOfBatch>(this, giftId)
  async read(tx: Tx, needs: readonly (string | null)[]): Promise<GiftsOfBatch> {
    return new GiftsOfBatch(new Map((await readCouponGifts(tx, [...new Set(needs.filter((n) => n !== null))])).map((g) => [g.gift_id, g])))
  }
  async write(tx: Tx, gifts: GiftsOfBatch, now: Instant): Promise<void> {
    await endCouponGifts(tx, [...gifts.ended.values()])
    await insertCouponGifts(tx, gifts.sent)
    await sendMessages(tx, gifts.messages, now)
  }
}
const couponGifts = new CouponGifts()

const no = (code: string, facts: Record<string, unknown> = {}): Extract<Outcome<never>, { ok: false }> => ({ ok: false, refusal: { code, facts } })
const nudge = (memberId: MemberId, ref: string) => ({ topic: 'coupons', audience: `member:${memberId}`, ref })

export interface SendCoupon { readonly memberId: MemberId; readonly claimId: string }
export interface SentCoupon { readonly giftId: string; readonly until: string }

/** Out of the wallet and under way for a day, for whoever has its link. Refusals: coupon-not-giftable, then those of its life. */
export const sendCoupon: ActKind<SendCoupon, SentCoupon> = {
  name: 'send-coupon',
  members: (r) => [r.memberId],
  needs: (r) => [couponWallet.need({ memberId: r.memberId, claimIds: [r.claimId] }), couponGifts.need(null)],
  decide(r, batch, { now, actId }) {
    const wallets = batch.of(couponWallet)
    const held = wallets.rowOf(r.claimId, r.memberId)
    if (!held) return no('not-found')
    if (held.row.terms.giftable === false) return no('coupon-not-giftable', { why: 'terms' })
    if (held.row.pack_id !== null) return no('coupon-not-giftable', { why: 'pack' })
    const until = giftUntil(held.life, now)
    const refused = wallets.lock({ claimId: r.claimId, memberId: r.memberId, checkout: holderOf(actId), until, now })
    if (refused) return no(refused.code, refused.facts)
    batch.of(couponGifts).sent.push({ giftId: actId, claimId: r.claimId, sentAt: now, until })
    return { ok: true, answer: { giftId: actId, until: new Date(until).toISOString() }, nudges: [nudge(r.memberId, r.claimId)] }
  },
}

export interface EndGift { readonly giftId: string; readonly from: MemberId; readonly claimId: string; /** who takes it */ readonly to?: MemberId }

/** The first friend gets it, with its dates. Refusals: gift-to-self, coupon-gift-over. */
export const takeCoupon: ActKind<EndGift, { memberCouponId: string }> = {
  name: 'take-coupon',
  members: (r) => [r.from, ...(r.to ? [r.to] : [])],
  needs: (r) => [couponWallet.need({ memberId: r.from, claimIds: [r.claimId] }), couponGifts.need(r.giftId)],
  decide(r, batch, { now }) {
    const [wallets, gifts] = [batch.of(couponWallet), batch.of(couponGifts)]
    const gift = gifts.find(r.giftId)!
    const to = r.to!
    if (r.from === to) return no('gift-to-self')
    if (gift.now !== 'waiting' || gift.until_at.getTime() <= now) return over(gift.now)
    const held = wallets.give({ claimId: r.claimId, memberId: r.from, by: holderOf(r.giftId), now })
    if (!held) return over('returned')
    const claimId = newId()
    // what was paid for in points stays so in the friend's hands: it is not taken back when the coupon ends
    const source = held.row.source === 'points' || held.row.source === 'friend-points' ? 'friend-points' : 'friend'
    wallets.issue({ claimId, couponId: held.row.coupon_id, version: held.row.version, memberId: to, validFrom: held.life.validFrom, validUntil: held.life.validUntil, source, sourceKey: r.giftId, claimedAt: now })
    gifts.ended.set(r.giftId, { giftId: r.giftId, state: 'taken', givenClaimId: claimId, at: now })
    gifts.messages.push({ memberId: r.from, kind: 'coupon', title: { code: 'coupon-gift-taken', facts: { title: gift.terms.title } }, link: 'coupon/list', onceKey: `coupon-gift/${r.giftId}` })
    return { ok: true, answer: { memberCouponId: claimId }, nudges: [nudge(r.from, r.claimId), nudge(to, claimId)] }
  },
}

/** The sender takes it back before anybody took it. Refusals: coupon-gift-over. */
export const withdrawCoupon: ActKind<EndGift, { done: true }> = {
  name: 'withdraw-coupon',
  members: (r) => [r.from],
  needs: (r) => [couponWallet.need({ memberId: r.from, claimIds: [r.claimId] }), couponGifts.need(r.giftId)],
  decide(r, batch, { now }) {
    const gifts = batch.of(couponGifts)
    const gift = gifts.find(r.giftId)!
    if (gift.now !== 'waiting' || gift.until_at.getTime() <= now) return over(gift.now)
    batch.of(couponWallet).unlock({ claimId: r.claimId, memberId: r.from, checkout: holderOf(r.giftId) })
    gifts.ended.set(r.giftId, { giftId: r.giftId, state: 'withdrawn', givenClaimId: null, at: now })
    return { ok: true, answer: { done: true }, nudges: [nudge(r.from, r.claimId)] }
  },
}

/** Past its time it is back, whether or not the night has written it. */
function over(state: CouponGiftRow['state']) {
  assert(state !== undefined, 'a gift has a state')
  return no('coupon-gift-over', { state: state === 'waiting' ? 'returned' : state })
}
