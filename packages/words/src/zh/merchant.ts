import type { Sentences } from '../facts.js'

export const merchant: Sentences = {
  'slug-taken': '这个地址已经有人用了',
  'currency-unknown': '没有这种货币',
  'zone-unknown': '没有这个时区',
  'brand-contrast-too-low': '这个颜色上的字看不清，请选深一点的',
  'store-name-taken': '已经有同名的门店',
  'login-taken-here': '这个账号已经是店员',
  'last-owner-stays': '至少要留一位店主',
  'pin-too-simple': 'PIN 太好猜了，换一个',
  'not-yours': '只能改自己的',
  'setting-unknown': '没有这项设置',
  'setting-value-bad': '这个值不行',
}
