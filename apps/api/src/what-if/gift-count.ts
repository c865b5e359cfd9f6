import { decideThrough, newcomer, type TierChange } from '@huitou/tier'
import { addDays, dateAt, partsOf, startOfDate, type Instant } from '@huitou/units'
import { birthdayIn, windowOf, type Birthday, type readCareTerms } from '../care/index.js'
import { tiersAt, type MerchantTerms } from '../points/index.js'
import { tierOf } from '../tier/index.js'
import type { Stretch } from './stretch.js'

export type Care = Awaited<ReturnType<typeof readCareTerms>>

/** What tiers give beside what is earned. */
export interface Gifts {
  /** on top of what everybody's birthday brings */
  readonly birthdayPoints: number
  readonly packPoints: number
  readonly reachedCoupons: number
  readonly monthlyCoupons: number
}

export interface Given { readonly joinedAt: Instant; readonly birthday: Birthday | null }

/**
 * Counts gifts of one member in one world, by the tier held when each is given: packs and coupons on reaching a tier and
 * for each month in which it was held, points of birthdays. By care as it is switched on now, whatever the world.
 */
export class GiftCount {
  /** none where no tier of any version gives anything by the month */
  private readonly months: readonly { readonly starts: Instant; readonly ends: Instant }[]
  private readonly birthdays = new Map<string, readonly Instant[]>()
  private readonly bases = new Map<number, string | null>()

  constructor(private readonly care: Care, private readonly terms: MerchantTerms, private readonly stretch: Stretch) {
    const monthly = (care.monthly.on && care.monthly.packs.length > 0) || terms.tierSets.some((s) => s.tiers.some((t) => t.benefits.monthlyCoupons.length > 0))
    this.months = monthly ? stretch.months.slice(1).map((ends, i) => ({ starts: stretch.months[i]!, ends })).filter((m) => m.starts <= stretch.asOf) : []
  }

  count(changes: readonly TierChange[], member: Given): Gifts {
    const { care, stretch } = this
    let [packPoints, reachedCoupons, monthlyCoupons, birthdayPoints] = [0, 0, 0, 0]
    for (const c of changes) {
      if (c.cause !== 'reached' || c.at < stretch.from) continue
      const pack = packOf(care['tier-reached'], c.to)
      packPoints += pack?.points ?? 0
      reachedCoupons += (this.benefits(c.at, c.to)?.reachedCoupons.length ?? 0) + (pack?.couponId ? 1 : 0)
    }
    for (const { starts, ends } of this.months) {
      if (member.joinedAt >= ends) continue
      const held = new Set([this.tierAt(changes, Math.max(starts, member.joinedAt)), ...changes.filter((c) => c.at > starts && c.at < ends && c.at <= stretch.asOf).map((c) => c.to)])
      for (const tier of held) {
        if (tier === null) continue
        const pack = packOf(care.monthly, tier)
        packPoints += pack?.points ?? 0
        monthlyCoupons += (this.benefits(Math.min(ends - 1, stretch.asOf), tier)?.monthlyCoupons.length ?? 0) + (pack?.couponId ? 1 : 0)
      }
    }
    if (care.birthday.on && member.birthday) for (const at of this.birthdaysOf(member.birthday)) {
      if (at >= member.joinedAt) birthdayPoints += this.benefits(at, this.tierAt(changes, at))?.birthdayPoints ?? 0
    }
    return { birthdayPoints, packPoints, reachedCoupons, monthlyCoupons }
  }

  private benefits(at: Instant, tier: string | null) { return tierOf(tiersAt(this.terms, at), tier)?.benefits }

  /** The tier held then: before the first change, that of somebody who did nothing yet. */
  private tierAt(changes: readonly TierChange[], at: Instant): string | null {
    return heldAt(changes, at) ?? this.baseAt(at)
  }

  /** The tier of somebody who did nothing yet. */
  private baseAt(at: Instant): string | null {
    const version = tiersAt(this.terms, at)?.version ?? 0
    const known = this.bases.get(version)
    if (known !== undefined) return known
    const base = decideThrough(newcomer(at), at, [], this.terms.tierSets, 'night')[0].hold?.tier ?? null
    this.bases.set(version, base)
    return base
  }

  /** When the gift of that birthday is given in the stretch: as its window opens. */
  private birthdaysOf(birthday: Birthday): readonly Instant[] {
    const key = `${birthday.calendar} ${birthday.monthDay}`
    const known = this.birthdays.get(key)
    if (known) return known
    const { window, feb29 } = this.care.birthday
    const [first, last] = [dateAt(this.stretch.from, this.terms.zone), dateAt(this.stretch.asOf, this.terms.zone)]
    const opens: Instant[] = []
    for (let year = partsOf(addDays(first, -40)).year - 1; year <= partsOf(last).year + 1; year++) {
      const on = birthdayIn(year, birthday, feb29)
      if (on === null) continue
      const day = windowOf(on, window).opens
      if (day >= first && day <= last) opens.push(startOfDate(day, this.terms.zone))
    }
    this.birthdays.set(key, opens)
    return opens
  }
}

const packOf = (terms: Care['monthly'], tier: string | null) => (terms.on ? terms.packs.find((p) => p.tierId === tier) : undefined)

function heldAt(changes: readonly TierChange[], at: Instant): string | null {
  let held: string | null = null
  for (const c of changes) {
    if (c.at > at) break
    held = c.to
  }
  return held
}
