import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Day, Id, Minor, Points, PointsUp, text } from './schema.js'

const room = 'care'
/** Every kindness a shop may switch on, in the order of a member's year. */
export const CARE_KINDS = ['newcomer', 'after-purchase', 'birthday', 'tier-reached', 'monthly', 'win-back', 'points-expiry', 'downgrade', 'anniversary'] as const
export const CareKind = z.enum(CARE_KINDS)
/** What one tier gets of it, in the place of what everybody gets. */
export const CarePack = z.object({ tierId: text(40, 1), points: PointsUp, couponId: z.nullable(Id) })
/** One shape for all kinds; a kind reads what is its own: days, window and calendars belong to some only. */
export const CareTerms = z.object({
  on: z.boolean(), points: z._default(PointsUp, 0), couponId: z._default(z.nullable(Id), null), textZh: z._default(text(120), ''), textEn: z._default(text(240), ''),
  /** birthday: told so many days before its window; after-purchase: days after; win-back: days without */
  days: z._default(z.int().check(z.minimum(0), z.maximum(730)), 0),
  /** after-purchase: of the first order only */
  firstOnly: z._default(z.boolean(), true),
  window: z._default(z.enum(['day', 'week', 'month']), 'day'), feb29: z._default(z.enum(['feb-28', 'mar-1']), 'feb-28'),
  packs: z._default(z.array(CarePack).check(z.maxLength(12)), []),
})
export const CareBrief = z.object({ kind: CareKind, on: z.boolean(), /** days after or without; of the warnings, days before */ days: z.int() })
const Given = z.object({ gifts: Count, points: Points, coupons: Count, used: Count, discountMinor: Minor })

export const careRoutes = {
  listCare: route({ method: 'GET', room, access: ['manager'], path: '/api/care', summary: 'Every kind of care: whether it is on', ok: z.object({ items: z.array(CareBrief), givenThisYear: Count, pointsThisYear: Points, birthdaysIn30Days: Count }) }),
  readCare: route({ method: 'GET', room, access: ['manager'], path: '/api/care/{kind}', summary: 'One kind of care: its terms, what it gave this year, who gets it in the next 30 days', params: z.object({ kind: CareKind }), ok: z.object({
    kind: CareKind, terms: CareTerms, changedAt: z.nullable(At), given: Given, byTier: z.array(z.object({ tierId: z.nullable(z.string()), gifts: Count, coupons: Count, used: Count })),
    /** null: it hangs on what members will do, and cannot be known */
    next: z.nullable(z.object({ days: z.array(z.object({ on: Day, members: Count })), first: z.array(z.object({ memberId: Id, name: z.string(), on: Day })) })),
    /** birthday only: members with a lunar birthday, those born on 29 February, gifts kept back because the date was changed */
    rare: z.nullable(z.object({ lunar: Count, feb29: Count })),
  }) }),
  changeCare: route({ method: 'PUT', room, access: ['owner'], path: '/api/care/{kind}', summary: 'Change one kind of care; it holds from the next night', params: z.object({ kind: CareKind }), body: CareTerms, ok: CareTerms, refusals: ['coupon-unknown', 'tier-unknown', 'days-wanted'] }),
  readMyBirthday: route({ method: 'GET', room, access: ['member'], path: '/api/me/birthday', summary: 'My birthday perk', ok: z.object({ birthday: z.nullable(z.string()), calendar: z.enum(['solar', 'lunar']), on: z.nullable(Day), daysLeft: z.nullable(z.int()), window: z.enum(['day', 'week', 'month']), opensOn: z.nullable(Day), closesOn: z.nullable(Day), gift: z.object({ points: Points, couponTitle: z.nullable(z.string()), text: z.string() }), received: z.nullable(z.object({ at: At, points: Points, memberCouponId: z.nullable(Id) })) }) }),
} as const
