import { dZh, m, n, t, type Facts, type Sentences } from '../facts.js'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']
const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const weekdays = (f: Facts) => (Array.isArray(f['weekdays']) ? (f['weekdays'] as number[]).map((d) => WEEKDAYS[d - 1] ?? '').join('、') : '')
const hours = (f: Facts) => (Array.isArray(f['hours']) ? (f['hours'] as [number, number][]).map(([a, b]) => `${clock(a)}–${clock(b)}`).join('、') : '')

export const promotion: Sentences = {
  'promotion-ended': '这个优惠已经结束',
  'promotion-not-published': '这个优惠没有在用',
  'terms-scope-empty': '选了范围，还没说是哪些商品',
  'terms-hours-empty': '开始和结束是同一时刻',
  'terms-amount-missing': '还没填减多少',
  'terms-rate-missing': '还没填打几折',
  'terms-units-missing': '还没填几件',
  'terms-dates-backwards': '结束早于开始',
  'terms-steps-not-rising': (f) => `第 ${n(f, 'step')} 档要比前一档门槛更高、减得更多`,
  'coupon-not-usable': (f) => ({ redeemed: '已经用过了', expired: '过期了', revoked: '商家收回了' })[t(f, 'state')] ?? '现在不能用',
  'coupon-locked': '正在另一单里用着',
  'coupon-redeemed': '已经用过了',
  'coupon-revoked': '商家收回了',
  'coupon-expired': (f) => `过期了，到 ${dZh(f, 'until')} 为止`,
  'coupon-not-begun': (f) => `${dZh(f, 'from')} 起可用`,
  'coupon-not-redeemed': '这张券没有用在这一单里',
  'offer-not-begun': (f) => `${dZh(f, 'from')} 起可用`,
  'offer-over': (f) => `过期了，到 ${dZh(f, 'until')} 为止`,
  'offer-other-weekday': (f) => `只在周${weekdays(f)}可用`,
  'offer-other-hour': (f) => `只在 ${hours(f)} 可用`,
  'offer-other-store': '这家门店不能用',
  'offer-other-channel': '这个渠道不能用',
  'offer-other-tier': '您的等级还不能用',
  'offer-other-segment': '不在这次的名单里',
  'offer-first-order-only': '只限第一单',
  'offer-no-line': '篮子里没有能用的商品',
  'offer-below-threshold': (f) => `再买 ${m(f, 'missingFen')} 就能用（满 ${m(f, 'fromFen')}）`,
  'offer-below-units': (f) => `再买 ${n(f, 'missingUnits')} 件就能用（满 ${n(f, 'units')} 件）`,
  'offer-nothing-left': '已经减到底了',
  'offer-not-together': '不能和已用的优惠一起用',
  'offer-another-better': '现在的搭配更划算',
  'offer-other-tag': '不在这次的名单里',
  'offer-not-for-this': (f) => ({ store: '这家门店除外', channel: '这个渠道除外', tier: '您的等级除外', tag: '不在这次的名单里' })[t(f, 'what')] ?? '这次不能用',
  'offer-used-up': (f) => ({ total: '名额用完了', day: '今天的名额用完了', member: '您的次数用完了', 'member-day': '您今天的次数用完了' })[t(f, 'limit')] ?? '名额用完了',
  'offer-budget-gone': '优惠的额度用完了',
  'offer-price-not-lowest': '已经有更低的价',
  'coupon-beside-invalid': '一起选的券里有一张不能用，先去掉它',
}
