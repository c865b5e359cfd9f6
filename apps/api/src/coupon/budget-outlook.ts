import type { AnswerOf, routes } from '@huitou/contract'
import { forecastBudget } from '@huitou/promotion'
import { addDays, dateAt, type Instant, type MerchantId } from '@huitou/units'
import type { Database } from '../platform/database/index.js'
import { readStocks, spentByDay } from './coupon.rows.js'

/** Whole days that say what the present rate is. */
const DAYS = 14

/** What is left of a coupon's budget and how long it lasts; null where it has none, undefined where there is no such coupon. */
export const budgetOutlook = (database: Database, merchantId: MerchantId, couponId: string, now: Instant): Promise<AnswerOf<typeof routes.forecastBudget>['budget'] | undefined> =>
  database.inMerchant(merchantId, async (tx) => {
    const [stock] = await readStocks(tx, [couponId])
    if (!stock) return undefined
    if (stock.budget_minor === null) return null
    const today = dateAt(now, stock.zone)
    const { text, values } = spentByDay(merchantId, couponId, DAYS, today)
    const days = await tx.query<{ minor: number; uses: number }>(text, values)
    const left = Math.max(0, stock.budget_minor - stock.spent_minor)
    const o = forecastBudget({ leftFen: left, days: days.map((d) => ({ fen: d.minor, uses: d.uses })) })
    const forecast = o.kind === 'lasts' ? { kind: o.kind, lowDays: o.lowDays, days: o.days, highDays: o.highDays, on: o.days > 20_000 ? '2199-12-31' : addDays(today, o.days), perDayMinor: o.perDayFen } : o
    return { budgetMinor: stock.budget_minor, spentMinor: stock.spent_minor, leftMinor: left, forecast }
  }, { readOnly: true })
