import type { Sql } from '../platform/database/index.js'

/** Settings of this room, shown on the settings page with their defaults. */
export const VISIT_SETTINGS = [
  { key: 'refund-clerk-limit-minor', section: 'visit', kind: 'whole', min: 0, max: 100_000_000, fallback: 20_000 },
] as const

export const visitSettingRows = (merchantId: string): Sql => ({ text: 'select key, value from setting where merchant_id = $1 and key = any($2::text[])', values: [merchantId, VISIT_SETTINGS.map((s) => s.key)] })

export interface VisitSettings {
  /** refunds above it need a manager */
  readonly clerkRefundMinor: number
}

export function visitSettings(rows: readonly { key: string; value: unknown }[]): VisitSettings {
  const value = rows.find((r) => r.key === 'refund-clerk-limit-minor')?.value
  return { clerkRefundMinor: typeof value === 'number' ? value : VISIT_SETTINGS[0].fallback }
}
