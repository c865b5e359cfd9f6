import { minorDigits, type Currency, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { insertFirstRules } from './earning-rules.rows.js'
import { plainRule, type WireRule } from './wire-rule.js'

const plain = (rule: Pick<WireRule, 'ruleId' | 'name' | 'on'> & Partial<WireRule>): WireRule =>
  plainRule({ rate: null, fixedPoints: null, capPerDay: null, capPerMonth: null, capPerOrder: null, expiry: null, validFrom: null, validUntil: null, ...rule })

/** What a new shop begins with: a point and a growth value for each unit of its money, a little for daily life. */
export const starterRules = (currency: Currency): WireRule[] => {
  const perMinor = 10 ** minorDigits(currency)
  return [
    plain({ ruleId: 'spend', name: '消费积分', on: 'order', rate: { points: 1, perMinor } }),
    plain({ ruleId: 'growth', name: '消费成长值', on: 'order', wallet: 'growth', rate: { points: 1, perMinor }, useTierMultiplier: false }),
    plain({ ruleId: 'check-in', name: '每日签到', on: 'check-in', fixedPoints: 2, useTierMultiplier: false }),
    plain({ ruleId: 'post', name: '发布有用的帖子', on: 'post', fixedPoints: 10, useTierMultiplier: false, capPerDay: 20 }),
  ]
}

/** Gives a new shop its first earning rules, in force at once; a shop that has some keeps them. */
export const startEarningRules = (tx: Tx, shop: { currency: Currency; actor: string }, now: Instant): Promise<number> => insertFirstRules(tx, starterRules(shop.currency), shop.actor, now)
