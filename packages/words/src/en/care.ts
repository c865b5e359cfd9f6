import { dEn, n, t, type Facts, type Sentences } from '../facts.js'

export const care: Sentences = {
  'coupon-unknown': 'There is no such coupon',
  'care-off': 'This care is switched off',
  'birthday-not-now': 'It is not time for the birthday gift',
  'gift-birthday': 'Happy birthday, your gift is here',
  'gift-newcomer': 'Welcome, your gift is here',
  'gift-after-purchase': 'How do you like what you bought?',
  'gift-tier-reached': 'Your new tier’s gift is here',
  'gift-monthly': 'This month’s member gift is here',
  'gift-win-back': 'It has been a while: something is waiting for you',
  'gift-anniversary': 'Thank you for another year with us',
  'gift-words': (f) => words(f) || 'A word from the shop',
  'gift-points': (f) => `${led(f)}${n(f, 'points')} points are yours`,
  'gift-coupon': (f) => `${led(f)}A coupon is yours`,
  'gift-points-and-coupon': (f) => `${led(f)}${n(f, 'points')} points and a coupon are yours`,
  'birthday-soon': (f) => `Your birthday is near: your gift is ready from ${dEn(f, 'opens')}`,
  'nothing-to-give': 'This tier has no pack',
  'tier-unknown': 'There is no such tier',
  'days-wanted': 'Say after how many days first',
}

/** What the shop wrote, in this language or the other; older messages hold one text. */
const words = (f: Facts): string => t(f, 'textEn') || t(f, 'textZh') || t(f, 'text')
const led = (f: Facts): string => (words(f) ? `${words(f)} ` : '')
