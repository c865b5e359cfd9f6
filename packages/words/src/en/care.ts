import type { Sentences } from '../facts.js'

export const care: Sentences = {
  'coupon-unknown': 'There is no such coupon',
}
