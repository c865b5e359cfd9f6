import { dZh, m, n, t, type Facts, type Sentences } from '../facts.js'

/** What is missing of each criterion; any of them is enough, or all are needed. Messages of before name one. */
function missing(f: Facts): string {
  const parts = Array.isArray(f['parts']) && f['parts'].length > 0 ? (f['parts'] as Facts[]) : [f]
  return parts.map((p) => (p['criterion'] === 'spend' ? `消费 ${m({ ...p, currency: f['currency'] }, 'missing')}` : p['criterion'] === 'orders' ? `${n(p, 'missing')} 单` : `${n(p, 'missing')} 成长值`)).join(f['combine'] === 'all' ? '、' : '或')
}

export const tier: Sentences = {
  'tier-reached': (f) => `升到${t(f, 'to')}`,
  'tier-kept': (f) => `保住了${t(f, 'to')}`,
  'tier-lapsed': (f) => (t(f, 'to') ? `从${t(f, 'from')}回到${t(f, 'to')}` : `${t(f, 'from')}到期了`),
  'tier-refunded': (f) => (t(f, 'to') ? `退单后回到${t(f, 'to')}` : '退单后没有等级了'),
  'tier-terms': (f) => `等级规则改了，现在是${t(f, 'to')}`,
  'tier-granted': (f) => `店家给的${t(f, 'to')}${t(f, 'reason') ? `：${t(f, 'reason')}` : ''}`,
  'tier-grant-ended': (f) => `${t(f, 'reason') ? `店家收回了给的${t(f, 'from')}：${t(f, 'reason')}` : `店家给的${t(f, 'from')}到期了`}${t(f, 'to') ? `，现在是${t(f, 'to')}` : ''}`,
  'tier-had-growth': (f) => `${t(f, 'from') ? `${dZh(f, 'from')}起` : ''}成长值 ${n(f, 'have')}`,
  'tier-had-spend': (f) => `${t(f, 'from') ? `${dZh(f, 'from')}起` : ''}消费 ${m(f, 'have')}`,
  'tier-had-orders': (f) => `${t(f, 'from') ? `${dZh(f, 'from')}起` : ''}${n(f, 'have')} 单`,
  'tier-reach-threshold': (f) => `升级要 ${f['criterion'] === 'spend' ? m(f, 'threshold') : n(f, 'threshold')}`,
  'tier-keep-threshold': (f) => `保级要 ${f['criterion'] === 'spend' ? m(f, 'threshold') : n(f, 'threshold')}`,
  'tier-ends-soon': (f) => `${t(f, 'tier')}到 ${dZh(f, 'on')}，再有${missing(f)}就能留住`,
  'tier-threshold-not-rising': (f) => `门槛要高过「${t(f, 'below')}」，至少 ${n(f, 'least')}`,
  'tier-keep-above-reach': (f) => `保级门槛不能高过升级门槛 ${n(f, 'most')}`,
  'tier-also-not-rising': (f) => `这一项也要高过「${t(f, 'below')}」，至少 ${f['criterion'] === 'spend' ? m(f, 'least') : n(f, 'least')}`,
  'tier-also-the-criterion': '这一项已经是升级的主要条件，去掉',
  'tier-also-never-decides': '这一项谁都够得着，等于没设；至少写 1，或者去掉',
  'tier-grace-outlasts-window': (f) => `宽限 ${n(f, 'days')} 天比评定的一期（${n(f, 'months')} 个月）还长，降级要晚一整期`,
  'tier-nobody-reaches': (f) => `按现在的算法，还没有人够得着「${t(f, 'name')}」：最高的是 ${f['criterion'] === 'spend' ? m(f, 'highest') : n(f, 'highest')}`,
  'tier-unknown': '没有这个等级',
  'grant-is-past': '最后一天要在今天或以后',
  'no-grant': '这位会员没有店家给的等级',
  'tier-tier-twice': '等级编号重复了',
  'tier-name-twice': (f) => `「${t(f, 'name')}」这个名字用过了`,
  'tier-no-levels': '至少要有一个等级',
  'tier-rank-not-rising': (f) => `等级次序要递增，至少 ${n(f, 'least')}`,
  'tier-multiplier-zero': (f) => `「${t(f, 'name')}」的积分倍数不能是 0`,
  'tier-price-zero': (f) => `「${t(f, 'name')}」的会员价不能是 0 折`,
  'tier-merged': (f) => `与另一位会员合并，${t(f, 'to')}跟着过来`,
}
