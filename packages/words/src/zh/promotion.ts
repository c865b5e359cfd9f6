import type { Sentences } from '../facts.js'

export const promotion: Sentences = {
  'promotion-ended': '这个优惠已经结束',
  'promotion-not-published': '这个优惠没有在用',
}
