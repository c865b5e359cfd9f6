import { dateAt, startOfDate, type Instant, type LocalDate, type MemberId } from '@huitou/units'
import { couponStock, issue, issueNeeds } from '../coupon/index.js'
import { sendMessages } from '../inbox/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type Nudge, type Participant } from '../platform/group-commit/index.js'
import { plainAward, pointsBook } from '../points/index.js'
import { openBirthday } from './birthday-window.js'
import { insertGifts, readCareTerms, readGifts, type CareTerms, type GiftRow } from './care.rows.js'

interface GiftNeed { readonly memberId: MemberId; readonly giftKey: string }
interface GiftsOfBatch { readonly terms: CareTerms; readonly given: Set<string>; readonly made: GiftRow[] }
const nameOf = (g: GiftNeed) => `${g.memberId} ${g.giftKey}`

class CareGifts implements Participant<GiftNeed, GiftsOfBatch> {
  readonly name = 'care-gifts'
  readonly need = (need: GiftNeed) => needOf<GiftNeed, GiftsOfBatch>(this, need)
  async read(tx: Tx, needs: readonly GiftNeed[]): Promise<GiftsOfBatch> {
    const [terms, rows] = await Promise.all([readCareTerms(tx), readGifts(tx, [...new Set(needs.map((n) => n.memberId))], [...new Set(needs.map((n) => n.giftKey))])])
    return { terms, given: new Set(rows.map((r) => nameOf({ memberId: r.member_id, giftKey: r.gift_key }))), made: [] }
  }
  async write(tx: Tx, state: GiftsOfBatch, now: Instant): Promise<void> {
    if (state.made.length === 0) return
    await insertGifts(tx, state.made)
    await sendMessages(tx, state.made.map((g) => ({
      memberId: g.member_id, kind: g.kind === 'birthday' ? 'birthday' as const : 'care' as const, onceKey: g.gift_key, link: g.kind === 'birthday' ? '/member/birthday' : '/points',
      title: { code: `gift-${g.kind}`, facts: { points: g.points } }, body: { code: g.points > 0 && g.claim_id ? 'gift-points-and-coupon' : g.claim_id ? 'gift-coupon' : 'gift-points', facts: { points: g.points, text: state.terms[g.kind].text } },
    })), now)
  }
}
const careGifts = new CareGifts()

export interface GiveCare {
  readonly memberId: MemberId
  readonly kind: keyof CareTerms
  /** birthday:<year> or newcomer: given once for ever */
  readonly giftKey: string
  /** the coupon of the care terms as they are now, so that its stock is locked with it */
  readonly couponId: string | null
  /** the day it is given for: the night books it at the start of that day, so a missed night gives what it would have given */
  readonly on?: LocalDate
}

/**
 * One gift of care: points and a coupon, once by its key, with a message. A coupon that is gone does not keep the points away.
 * Refusals in this order: care-off, gift-given-already, birthday-not-now, then those of the coupon where it was all there was.
 */
export const giveCare: ActKind<GiveCare, { points: number; claimId: string | null }> = {
  name: 'give-care',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId, late: r.on !== undefined }), careGifts.need(r), ...(r.couponId ? issueNeeds({ memberId: r.memberId, couponId: r.couponId, once: { source: r.kind, sourceKey: r.giftKey } }) : [])],
  decide(r, batch, ctx) {
    const gifts = batch.of(careGifts)
    const books = batch.of(pointsBook)
    const terms = gifts.terms[r.kind]
    if (!terms.on) return { ok: false, refusal: { code: 'care-off', facts: { kind: r.kind } } }
    if (gifts.given.has(nameOf(r))) return { ok: false, refusal: { code: 'gift-given-already', facts: { key: r.giftKey } } }
    if (r.kind === 'birthday') {
      const { birthday } = books.member(r.memberId)
      const open = birthday && openBirthday(birthday, r.on ?? dateAt(ctx.now, books.terms.zone), gifts.terms.birthday.window, gifts.terms.birthday.feb29)
      if (!open || r.giftKey !== `birthday:${open.year}`) return { ok: false, refusal: { code: 'birthday-not-now', facts: { key: r.giftKey } } }
    }
    const at = r.on === undefined ? ctx.now : startOfDate(r.on, books.terms.zone)
    const points = terms.points + (r.kind === 'birthday' ? books.tier(r.memberId, at)?.benefits.birthdayPoints ?? 0 : 0)
    const nudges: Nudge[] = [{ topic: 'inbox', audience: `member:${r.memberId}`, ref: r.giftKey }]
    let claimId: string | null = null
    if (r.couponId && batch.of(couponStock).row(r.couponId)) {
      const issued = issue(batch, { memberId: r.memberId, couponId: r.couponId, source: r.kind, sourceKey: r.giftKey, gift: true }, ctx)
      if (issued.ok) {
        claimId = issued.answer.card.memberCouponId
        nudges.push(...(issued.nudges ?? []))
      } else if (points === 0) return issued
    }
    if (points > 0) {
      const award = plainAward(books, { wallet: 'points', points, ruleId: r.kind }, { kind: 'gift', gift: r.kind })
      const booked = books.book(r.memberId, { id: ctx.actId, at, kind: 'gift', actId: ctx.actId, actor: ctx.actor, deeds: [{ kind: 'award', source: { actId: ctx.actId }, awards: [award] }] })
      if (!booked.ok) return booked
      nudges.push({ topic: 'points', audience: `member:${r.memberId}`, ref: r.memberId })
    }
    gifts.given.add(nameOf(r))
    gifts.made.push({ member_id: r.memberId, gift_key: r.giftKey, kind: r.kind, points, coupon_id: r.couponId, claim_id: claimId, at: new Date(ctx.now) })
    return { ok: true, answer: { points, claimId }, nudges }
  },
}
