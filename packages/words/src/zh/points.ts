import { n, type Sentences } from '../facts.js'

export const points: Sentences = {
  'wallet-unknown': '没有这个账户',
  'above-staff-limit': '超过了您能调的上限，请店主来调',
  'above-limit': '超过了上限',
  'member-in-debt': '这位会员还有欠分，先补上才能用',
  'points-short': (f) => `积分差 ${n(f, 'missing')} 分`,
  'hold-unknown': '没有这笔占用',
  'hold-ended': '这笔占用已经结束',
  'no-draft': '没有草稿',
  'draft-moved-on': '草稿被别人改过，请重新打开',
  'draft-has-problems': '草稿里还有要改的地方',
  'checked-in-already': '今天签过了',
  'check-in-off': '这家店没有开签到',
}
