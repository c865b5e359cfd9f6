import { dZh, m, n, type Sentences } from '../facts.js'

export const insight: Sentences = {
  'finding-none': '店开好了，就差人来',
  'finding-sales-up': (f) => `近 ${n(f, 'days')} 天卖了 ${m(f, 'sales')}，比上一段多 ${n(f, 'percent')}%`,
  'finding-sales-down': (f) => `近 ${n(f, 'days')} 天卖了 ${m(f, 'sales')}，比上一段少 ${n(f, 'percent')}%`,
  'finding-at-risk': (f) => `${n(f, 'members')} 位常客比平常来得晚了`,
  'finding-steady': (f) => `近 ${n(f, 'days')} 天卖了 ${m(f, 'sales')}，和上一段差不多`,
  'todo-at-risk': (f) => `${n(f, 'members')} 位老客比平常晚了，问候一声`,
  'todo-expiring': (f) => `${dZh(f, 'day')}有 ${n(f, 'points')} 分到期，${n(f, 'members')} 位会员`,
  'todo-anomalies': (f) => `收银台有 ${n(f, 'count')} 件异常要看`,
  'todo-requests': (f) => `${n(f, 'count')} 笔手工加减等第二个人同意`,
  'todo-posts': (f) => `${n(f, 'posts')} 篇帖子等着看`,
  'todo-second-order': (f) => `${n(f, 'members')} 位新客刚买过第一次，请他们再来`,
}
