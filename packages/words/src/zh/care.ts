import type { Sentences } from '../facts.js'

export const care: Sentences = {
  'coupon-unknown': '没有这种券',
}
