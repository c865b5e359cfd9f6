import { dateAt, startOfDate, type Instant, type LocalDate, type MemberId } from '@huitou/units'
import { couponStock, issue, issueNeeds } from '../coupon/index.js'
import { sendMessages, type NewMessage } from '../inbox/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type Nudge, type Participant, type Refusal } from '../platform/group-commit/index.js'
import { plainAward, pointsBook } from '../points/index.js'
import { birthdayKey, openBirthday } from './birthday-window.js'
import { giftOf, GREETINGS, type AllCare, type CareKind } from './care-terms.js'
import { insertGifts, readCareTerms, readGifts, readPeople, type GiftRow, type PersonRow } from './care.rows.js'

interface GiftNeed { readonly memberId: MemberId }
interface GiftsOfBatch { readonly terms: AllCare; readonly given: Map<MemberId, GiftRow[]>; readonly people: Map<MemberId, PersonRow>; readonly made: GiftRow[] }

class CareGifts implements Participant<GiftNeed, GiftsOfBatch> {
  readonly name = 'care-gifts'
  readonly need = (need: GiftNeed) => needOf<GiftNeed, GiftsOfBatch>(this, need)
  async read(tx: Tx, needs: readonly GiftNeed[]): Promise<GiftsOfBatch> {
    const ids = [...new Set(needs.map((n) => n.memberId))]
    const [terms, rows, people] = await Promise.all([readCareTerms(tx), readGifts(tx, ids), readPeople(tx, ids)])
    const given = new Map<MemberId, GiftRow[]>(ids.map((id) => [id, []]))
    for (const row of rows) given.get(row.member_id)!.push(row)
    return { terms, given, people: new Map(people.map((p) => [p.member_id, p])), made: [] }
  }
  async write(tx: Tx, state: GiftsOfBatch, now: Instant): Promise<void> {
    if (state.made.length === 0) return
    await insertGifts(tx, state.made)
    await sendMessages(tx, state.made.map((g) => messageOf(g, state.terms)), now)
  }
}
const careGifts = new CareGifts()

function messageOf(g: GiftRow, terms: AllCare): NewMessage {
  const { textZh, textEn } = terms[g.kind]
  const what = g.points > 0 && g.claim_id ? 'gift-points-and-coupon' : g.claim_id ? 'gift-coupon' : g.points > 0 ? 'gift-points' : 'gift-words'
  return {
    memberId: g.member_id, kind: g.kind === 'birthday' ? 'birthday' : 'care', onceKey: g.gift_key, link: g.kind === 'birthday' ? '/member/birthday' : g.claim_id ? '/coupon' : '/points',
    isGreeting: GREETINGS.includes(g.kind),
    title: { code: `gift-${g.kind}`, facts: { points: g.points } }, body: what === 'gift-words' && !textZh && !textEn ? null : { code: what, facts: { points: g.points, textZh, textEn } },
  }
}

export interface GiveCare {
  readonly memberId: MemberId
  readonly kind: CareKind
  /** birthday:<year>, newcomer, monthly:<tier>:<month>: given once for ever */
  readonly giftKey: string
  /** whose pack it is; where it is no pack, the tier the member was seen in */
  readonly tierId: string | null
  /** the coupons of the care terms as they are now, so that their stocks are locked with it */
  readonly couponIds: readonly string[]
  /** the day it is given for: the night books it at the start of that day, so a missed night gives what it would have given */
  readonly on?: LocalDate
}

/**
 * One gift of care: words, points and a coupon, once by its key, with a message. A coupon that is gone does not keep the rest away.
 * Refusals in this order: care-off, gift-given-already, birthday-not-now, nothing-to-give, then those of the coupon where it was all there was.
 */
