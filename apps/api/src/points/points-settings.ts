import type { Activity, Clawback, Combine, Expiry, Limit, Pending, Unit } from '@huitou/ledger'
import { minorDigits, type Currency, type Period, type Zone } from '@huitou/units'

/** A setting of this room: shown on the settings page with its default. */
export interface SettingDefinition {
  readonly key: string
  readonly section: string
  readonly kind: 'choice' | 'whole' | 'switch'
  readonly choices?: readonly string[]
  readonly min?: number
  readonly max?: number
  readonly fallback: string | number | boolean
}

const choice = (key: string, choices: readonly string[]): SettingDefinition => ({ key, section: 'points', kind: 'choice', choices, fallback: choices[0]! })
const whole = (key: string, min: number, max: number, fallback: number): SettingDefinition => ({ key, section: 'points', kind: 'whole', min, max, fallback })

const toggle = (key: string, fallback: boolean): SettingDefinition => ({ key, section: 'points', kind: 'switch', fallback })
const LIMITED = ['points', 'growth'] as const
const PERIODS = ['order', 'day', 'month', 'ever'] as const

export const POINTS_SETTINGS: readonly SettingDefinition[] = [
  choice('points-multipliers', ['sum', 'product', 'best']),
  choice('points-base', ['after-discounts', 'before-order-wide']),
  toggle('points-earn-shipping', false),
  choice('points-pending-from', ['paid', 'confirmed']),
  whole('points-pending-days', 0, 90, 0),
  choice('points-expiry', ['rolling', 'fixed', 'inactivity', 'none']),
  whole('points-expiry-count', 0, 600, 12),
  choice('points-expiry-unit', ['month', 'day', 'week', 'year']),
  choice('points-expiry-end', ['month', 'day', 'week', 'quarter', 'half-year', 'year']),
  whole('points-expiry-fixed-month', 1, 12, 12),
  whole('points-expiry-fixed-day', 1, 31, 31),
  whole('points-expiry-years-ahead', 0, 10, 1),
  choice('points-idle-acts', ['any', 'earn', 'spend']),
  whole('points-hold-minutes', 1, 1440, 15),
  choice('points-clawback', ['debt', 'within-balance', 'pending-only']),
  choice('points-order-award-goes', ['at-end', 'below-minimum']),
  whole('points-return-days', 0, 365, 30),
  whole('points-per-major-unit', 1, 1_000_000, 100),
  whole('points-step', 1, 100_000, 1),
  whole('points-max-per-order', 0, 100_000_000, 0),
  whole('points-max-share-bp', 0, 10_000, 10_000),
  toggle('points-pay-own-order', false),
  whole('points-confirm-above', 0, 100_000_000, 5000),
  whole('points-warn-days', 0, 180, 14),
  choice('points-limit-policy', ['cap', 'refuse']),
  ...LIMITED.flatMap((wallet) => PERIODS.map((per) => whole(`${wallet}-limit-${per}`, 0, 1_000_000_000, 0))),
  toggle('points-gift', true),
  whole('points-gift-return-days', 1, 30, 3),
  whole('points-gift-order-days', 0, 365, 7),
  whole('points-gift-out-count', 1, 1000, 5),
  whole('points-gift-out-points', 1, 100_000_000, 2000),
  whole('points-gift-in-count', 1, 1000, 10),
  whole('points-gift-in-points', 1, 100_000_000, 5000),
  // limits on people: their own section of the page
  ...[
    whole('points-staff-limit', 0, 100_000_000, 1000),
    choice('points-second-person', ['managers', 'everyone']),
    whole('points-hand-day', 0, 100_000_000, 2000),
    whole('points-till-day', 0, 100_000_000, 0),
    whole('points-till-shift', 0, 100_000_000, 0),
    choice('points-till-over', ['flag', 'refuse']),
  ].map((s) => ({ ...s, section: 'staff' })),
]

/** Points given from member to member. */
export interface GiftTerms {
  readonly on: boolean
  readonly returnDays: number
  /** points of an order can be given away only so many days after it */
  readonly orderDays: number
  readonly outCount: number
  readonly outPoints: number
  readonly inCount: number
  readonly inPoints: number
}

/** What one person may give. 0: no limit. */
export interface StaffLimits {
  /** by hand at once without a second person; owners are free unless `everyone` */
  readonly alone: number
  readonly everyone: boolean
  /** by hand in a day, whatever was agreed to by a second person apart; owners are free */
  readonly handDay: number
  /** by sales at the till */
  readonly tillDay: number
  readonly tillShift: number
  /** whether a sale beyond is refused until a manager lets it pass, or booked and listed for the owner */
  readonly refuses: boolean
}

