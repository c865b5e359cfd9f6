import { addRatio, allocate, gcd, mulRatio, ratio, type Instant, type Ratio, type Zone } from '@huitou/units'
import type { Basis } from './book.js'
import type { Expiry, Pending } from './expiry.js'
import { counts, unmet, type Conditions, type EarnContext, type EarnLine, type EarnRule } from './rule.js'
import { wholeShares } from './share.js'

/** How several multipliers become one. `sum`: their extras add (2x and 1.5x give 2.5x). */
export type Combine = 'sum' | 'product' | 'best'

export interface EarnTerms {
  readonly zone: Zone
  readonly rules: readonly EarnRule[]
  readonly combine: Combine
  /** what a rule counts of a line: what was paid for it, or that before order-wide discounts */
  readonly base: 'after-discounts' | 'before-order-wide'
  /** shipping does not earn, unless so */
  readonly shippingEarns?: boolean
  /** per wallet, where a rule does not say otherwise */
  readonly pending: Readonly<Record<string, Pending>>
  readonly expiry: Readonly<Record<string, Expiry>>
}

export interface Times { readonly from: string; readonly times: Ratio }

/** Why a lot has its points: enough to say the arithmetic aloud. */
export interface AwardWhy {
  readonly kind: EarnRule['award']['kind']
  readonly ruleId: string
  readonly version: number
  /** what the rule gives: points per `per` (minor units, order, line, unit or action) */
  readonly points: number
  readonly per: number
  readonly baseMinor: number
  readonly units: number
  readonly multipliers: readonly Times[]
  readonly times: Ratio
  /** before the one floor of the order */
  readonly exact: Ratio
  /** limits that took something away, and how much */
  readonly cut?: readonly { readonly limit: string; readonly points: number }[]
  readonly streak?: { readonly day: number; readonly extra: number }
}

/** Points of one rule for one line, before limits: as much of an award as a tally asks for. */
export interface Part {
  readonly wallet: string
  readonly ruleId: string
  readonly priority: number
  readonly line: number | null
  readonly points: number
  readonly basis: Basis
}

/** A share of an award, before limits: it becomes one lot. */
export interface Award extends Part {
  readonly version: number
  readonly pending: Pending
  readonly expiry: Expiry
  readonly why: AwardWhy
}

export interface EarnOrder {
  readonly at: Instant
  readonly lines: readonly EarnLine[]
}

const ONE: Ratio = { num: 1, den: 1 }
const NOTHING: readonly Times[] = []
const NONE: Pending = { kind: 'none' }
const NEVER: Expiry = { kind: 'none' }

/** What a rule gives for a line, or for the order, before the one floor. */
interface Share { readonly rule: EarnRule; readonly line: EarnLine | null; readonly basis: Basis; readonly exact: Ratio; readonly times: readonly Times[]; readonly factor: Ratio; readonly per: number; readonly points: number }

/** What an order earns by the rules in force, in every wallet: floored once per wallet, split over line and rule. */
export function awardOrder(terms: EarnTerms, order: EarnOrder, context: EarnContext): Award[] {
  const out: Award[] = []
  shareOrder(terms, order, context, (s, points) => out.push({
    ...partOf(s, points), version: s.rule.version, ...lifeOf(terms, s.rule, context),
    why: { kind: s.rule.award.kind, ruleId: s.rule.id, version: s.rule.version, points: s.points, per: s.per, baseMinor: s.basis.minor, units: s.basis.units, multipliers: s.times, times: s.factor, exact: s.exact },
  }))
  return out
}

/** The same points without what a lot lives by and is explained with. */
export function partsOfOrder(terms: EarnTerms, order: EarnOrder, context: EarnContext): Part[] {
  const out: Part[] = []
  shareOrder(terms, order, context, (s, points) => out.push(partOf(s, points)))
  return out
}

const partOf = ({ rule, line, basis }: Share, points: number): Part => ({ wallet: rule.wallet, ruleId: rule.id, priority: rule.priority, line: line?.line ?? null, points, basis })

function shareOrder(terms: EarnTerms, order: EarnOrder, context: EarnContext, give: (share: Share, points: number) => void): void {
  const lines = baseLines(terms, order)
  const byWallet = new Map<string, Share[]>()
  for (const rule of terms.rules) {
    const { award } = rule
    if (award.kind === 'multiplier' || award.kind === 'per-action' || unmet(rule.when, context, order.at, terms.zone)) continue
    const counted = countedOf(rule.when, lines)
    const eligible = terms.base === 'after-discounts' ? counted : withinPaid(counted, order)
    const baseMinor = paidFor(eligible)
    const minMinor = rule.when?.minMinor ?? 0
    if (eligible.length === 0 || baseMinor < minMinor) continue
    let shares = byWallet.get(rule.wallet)
    const multiplied = rule.multiplied ?? award.kind === 'per-amount'
    let [times, factor, known] = [NOTHING, ONE, !multiplied]
    const share = (line: EarnLine | null, basis: Basis, num: number, den: number, points: number, per: number) => {
      if (!known) {
        times = multipliers(terms, rule, context, order.at, lines, line)
        factor = combined(times, terms.combine)
        // The tier's multiplier alone is the same for every line.
        known = !hasMultipliers(terms)
      }
      if (!shares) byWallet.set(rule.wallet, (shares = []))
      shares.push({ rule, line, basis, exact: times.length === 0 ? { num, den } : times2(num, den, factor), times, factor, per, points })
    }
    if (award.kind === 'per-order') share(null, { counts: 'whole', minor: baseMinor, units: 0, minMinor }, award.points, 1, award.points, 1)
    else for (const l of eligible) {
      if (award.kind === 'per-amount') { if (l.paidMinor > 0) share(l, { counts: 'money', minor: l.paidMinor, units: l.units, minMinor }, l.paidMinor * award.points, award.perMinor, award.points, award.perMinor) }
      else share(l, { counts: 'units', minor: l.paidMinor, units: l.units, minMinor }, award.per === 'unit' ? award.points * l.units : award.points, 1, award.points, 1)
    }
  }
  for (const shares of byWallet.values()) {
    const points = wholeShares(shares.map((s) => s.exact))
    for (let i = 0; i < shares.length; i++) if (points[i]! > 0) give(shares[i]!, points[i]!)
  }
}

