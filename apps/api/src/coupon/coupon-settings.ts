/** Settings of this room, shown on the settings page with their defaults. */
export const COUPON_SETTINGS = [
  { key: 'coupon-grace-days', section: 'coupon', kind: 'whole', min: 0, max: 365, fallback: 0 },
] as const

export const GRACE_KEY = COUPON_SETTINGS[0].key
/** Days of grace of a coupon that comes back past its validity, out of the rows that differ from the default. */
export const graceDaysOf = (rows: readonly { readonly key: string; readonly value: unknown }[]): number => {
  const value = rows.find((r) => r.key === GRACE_KEY)?.value
  return typeof value === 'number' ? value : COUPON_SETTINGS[0].fallback
}
