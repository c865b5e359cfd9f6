import type { Clawback, Combine, Expiry, PaymentTerms } from '@huitou/ledger'
import { minorDigits, type Currency, type Period } from '@huitou/units'

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

export const POINTS_SETTINGS: readonly SettingDefinition[] = [
  choice('points-multipliers', ['sum', 'product', 'best']),
  choice('points-base', ['after-discounts', 'before-order-wide']),
  whole('points-pending-days', 0, 90, 0),
  choice('points-expiry', ['rolling', 'none']),
  whole('points-expiry-months', 0, 600, 12),
  choice('points-expiry-end', ['month', 'day', 'week', 'quarter', 'half-year', 'year']),
  whole('points-hold-minutes', 1, 1440, 15),
  choice('points-clawback', ['debt', 'within-balance', 'pending-only']),
  choice('points-order-award-goes', ['at-end', 'below-minimum']),
  whole('points-return-days', 0, 365, 30),
  whole('points-per-major-unit', 1, 1_000_000, 100),
  whole('points-step', 1, 100_000, 1),
  whole('points-max-per-order', 0, 100_000_000, 0),
  whole('points-max-share-bp', 0, 10_000, 10_000),
  whole('points-confirm-above', 0, 100_000_000, 5000),
  whole('points-staff-limit', 0, 100_000_000, 1000),
  whole('points-warn-days', 0, 180, 14),
]

export interface PointsSettings {
  readonly combine: Combine
  readonly base: 'after-discounts' | 'before-order-wide'
  readonly pendingDays: number
  readonly expiry: Expiry
  readonly holdMinutes: number
  readonly clawback: Clawback
  readonly wholeGoes: 'at-end' | 'below-minimum'
  readonly returnDays: number
  readonly payment: PaymentTerms
  /** a visit that spends more asks for a confirmation on the phone */
  readonly confirmAbove: number
  /** the most a manager may give or take by hand; owners are free */
  readonly staffLimit: number
  /** days before the last usable day on which the member is told; 0 for never */
  readonly warnDays: number
}

/** The settings in force out of the rows that differ from the default. */
export function pointsSettings(rows: Readonly<Record<string, unknown>>, currency: Currency): PointsSettings {
  const of = <T>(key: string): T => (rows[key] ?? POINTS_SETTINGS.find((s) => s.key === key)!.fallback) as T
  return {
    combine: of('points-multipliers'), base: of('points-base'), pendingDays: of('points-pending-days'),
    expiry: of<string>('points-expiry') === 'none' ? { kind: 'none' } : { kind: 'rolling', count: of('points-expiry-months'), unit: 'month', endOf: of<Period>('points-expiry-end') },
    holdMinutes: of('points-hold-minutes'), clawback: of('points-clawback'), wholeGoes: of('points-order-award-goes'), returnDays: of('points-return-days'),
    payment: {
      rate: { points: of('points-per-major-unit'), minor: 10 ** minorDigits(currency) }, step: of('points-step'),
      ...(of<number>('points-max-per-order') > 0 ? { maxPoints: of<number>('points-max-per-order') } : {}),
      ...(of<number>('points-max-share-bp') < 10_000 ? { maxShareBp: of<number>('points-max-share-bp') } : {}),
    },
    confirmAbove: of('points-confirm-above'), staffLimit: of('points-staff-limit'), warnDays: of('points-warn-days'),
  }
}
