import { t, type Sentences } from '../facts.js'

export const coupon: Sentences = {
  'total-below-claimed': 'The total cannot be below what was claimed',
  'coupon-ended': 'This coupon has ended',
  'coupon-not-published': 'This coupon is not published, or is paused',
  'unused-count-changed': 'The number of unused ones changed; look once more',
  'coupon-sold-out': 'All gone',
  'member-limit-reached': 'You have claimed all you may',
  'claim-not-open': 'Claiming has not begun',
  'claim-over': 'The time to claim is over',
  'tier-not-allowed': 'Your tier cannot claim this one yet',
  'coupon-scope-all': 'For everything',
  'coupon-scope-include': (f) => `For ${t(f, 'names')}`,
  'coupon-scope-exclude': (f) => `For all but ${t(f, 'names')}`,
  'coupon-day-sold-out': 'Gone for today, come back tomorrow',
  'gift-given-already': 'This gift was given already',
}
