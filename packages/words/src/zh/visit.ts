import type { Sentences } from '../facts.js'

export const visit: Sentences = {
  'till-locked': '扫错太多次，这台收银台歇一分钟',
  'code-unknown': '这不是我们的会员码',
  'code-used': '这个码用过了',
  'code-expired': '这个码过时了',
  'visit-over': '这次到店已经过了十分钟，请再扫一次',
  'visit-settled': '这一单已经结好了',
  'confirmation-needed': '用的积分比较多，请客人在手机上点一下同意',
  'coupon-gone': '这张券刚刚被用掉或过期了',
  'quote-changed': '价钱有变，请再看一遍',
  'tenders-differ': '收的钱和应收对不上',
  'order-unknown': '没有这一单',
  'nothing-left-to-refund': '这一单已经全退了',
  'more-than-left': '退的比剩下的多',
  'manager-needed': '超过了您的上限，要店长点头',
  'sale-too-old': '超过 24 小时的离线单不能再记',
  'sale-from-future': '这一单的时间在以后，请查一下收银台的钟',
}
