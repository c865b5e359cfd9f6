import { n, t, type Sentences } from '../facts.js'

export const care: Sentences = {
  'coupon-unknown': '没有这种券',
  'care-off': '这项关怀没有打开',
  'birthday-not-now': '还没到领取生日礼的时候',
  'gift-birthday': '生日快乐，礼物到了',
  'gift-newcomer': '欢迎，新人礼到了',
  'gift-points': (f) => `${t(f, 'text') ? `${t(f, 'text')} ` : ''}${n(f, 'points')} 分已到账`,
  'gift-coupon': (f) => `${t(f, 'text') ? `${t(f, 'text')} ` : ''}一张券已到账`,
  'gift-points-and-coupon': (f) => `${t(f, 'text') ? `${t(f, 'text')} ` : ''}${n(f, 'points')} 分和一张券已到账`,
}
