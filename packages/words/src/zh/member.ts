import { m, n, t, type Facts, type Sentences } from '../facts.js'

const views = (f: Facts): string => {
  const names = Array.isArray(f['names']) ? f['names'].map(String) : []
  return f['views'] ? `看了 ${n(f, 'views')} 件：${names.join('、')}${Number(f['views']) > names.length ? ' 等' : ''}` : ''
}

export const member: Sentences = {
  'member-unknown': '没有这位会员',
  'too-many-tags': '标签太多了，先取下几个',
  'birthday-changed-already': '生日一年只能改一次',
  'under-14': '未满 14 岁，请家长到店办理',
  'consent-required': '这一项是会员服务必需的，不同意就不能做会员',
  'timeline-joined': (f) => (t(f, 'source') === 'import' ? '随订单导入成为会员' : '成为会员'),
  'timeline-order': (f) => `下单 ${t(f, 'orderNo')}，付 ${m(f, 'amountMinor')}`,
  'timeline-refund': (f) => `订单 ${t(f, 'orderNo')} 退款 ${m(f, 'amountMinor')}`,
  'timeline-points': '积分有变动',
  'timeline-coupon-claimed': (f) => `得到券「${t(f, 'title')}」`,
  'timeline-post': (f) => `在「${t(f, 'topic')}」里发了帖`,
  'browsing-not-agreed': '没有同意记录浏览，就不记',
  'timeline-review': (f) => `评了「${t(f, 'name')}」，${n(f, 'stars')} 星`,
  'timeline-browse': (f) => [views(f), f['words'] ? `搜了「${t(f, 'words')}」${Number(f['searches']) > 1 ? `等 ${n(f, 'searches')} 次` : ''}` : '', f['carts'] ? `加购 ${n(f, 'carts')} 次` : '', f['favourites'] ? `收藏 ${n(f, 'favourites')} 次` : ''].filter(Boolean).join('；') || '逛了逛',
  'merge-same': '这是同一位会员',
  'merge-unknown': '没有这次合并',
  'merge-undone': '这次合并已经撤销了',
  'member-left': '这位会员已经合并到别处，或者已经注销',
}