export const giveCare: ActKind<GiveCare, { points: number; claimId: string | null }> = {
  name: 'give-care',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId, on: r.on }), careGifts.need(r), ...r.couponIds.flatMap((couponId) => issueNeeds({ memberId: r.memberId, couponId, once: { source: r.kind, sourceKey: r.giftKey } }))],
  decide(r, batch, ctx) {
    const gifts = batch.of(careGifts)
    const books = batch.of(pointsBook)
    const terms = gifts.terms[r.kind]
    const at = r.on === undefined ? ctx.now : startOfDate(r.on, books.terms.zone)
    const no = refusalOf(r, gifts, at, books.terms.zone)
    if (no) return { ok: false, refusal: no }
    const tier = books.tier(r.memberId, at)
    const gift = giftOf(r.kind, terms, r.kind === 'tier-reached' || r.kind === 'monthly' ? r.tierId : tier?.tierId ?? null)
    if (!gift) return { ok: false, refusal: { code: 'nothing-to-give', facts: { kind: r.kind, tierId: r.tierId } } }
    const points = gift.points + (r.kind === 'birthday' ? tier?.benefits.birthdayPoints ?? 0 : 0)
    const nudges: Nudge[] = [{ topic: 'inbox', audience: `member:${r.memberId}`, ref: r.giftKey }]
    let claimId: string | null = null
    if (gift.couponId && r.couponIds.includes(gift.couponId) && batch.of(couponStock).row(gift.couponId)) {
      const issued = issue(batch, { memberId: r.memberId, couponId: gift.couponId, source: r.kind, sourceKey: r.giftKey, gift: true }, ctx)
      if (issued.ok) {
        claimId = issued.answer.card.memberCouponId
        nudges.push(...(issued.nudges ?? []))
      } else if (points === 0) return issued
    }
    if (points > 0) {
      const award = plainAward(books, { memberId: r.memberId, wallet: 'points', points, ruleId: r.kind }, { kind: 'gift', gift: r.kind })
      const booked = books.book(r.memberId, { id: ctx.actId, at, kind: 'gift', actId: ctx.actId, actor: ctx.actor, deeds: [{ kind: 'award', source: { actId: ctx.actId }, awards: [award] }] })
      if (!booked.ok) return booked
      nudges.push({ topic: 'points', audience: `member:${r.memberId}`, ref: r.memberId })
    }
    const row: GiftRow = { member_id: r.memberId, gift_key: r.giftKey, kind: r.kind, points, coupon_id: gift.couponId, claim_id: claimId, tier_id: r.kind === 'tier-reached' || r.kind === 'monthly' ? r.tierId : null, at: new Date(at) }
    gifts.given.get(r.memberId)!.push(row)
    gifts.made.push(row)
    return { ok: true, answer: { points, claimId }, nudges }
  },
}

function refusalOf(r: GiveCare, gifts: GiftsOfBatch, at: Instant, zone: string): Refusal | null {
  const terms = gifts.terms[r.kind]
  if (!terms.on) return { code: 'care-off', facts: { kind: r.kind } }
  const had = gifts.given.get(r.memberId) ?? []
  const already: Refusal = { code: 'gift-given-already', facts: { key: r.giftKey } }
  if (had.some((g) => g.gift_key === r.giftKey)) return already
  if (r.kind !== 'birthday') return null
  const today = dateAt(at, zone)
  const person = gifts.people.get(r.memberId)
  const open = person?.birthday ? openBirthday({ calendar: person.birthday_calendar, monthDay: person.birthday }, today, terms.window, terms.feb29) : null
  if (!open || r.giftKey !== birthdayKey(open.year)) return { code: 'birthday-not-now', facts: { key: r.giftKey } }
  // A birthday that was moved, or went over to the other calendar, since this year's gift: the year has had its own.
  const moved = person!.birthday_moved_at?.getTime() ?? null
  return moved !== null && had.some((g) => g.kind === 'birthday' && g.at.getTime() <= moved && dateAt(g.at.getTime(), zone).slice(0, 4) === today.slice(0, 4)) ? already : null
}
