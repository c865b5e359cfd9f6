import { n, t, type Sentences } from '../facts.js'

export const care: Sentences = {
  'coupon-unknown': 'There is no such coupon',
  'care-off': 'This care is switched off',
  'birthday-not-now': 'It is not time for the birthday gift',
  'gift-birthday': 'Happy birthday, your gift is here',
  'gift-newcomer': 'Welcome, your gift is here',
  'gift-points': (f) => `${t(f, 'text') ? `${t(f, 'text')} ` : ''}${n(f, 'points')} points are yours`,
  'gift-coupon': (f) => `${t(f, 'text') ? `${t(f, 'text')} ` : ''}A coupon is yours`,
  'gift-points-and-coupon': (f) => `${t(f, 'text') ? `${t(f, 'text')} ` : ''}${n(f, 'points')} points and a coupon are yours`,
}
