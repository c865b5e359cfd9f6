/** Settings of this room, shown on the settings page with their defaults. */
export const COUPON_SETTINGS = [
  { key: 'coupon-grace-days', section: 'coupon', kind: 'whole', min: 0, max: 365, fallback: 0 },
] as const
