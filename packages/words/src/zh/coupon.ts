import { t, type Sentences } from '../facts.js'

export const coupon: Sentences = {
  'total-below-claimed': '总数不能少于已经领走的',
  'coupon-ended': '这种券已经结束',
  'coupon-not-published': '这种券还没有发布，或者已经暂停',
  'unused-count-changed': '没用的张数变了，请再看一眼',
  'coupon-sold-out': '领完了',
  'member-limit-reached': '这种券您已经领够了',
  'claim-not-open': '还没有开始领',
  'claim-over': '领券时间过了',
  'tier-not-allowed': '您的等级还不能领这种券',
  'coupon-scope-all': '全店可用',
  'coupon-scope-include': (f) => `${t(f, 'names')}可用`,
  'coupon-scope-exclude': (f) => `${t(f, 'names')}除外`,
  'coupon-day-sold-out': '今天的领完了，明天再来',
  'gift-given-already': '这份礼已经送过了',
}
