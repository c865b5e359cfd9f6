import { assert } from './brand.js'

/** ISO 4217 code, upper case. */
export type Currency = string

// ISO 4217 amendment 176: the currencies whose minor unit is not a hundredth.
const DIGITS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
}

/** Digits after the point: CNY 2, JPY 0, KWD 3. */
export const minorDigits = (currency: Currency): number => DIGITS[currency] ?? 2

/** "256.00" for 25600 CNY, "256" for JPY: plain digits, no sign of the currency, no grouping. */
export function decimalOf(minor: number, currency: Currency): string {
  const digits = minorDigits(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const body = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return minor < 0 ? `-${body}` : body
}

/**
 * Reads "1,234.5", "-3", "¥20" into minor units. Half a minor unit and more is rounded half up, away from zero;
 * null when the text is not a number.
 */
export function minorOf(text: string, currency: Currency): number | null {
  const clean = text.replace(/[\s,¥￥£$€]/g, '')
  const found = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(clean)
  if (!found || (!found[2] && !found[3])) return null
  const digits = minorDigits(currency)
  const fraction = (found[3] ?? '').padEnd(digits + 1, '0')
  const up = Number(fraction[digits]) >= 5 ? 1 : 0
  const minor = Number((found[2] || '0') + fraction.slice(0, digits)) + up
  if (!Number.isSafeInteger(minor)) return null
  return found[1] === '-' ? 0 - minor : minor
}

/** "1,234.50" */
export function grouped(minor: number, currency: Currency): string {
  const [whole = '0', fraction] = decimalOf(Math.abs(minor), currency).split('.')
  const body = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`)
  return minor < 0 ? `-${body}` : body
}

/** "12,860" */
export function groupedWhole(n: number): string {
  assert(Number.isSafeInteger(n), `not a whole number: ${n}`)
  return (n < 0 ? '-' : '') + String(Math.abs(n)).replace(/\B(?=(\d{3})+$)/g, ',')
}

const SIGNS: Readonly<Record<string, string>> = { CNY: '¥', GBP: '£', USD: '$', EUR: '€', JPY: '¥', HKD: 'HK$' }

/** "¥1,234.50", "-£3.00"; a currency without a sign of its own stands before the figure with a space. */
export function moneyText(minor: number, currency: Currency): string {
  const sign = SIGNS[currency] ?? `${currency} `
  return (minor < 0 ? '-' : '') + sign + grouped(Math.abs(minor), currency)
}
