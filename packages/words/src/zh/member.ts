import { m, t, type Sentences } from '../facts.js'

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
  'timeline-tier': '等级有变动',
  'timeline-coupon-claimed': (f) => `得到券「${t(f, 'title')}」`,
  'timeline-post': (f) => `在「${t(f, 'topic')}」里发了帖`,
  'merge-same': '这是同一位会员',
  'merge-unknown': '没有这次合并',
  'merge-undone': '这次合并已经撤销了',
  'member-left': '这位会员已经合并到别处，或者已经注销',
}
