import { dEn, m, n, t, type Facts, type Sentences } from '../facts.js'

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const weekdays = (f: Facts) => (Array.isArray(f['weekdays']) ? (f['weekdays'] as number[]).map((d) => WEEKDAYS[d - 1] ?? '').join(', ') : '')
const hours = (f: Facts) => (Array.isArray(f['hours']) ? (f['hours'] as [number, number][]).map(([a, b]) => `${clock(a)}–${clock(b)}`).join(', ') : '')

export const promotion: Sentences = {
  'promotion-ended': 'This promotion has ended',
  'promotion-not-published': 'This promotion is not in force',
  'terms-scope-empty': 'Say which products it is for',
  'terms-hours-empty': 'It starts and ends at the same minute',
  'terms-amount-missing': 'Say how much it takes off',
  'terms-rate-missing': 'Say what share it takes off',
  'terms-units-missing': 'Say how many items',
  'terms-dates-backwards': 'It ends before it starts',
  'terms-steps-not-rising': (f) => `Step ${n(f, 'step')} must ask for more and take off more than the one before`,
  'coupon-not-usable': (f) => ({ redeemed: 'Already used', expired: 'Expired', revoked: 'Taken back by the shop' })[t(f, 'state')] ?? 'Not usable now',
  'coupon-locked': 'In use in another sale',
  'coupon-redeemed': 'Already used',
  'coupon-revoked': 'Taken back by the shop',
  'coupon-expired': (f) => `Expired, it was good until ${dEn(f, 'until')}`,
  'coupon-not-begun': (f) => `Usable from ${dEn(f, 'from')}`,
  'coupon-not-redeemed': 'This coupon was not used in this order',
  'offer-not-begun': (f) => `Usable from ${dEn(f, 'from')}`,
  'offer-over': (f) => `Expired, it was good until ${dEn(f, 'until')}`,
  'offer-other-weekday': (f) => `Only on ${weekdays(f)}`,
  'offer-other-hour': (f) => `Only at ${hours(f)}`,
  'offer-other-store': 'Not usable in this store',
  'offer-other-channel': 'Not usable on this channel',
  'offer-other-tier': 'Not for your tier yet',
  'offer-other-segment': 'Not on the list for this one',
  'offer-first-order-only': 'For a first order only',
  'offer-no-line': 'Nothing in the basket it is for',
  'offer-below-threshold': (f) => `${m(f, 'missingFen')} more to use it (from ${m(f, 'fromFen')})`,
  'offer-below-units': (f) => `${n(f, 'missingUnits')} more items to use it (from ${n(f, 'units')})`,
  'offer-nothing-left': 'Nothing left to take off',
  'offer-not-together': 'Not together with what is used already',
  'offer-another-better': 'The present combination is better',
  'offer-other-tag': 'Not on the list for this one',
  'offer-not-for-this': (f) => ({ store: 'Not in this store', channel: 'Not on this channel', tier: 'Not for your tier', tag: 'Not on the list for this one' })[t(f, 'what')] ?? 'Not usable this time',
  'offer-used-up': (f) => ({ total: 'All taken', day: 'All taken for today', member: 'You have used it as often as it goes', 'member-day': 'You have used it as often as it goes today' })[t(f, 'limit')] ?? 'All taken',
  'offer-budget-gone': 'The budget of this offer is used up',
  'offer-price-not-lowest': 'The price is lower already',
  'coupon-beside-invalid': 'One of the coupons chosen with it cannot be used: leave that one out',
}
