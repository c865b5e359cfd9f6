import type { care as zh } from '../zh/care'

export const care: typeof zh = {
  title: 'Birthday and care', birthday: 'Birthday gift', newcomer: 'Welcome gift',
  say: (n) => ['', `${n} members`, ' have their birthday in the next 30 days.'], sayNone: 'No birthdays in the next 30 days.',
  sub: (g, p) => `${g} gifts this year, ${p} points; each once a year`,
  line: 'One member’s year; each gift comes once',
  stations: { newcomer: ['Welcome gift', 'on joining'], birthday: ['Birthday gift', 'birthday'], tier: ['Tier benefits', 'on reaching'] }, off: 'off',
  onNow: 'On',
  what: 'Gift', points: 'Points', pointsUnit: 'points', coupon: 'Coupon', noCoupon: 'No coupon', text: 'Words to the member',
  textHint: (n) => `${n} / 120`, days: 'Which days', windows: { day: 'The day', week: 'The week around', month: 'The month' },
  daysHint: { day: 'Given on the day only', week: 'Given in the week around it', month: 'Given in that month' }, rare: 'Rare cases',
  feb29: 'Born on 29 Feb', feb: { 'feb-28': '28 Feb in common years', 'mar-1': '1 March' }, changed: 'Changed the date',
  changedRule: 'Once a year; a changed date gives no second gift', young: 'No year given',
  youngRule: 'Given all the same; nobody under 14 gets a gift or a message', tierPoints: 'Extra birthday points by tier are set on the tier page',
  switchOn: 'Give',
  shopper: 'As the member sees it', today: (name) => `${name}, today is your day`, sampleName: 'Zhixia', fallbackText: 'Happy birthday',
  from: (s) => `From ${s}`, giftPoints: (n) => `${n} points`, giftPointsHint: 'In your account', giftCoupon: 'Coupon', giftCouponHint: 'In your wallet',
  valid: { day: 'Today', week: 'The week around', month: 'This month' }, welcome: (name) => `Welcome, ${name}`,
  nights: 'Birthdays per day', nightsTitle: (n, d, m, days) => `Next ${days} days: most on ${d}, ${m}; ${n} in 30 days`, nightsNone: 'No birthdays', day: 'Day',
  members: 'Members', discard: 'Discard', save: 'Save', nothing: 'No changes', saved: 'Saved; it holds from tonight',
  note: 'Changes hold from the next night; what was given stays', onlyOwner: 'Only an owner changes it',
}
