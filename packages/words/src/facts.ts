import { groupedWhole, moneyText } from '@huitou/units'

export type Facts = Readonly<Record<string, unknown>>
/** Code -> sentence. A sentence takes the facts of its code; a missing fact reads as an empty place, never as "undefined". */
export type Sentences = Readonly<Record<string, string | ((f: Facts) => string)>>

/** A text fact. */
export const t = (f: Facts, key: string): string => (f[key] === undefined || f[key] === null ? '' : String(f[key]))
/** Names in a row, parted as the language parts them. */
export const listed = (names: readonly string[], language: 'zh-CN' | 'en'): string => names.join(language === 'en' ? ', ' : '、')
/** Facts that are several names; answers given before are one text. */
export const lZh = (f: Facts, key: string): string => (Array.isArray(f[key]) ? listed(f[key].map(String), 'zh-CN') : t(f, key))
export const lEn = (f: Facts, key: string): string => (Array.isArray(f[key]) ? listed(f[key].map(String), 'en') : t(f, key))
/** A whole number, grouped: 12,860. */
export const n = (f: Facts, key: string): string => (typeof f[key] === 'number' && Number.isSafeInteger(f[key]) ? groupedWhole(f[key] as number) : t(f, key))
/** Money in minor units of `facts.currency` (CNY when unnamed): ¥256.00. */
export const m = (f: Facts, key: string): string => (typeof f[key] === 'number' && Number.isSafeInteger(f[key]) ? moneyText(f[key] as number, typeof f['currency'] === 'string' ? f['currency'] : 'CNY') : t(f, key))
/** A date "2026-12-31" as 12 月 31 日. */
export const dZh = (f: Facts, key: string): string => {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(t(f, key))
  return found ? `${Number(found[2])} 月 ${Number(found[3])} 日` : t(f, key)
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** A date "2026-12-31" as 31 Dec. */
export const dEn = (f: Facts, key: string): string => {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(t(f, key))
  return found ? `${Number(found[3])} ${MONTHS[Number(found[2]) - 1] ?? found[2]}` : t(f, key)
}
