import type { care as zh } from '../zh/care'

export const care: typeof zh = {
  isEnglish: true,
  title: 'Birthday and care', say: (n) => ['', `${n} members`, ' have their birthday in the next 30 days.'], sayNone: 'No birthdays in the next 30 days.',
  sub: (g, p) => `${g} gifts this year, ${p} points; each comes once`, line: 'One member’s year; each gift comes once',
  kinds: {
    newcomer: ['Welcome', () => 'on joining'], 'after-purchase': ['How is it?', (d) => `${d} days after`], birthday: ['Birthday', () => 'birthday'], 'tier-reached': ['Tier pack', () => 'on reaching'], monthly: ['Monthly', () => 'on the 1st'],
    'win-back': ['Come back', (d) => `${d} days away`], 'points-expiry': ['Points end', (d) => `${d} days before`], downgrade: ['Tier ends', (d) => `${d} days before`], anniversary: ['Thank you', () => 'anniversary'],
  },
  gave: (g) => (g.gifts === 0 ? 'Nothing given this year' : `This year: ${g.gifts} gifts, ${g.points} points, ${g.coupons} coupons, ${g.used} used`),
  off: 'off', onNow: 'On', what: 'Gift', points: 'Points', pointsUnit: 'points', coupon: 'Coupon', noCoupon: 'No coupon', text: 'Words to the member', inChinese: 'Chinese', inEnglish: 'English (for members who read English)', days: 'When',
  byTier: 'Tier', byTierInstead: 'Instead, this tier gets', usedThisYear: 'Used this year', noTiers: 'There are no tiers yet',
  windows: { day: 'The day', week: 'The week', month: 'The month' }, daysHint: { day: 'Given on the day only', week: 'Given in the week that holds it, from Monday', month: 'Given from the 1st of that month' },
  ahead: ['tell', 'days ahead (0: not)'], daysFigure: 'Days', firstOrder: 'First order', eachOrder: 'Every order', afterDays: ['after', 'days'], withoutDays: ['After', 'days without an order'],
  rules: {
    newcomer: 'Given the moment they join; imported members get none.', 'after-purchase': 'Not for imported or refunded orders.', 'tier-reached': 'Given as the tier is reached, once in its window; when a refund takes the tier, unused coupons of the pack are taken back.', monthly: 'On the 1st by the tier held; who rises later gets it that night; falling and rising again brings no second one.',
    'win-back': 'Given in the night of that day; an order in between starts the count anew. Only members who agreed to offers by what they bought get it.', anniversary: 'Every year on the day they joined; those of 29 February on the 28th in common years.', 'points-expiry': 'Said once for each day of expiry.', downgrade: 'Said once for each end, with the amount missing.',
  },
  changeThere: (d) => `${d} days ahead now: change it`,
  rare: 'Rare cases', feb29: (n) => (n > 0 ? `Born on 29 Feb: ${n}` : 'Born on 29 Feb'), feb: { 'feb-28': '28 Feb in common years', 'mar-1': '1 March' },
  lunar: (n) => (n > 0 ? `Lunar birthdays: ${n}` : 'Lunar birthdays'), lunarRule: 'As the member chooses; a leap month counts as the plain one, day 30 of a short month as 29', changed: 'Changed the date',
  changedRule: 'Once a year; a changed date gives no second gift', young: 'No year given', youngRule: 'Given all the same; nobody under 14 gets a gift or a message', tierPoints: 'Extra birthday points by tier are set on the tier page',
  switchOn: 'Give', shopper: 'As the member sees it', sampleName: 'Zhixia', from: (s) => `From ${s}`,
  greets: {
    newcomer: (n) => `Welcome, ${n}`, 'after-purchase': (n) => `${n}, about your order`, birthday: (n) => `${n}, today is your day`, 'tier-reached': (n) => `${n}, you moved up`, monthly: (n) => `${n}, this month’s gift`, 'win-back': (n) => `${n}, it has been a while`,
    'points-expiry': (n) => `${n}, points end soon`, downgrade: (n) => `${n}, your tier ends soon`, anniversary: (n) => `${n}, another year`,
  },
  fallbacks: { newcomer: 'Good to meet you', 'after-purchase': 'How do you like it?', birthday: 'Happy birthday', 'tier-reached': 'A gift for you', monthly: 'A gift a month', 'win-back': 'Something is waiting', 'points-expiry': 'Use them in time', downgrade: 'One more visit keeps it', anniversary: 'Thank you' },
  giftPoints: (n) => `${n} points`, giftPointsHint: 'In your account', giftCoupon: 'Coupon', giftCouponHint: 'In your wallet', valid: { day: 'Today', week: 'That week', month: 'This month' },
  nights: 'Members per day', nextTitle: (n, d, m) => `${n} in the next 30 days, most on ${d}: ${m}`, nextNone: 'Nobody in the next 30 days', andMore: (n) => `and ${n} more`,
  nextUnknown: { newcomer: 'Who will join cannot be known', 'tier-reached': 'Who will rise hangs on what they buy' },
  discard: 'Discard', save: 'Save', nothing: 'No changes', saved: 'Saved; it holds from tonight', note: 'Changes hold from the next night; what was given stays', onlyOwner: 'Only an owner changes it',
}