/** What an action done (check-in on the n-th day of a streak, a review ...) earns. */
export function awardAction(terms: EarnTerms, act: { readonly action: string; readonly at: Instant; readonly streakDay?: number }, context: EarnContext): Award[] {
  const out: Award[] = []
  for (const rule of terms.rules) {
    const { award } = rule
    if (award.kind !== 'per-action' || award.action !== act.action || unmet(rule.when, context, act.at, terms.zone)) continue
    const day = act.streakDay ?? 0
    const extra = day > 0 ? Math.max(0, ...(award.streak ?? []).filter((s) => day % s.every === 0).map((s) => s.points)) : 0
    const times = rule.multiplied ? multipliers(terms, rule, context, act.at, [], null) : []
    const factor = combined(times, terms.combine)
    const exact = times2(award.points + extra, 1, factor)
    const points = Math.floor(exact.num / exact.den)
    if (points === 0) continue
    out.push({
      wallet: rule.wallet, ruleId: rule.id, version: rule.version, priority: rule.priority, line: null, points, basis: { counts: 'whole', minor: 0, units: 0, minMinor: 0 }, ...lifeOf(terms, rule, context),
      why: { kind: 'per-action', ruleId: rule.id, version: rule.version, points: award.points, per: 1, baseMinor: 0, units: 1, multipliers: times, times: factor, exact, ...(extra > 0 ? { streak: { day, extra } } : {}) },
    })
  }
  return out
}

/** One multiplier out of several, by the merchant's setting; 1 where there is none. */
export function combined(times: readonly Times[], how: Combine): Ratio {
  if (times.length === 0) return ONE
  if (how === 'product') return times.reduce<Ratio>((all, t) => mulRatio(all, t.times), ONE)
  if (how === 'best') return times.reduce((best, t) => (t.times.num * best.times.den > best.times.num * t.times.den ? t : best)).times
  return times.reduce<Ratio>((all, t) => addRatio(all, ratio(t.times.num - t.times.den, t.times.den)), ONE)
}

/** What multiplies an award: of a line, what counts that line; each judged by its own minimum on its own lines. */
function multipliers(terms: EarnTerms, rule: EarnRule, context: EarnContext, at: Instant, lines: readonly EarnLine[], line: EarnLine | null): Times[] {
  const out: Times[] = []
  if (!rule.withoutTier && context.tierTimes && context.tierTimes.num !== context.tierTimes.den && rule.wallet !== 'growth') out.push({ from: `tier:${context.tier ?? ''}`, times: context.tierTimes })
  for (const other of terms.rules) {
    if (other.award.kind !== 'multiplier' || other.wallet !== rule.wallet || unmet(other.when, context, at, terms.zone)) continue
    const counted = countedOf(other.when, lines)
    if (lines.length > 0 && (line ? !counts(other.when, line) : counted.length === 0)) continue
    if (paidFor(counted) >= (other.when?.minMinor ?? 0)) out.push({ from: other.id, times: other.award.times })
  }
  return out
}

const multiplying = new WeakMap<readonly EarnRule[], boolean>()

function hasMultipliers({ rules }: EarnTerms): boolean {
  const known = multiplying.get(rules) ?? rules.some((r) => r.award.kind === 'multiplier')
  multiplying.set(rules, known)
  return known
}

const countedOf = (when: Conditions | undefined, lines: readonly EarnLine[]): readonly EarnLine[] => (lines.every((l) => counts(when, l)) ? lines : lines.filter((l) => counts(when, l)))

function paidFor(lines: readonly EarnLine[]): number {
  let sum = 0
  for (const l of lines) sum += l.paidMinor
  return sum
}

/** What each line counts for, by the merchant's setting. */
function baseLines(terms: EarnTerms, order: EarnOrder): readonly EarnLine[] {
  const lines = terms.shippingEarns || !order.lines.some((l) => l.shipping) ? order.lines : order.lines.filter((l) => !l.shipping)
  if (terms.base === 'after-discounts') return lines
  return lines.map((l) => ({ ...l, paidMinor: l.paidMinor + (l.orderOffMinor ?? 0) }))
}

/** Over an order the base of a rule never exceeds what its tenders paid. */
function withinPaid(eligible: readonly EarnLine[], order: EarnOrder): readonly EarnLine[] {
  const paid = paidFor(order.lines)
  if (paidFor(eligible) <= paid) return eligible
  const bases = allocate(paid, eligible.map((l) => l.paidMinor))
  return eligible.map((l, i) => ({ ...l, paidMinor: bases[i]! }))
}

function times2(num: number, den: number, by: Ratio): Ratio {
  const [a, b] = [gcd(num, by.den) || 1, gcd(by.num, den) || 1]
  return { num: (num / a) * (by.num / b), den: (den / b) * (by.den / a) }
}

/** A rule's own expiry, then the tier's, then the wallet's. */
const lifeOf = (terms: EarnTerms, rule: EarnRule, context: EarnContext): { pending: Pending; expiry: Expiry } =>
  ({ pending: rule.pending ?? terms.pending[rule.wallet] ?? NONE, expiry: rule.expiry ?? context.tierExpiry?.[rule.wallet] ?? terms.expiry[rule.wallet] ?? NEVER })

export type { Conditions }