export interface PointsSettings {
  readonly combine: Combine
  readonly base: 'after-discounts' | 'before-order-wide'
  readonly earnShipping: boolean
  readonly pending: Pending
  readonly expiry: Expiry
  /** what counts as a visit where points end by inactivity, by whosever word */
  readonly idleActs: readonly Activity[]
  /** ceilings of the shop over all its rules; a rule's own come beside them */
  readonly limits: readonly Limit[]
  readonly gift: GiftTerms
  readonly holdMinutes: number
  readonly clawback: Clawback
  readonly wholeGoes: 'at-end' | 'below-minimum'
  readonly returnDays: number
  /** points as money: so many points pay so many minor units, in whole steps, up to a maximum and a share of the goods */
  readonly payment: { readonly rate: { readonly points: number; readonly minor: number }; readonly step?: number; readonly maxPoints?: number; readonly maxShareBp?: number }
  /** whether an order's own points may pay it */
  readonly payOwnOrder: boolean
  /** a visit that spends more asks for a confirmation on the phone */
  readonly confirmAbove: number
  readonly staff: StaffLimits
  /** days before the last usable day on which the member is told; 0 for never */
  readonly warnDays: number
}

/** The settings in force out of the rows that differ from the default. */
export function pointsSettings(rows: Readonly<Record<string, unknown>>, currency: Currency, zone: Zone): PointsSettings {
  const of: Of = <T>(key: string): T => (rows[key] ?? POINTS_SETTINGS.find((s) => s.key === key)!.fallback) as T
  const idleActs = IDLE[of<string>('points-idle-acts')] ?? IDLE.any!
  return {
    combine: of('points-multipliers'), base: of('points-base'), earnShipping: of('points-earn-shipping'), pending: pendingOf(of), expiry: shopExpiry(of, zone, idleActs), idleActs,
    limits: LIMITED.flatMap((wallet) => PERIODS.flatMap((per): Limit[] => (of<number>(`${wallet}-limit-${per}`) > 0 ? [{ id: `${wallet}-${per}`, wallet, per, points: of(`${wallet}-limit-${per}`), policy: of('points-limit-policy') }] : []))),
    gift: { on: of('points-gift'), returnDays: of('points-gift-return-days'), orderDays: of('points-gift-order-days'), outCount: of('points-gift-out-count'), outPoints: of('points-gift-out-points'), inCount: of('points-gift-in-count'), inPoints: of('points-gift-in-points') },
    holdMinutes: of('points-hold-minutes'), clawback: of('points-clawback'), wholeGoes: of('points-order-award-goes'), returnDays: of('points-return-days'),
    payment: {
      rate: { points: of('points-per-major-unit'), minor: 10 ** minorDigits(currency) }, step: of('points-step'),
      ...(of<number>('points-max-per-order') > 0 ? { maxPoints: of<number>('points-max-per-order') } : {}),
      ...(of<number>('points-max-share-bp') < 10_000 ? { maxShareBp: of<number>('points-max-share-bp') } : {}),
    },
    payOwnOrder: of('points-pay-own-order'),
    staff: { alone: of('points-staff-limit'), everyone: of<string>('points-second-person') === 'everyone', handDay: of('points-hand-day'), tillDay: of('points-till-day'), tillShift: of('points-till-shift'), refuses: of<string>('points-till-over') === 'refuse' },
    confirmAbove: of('points-confirm-above'), warnDays: of('points-warn-days'),
  }
}

type Of = <T>(key: string) => T

/** Paid and so many days later, or received and so many days later; with no days, at once. */
function pendingOf(of: Of): Pending {
  const days = of<number>('points-pending-days')
  if (of<string>('points-pending-from') === 'confirmed') return { kind: 'event', ...(days > 0 ? { days } : {}) }
  return days > 0 ? { kind: 'days', days } : { kind: 'none' }
}

const IDLE: Record<string, readonly Activity[]> = { any: ['earn', 'spend'], earn: ['earn'], spend: ['spend'] }

/** How long points last by the shop's settings. */
function shopExpiry(of: Of, zone: Zone, acts: readonly Activity[]): Expiry {
  const so = { count: of<number>('points-expiry-count'), unit: of<Unit>('points-expiry-unit'), endOf: of<Period>('points-expiry-end') }
  switch (of<string>('points-expiry')) {
    case 'none': return { kind: 'none' }
    case 'fixed': return { kind: 'fixed', month: of('points-expiry-fixed-month'), day: of('points-expiry-fixed-day'), yearsAhead: of('points-expiry-years-ahead') }
    case 'inactivity': return { kind: 'inactivity', ...so, acts, zone }
    default: return { kind: 'rolling', ...so }
  }
}
