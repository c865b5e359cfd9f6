import { dZh, n, t, type Facts, type Sentences } from '../facts.js'

export const care: Sentences = {
  'coupon-unknown': '没有这种券',
  'care-off': '这项关怀没有打开',
  'birthday-not-now': '还没到领取生日礼的时候',
  'gift-birthday': '生日快乐，礼物到了',
  'gift-newcomer': '欢迎，新人礼到了',
  'gift-after-purchase': '上次买的，用着还好吗',
  'gift-tier-reached': '升级礼包到了',
  'gift-monthly': '这个月的会员礼到了',
  'gift-win-back': '好久不见，给您留了一份',
  'gift-anniversary': '谢谢您又陪了我们一年',
  'gift-words': (f) => words(f) || '店里有话对你说',
  'gift-points': (f) => `${led(f)}${n(f, 'points')} 分已到账`,
  'gift-coupon': (f) => `${led(f)}一张券已到账`,
  'gift-points-and-coupon': (f) => `${led(f)}${n(f, 'points')} 分和一张券已到账`,
  'birthday-soon': (f) => `您的生日快到了，生日礼 ${dZh(f, 'opens')}起为您备好`,
  'nothing-to-give': '这个等级没有配礼包',
  'tier-unknown': '没有这个等级',
  'days-wanted': '先填多少天',
}

/** What the shop wrote, in this language or the other; older messages hold one text. */
const words = (f: Facts): string => t(f, 'textZh') || t(f, 'textEn') || t(f, 'text')
const led = (f: Facts): string => (words(f) ? `${words(f)} ` : '')
