import { t, type Sentences } from '../facts.js'

export const order: Sentences = {
  'discount-told': (f) => t(f, 'name') || '渠道上的优惠',
}
