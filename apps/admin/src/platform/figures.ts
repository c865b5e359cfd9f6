import { dateAt, daysBetween, groupedWhole, minorDigits, moneyText, partsOf } from '@huitou/units'
import { useMemo } from 'react'
import { usePreferences } from './preferences'
import { useShop } from './session'

const EN_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const EN_DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const ZH_DAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** How the shop writes numbers, money and days: its currency, its zone, the reader's language. */
export interface Figures {
  money: (minor: number) => string
  /** without decimals where there are none to tell */
  round: (minor: number) => string
  /** to whole units: for lists and strips, where a fen says nothing */
  coarse: (minor: number) => string
  symbol: string
  /** minor units in one of the currency */
  unit: number
  whole: (n: number) => string
  signed: (n: number) => string
  percent: (share: number, digits?: number) => string
  /** 2026-11-18 as people say it; with the year when it is not this one */
  day: (date: string) => string
  weekday: (date: string) => string
  dayOf: (instant: string | number) => string
  /** for narrow columns: 11 月 4 日, or 2025/11/4 */
  short: (instant: string | number) => string
  time: (instant: string | number) => string
  moment: (instant: string | number) => string
  /** the shop's date of an instant */
  dateOf: (instant: string | number) => string
  today: string
  daysSince: (instant: string | number) => number
  minus: (text: string) => string
}

export function makeFigures(currency: string, zone: string, language: 'zh-CN' | 'en', now: number): Figures {
  const ms = (i: string | number) => (typeof i === 'number' ? i : Date.parse(i))
  const today = dateAt(now, zone)
  const thisYear = partsOf(today).year
  const unit = 10 ** minorDigits(currency)
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false })
  const day = (date: string) => {
    const p = partsOf(date)
    if (language === 'en') return `${p.day} ${EN_MONTHS[p.month - 1]}${p.year === thisYear ? '' : ` ${p.year}`}`
    return `${p.year === thisYear ? '' : `${p.year} 年 `}${p.month} 月 ${p.day} 日`
  }
  const time = (i: string | number) => clock.format(ms(i))
  const money = (minor: number) => (minor < 0 ? '−' : '') + moneyText(Math.abs(minor), currency)
  return {
    money,
    round: (minor) => (minor % unit === 0 ? money(minor).replace(/[.]0+$/, '') : money(minor)),
    coarse: (minor) => money(Math.round(minor / unit) * unit).replace(/[.]0+$/, ''),
    symbol: moneyText(0, currency).replace(/[\d.,\s]/g, ''),
    unit,
    whole: (n) => (n < 0 ? '−' : '') + groupedWhole(Math.abs(Math.round(n))),
    signed: (n) => (n > 0 ? '+' : n < 0 ? '−' : '') + groupedWhole(Math.abs(n)),
    percent: (share, digits = 1) => `${(share * 100).toFixed(digits)}%`,
    day,
    weekday: (date) => (language === 'en' ? EN_DAYS : ZH_DAYS)[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '',
    dayOf: (i) => day(dateAt(ms(i), zone)),
    short: (i) => {
      const p = partsOf(dateAt(ms(i), zone))
      return p.year === thisYear ? day(dateAt(ms(i), zone)) : `${p.year}/${p.month}/${p.day}`
    },
    time,
    moment: (i) => {
      const date = dateAt(ms(i), zone)
      const p = partsOf(date)
      if (date === today) return `${language === 'en' ? 'Today' : '今天'} ${time(i)}`
      return `${p.year === thisYear ? '' : `${p.year}/`}${p.month}/${p.day} ${time(i)}`
    },
    dateOf: (i) => dateAt(ms(i), zone),
    today,
    daysSince: (i) => daysBetween(dateAt(ms(i), zone), today),
    minus: (text) => `−${text}`,
  }
}

export function useFigures(): Figures {
  const { language } = usePreferences()
  const { currency, zone, now } = useShop()
  return useMemo(() => makeFigures(currency, zone, language, now), [currency, zone, language, now])
}
