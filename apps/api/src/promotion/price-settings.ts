import { DEFAULT_PRICE_SETTINGS, type PriceSettings } from '@huitou/promotion'

/** How prices compete and how coupons stand together, shown on the settings page with their defaults. */
export const PRICE_SETTINGS = [
  { key: 'price-competition', section: 'promotion', kind: 'choice', choices: ['best', 'listed', 'per-item'], fallback: 'best' },
  { key: 'price-coupons-per-order', section: 'promotion', kind: 'whole', min: 1, max: 5, fallback: 1 },
  { key: 'price-same-coupon-times', section: 'promotion', kind: 'whole', min: 1, max: 5, fallback: 1 },
  { key: 'price-any-invalid-refuses-all', section: 'promotion', kind: 'switch', fallback: false },
  { key: 'price-flash-alone', section: 'promotion', kind: 'switch', fallback: true },
] as const

export const PRICE_SETTING_KEYS: readonly string[] = PRICE_SETTINGS.map((s) => s.key)

export function priceSettings(rows: readonly { readonly key: string; readonly value: unknown }[]): PriceSettings {
  const said = new Map(rows.map((r) => [r.key, r.value]))
  const whole = (key: string, fallback: number) => { const v = said.get(key); return typeof v === 'number' ? v : fallback }
  const yes = (key: string, fallback: boolean) => { const v = said.get(key); return typeof v === 'boolean' ? v : fallback }
  const competition = said.get('price-competition')
  return {
    ...DEFAULT_PRICE_SETTINGS, competition: competition === 'listed' || competition === 'per-item' ? competition : 'best',
    couponsPerOrder: whole('price-coupons-per-order', 1), sameCouponTimes: whole('price-same-coupon-times', 1), anyInvalidRefusesAll: yes('price-any-invalid-refuses-all', false), flashAlone: yes('price-flash-alone', true),
  }
}
