import { en } from '../words/en'
import { zh } from '../words/zh'
import { benefitsOf } from './benefits'

test('how long points of a tier last is said in words, the date with its year', () => {
  const benefits = { multiplierBp: 10_000, priceBp: 10_000, discountCategories: [], reachedCoupons: [], monthlyCoupons: [], freeShipping: false, birthdayPoints: 0, earlyHours: 0, servicePriority: 0, texts: [] }
  const said = (pointsExpiry: object, w = zh): string | undefined => benefitsOf({ coupons: [], tiers: [{ benefits: { ...benefits, pointsExpiry } }] } as never, 0, w, w === en ? 'en' : 'zh-CN').find(b => b.icon === 'cal')?.text
  expect([0, 1, 3].map(yearsAhead => said({ kind: 'fixed', on: '12-31', yearsAhead }))).toEqual(['积分用到当年 12 月 31 日', '积分用到次年 12 月 31 日', '积分用到 3 年后的 12 月 31 日'])
  expect([0, 1, 3].map(yearsAhead => said({ kind: 'fixed', on: '03-05', yearsAhead }, en))).toEqual(['Points last to 5 Mar of the same year', 'Points last to 5 Mar of the next year', 'Points last to 5 Mar 3 years on'])
})
