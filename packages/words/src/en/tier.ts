import { dEn, m, n, t, type Facts, type Sentences } from '../facts.js'

/** What is missing of each criterion; any of them is enough, or all are needed. Messages of before name one. */
function missing(f: Facts): string {
  const parts = Array.isArray(f['parts']) && f['parts'].length > 0 ? (f['parts'] as Facts[]) : [f]
  return parts.map((p) => (p['criterion'] === 'spend' ? `${m({ ...p, currency: f['currency'] }, 'missing')} spent` : p['criterion'] === 'orders' ? `${n(p, 'missing')} orders` : `${n(p, 'missing')} growth`)).join(f['combine'] === 'all' ? ' and ' : ' or ')
}

export const tier: Sentences = {
  'tier-reached': (f) => `Reached ${t(f, 'to')}`,
  'tier-kept': (f) => `Kept ${t(f, 'to')}`,
  'tier-lapsed': (f) => (t(f, 'to') ? `${t(f, 'from')} ended, now ${t(f, 'to')}` : `${t(f, 'from')} ended`),
  'tier-refunded': (f) => (t(f, 'to') ? `After a refund back to ${t(f, 'to')}` : 'No tier after a refund'),
  'tier-terms': (f) => `The tiers changed; now ${t(f, 'to')}`,
  'tier-granted': (f) => `${t(f, 'to')} given by the shop${t(f, 'reason') ? `: ${t(f, 'reason')}` : ''}`,
  'tier-grant-ended': (f) => `${t(f, 'reason') ? `The shop took back the ${t(f, 'from')} it gave: ${t(f, 'reason')}` : `The ${t(f, 'from')} given by the shop ended`}${t(f, 'to') ? `; now ${t(f, 'to')}` : ''}`,
  'tier-had-growth': (f) => `Growth ${n(f, 'have')}${t(f, 'from') ? ` since ${dEn(f, 'from')}` : ''}`,
  'tier-had-spend': (f) => `Spent ${m(f, 'have')}${t(f, 'from') ? ` since ${dEn(f, 'from')}` : ''}`,
  'tier-had-orders': (f) => `${n(f, 'have')} orders${t(f, 'from') ? ` since ${dEn(f, 'from')}` : ''}`,
  'tier-reach-threshold': (f) => `Reached with ${f['criterion'] === 'spend' ? m(f, 'threshold') : n(f, 'threshold')}`,
  'tier-keep-threshold': (f) => `Kept with ${f['criterion'] === 'spend' ? m(f, 'threshold') : n(f, 'threshold')}`,
  'tier-ends-soon': (f) => `${t(f, 'tier')} ends after ${dEn(f, 'on')}; ${missing(f)} more keeps it`,
  'tier-threshold-not-rising': (f) => `The threshold must be above "${t(f, 'below')}": at least ${n(f, 'least')}`,
  'tier-keep-above-reach': (f) => `To keep it takes at most what it takes to reach it, ${n(f, 'most')}`,
  'tier-also-not-rising': (f) => `This one must be above "${t(f, 'below')}" too: at least ${f['criterion'] === 'spend' ? m(f, 'least') : n(f, 'least')}`,
  'tier-also-the-criterion': 'This is the main criterion already; leave it out',
  'tier-also-never-decides': 'Everybody meets this, so it decides nothing; write at least 1, or leave it out',
  'tier-grace-outlasts-window': (f) => `A grace of ${n(f, 'days')} days is longer than the window (${n(f, 'months')} months): tiers go a whole window late`,
  'tier-nobody-reaches': (f) => `Nobody comes as far as "${t(f, 'name')}" by this window: the highest is ${f['criterion'] === 'spend' ? m(f, 'highest') : n(f, 'highest')}`,
  'tier-unknown': 'There is no such tier',
  'grant-is-past': 'The last day must be today or later',
  'no-grant': 'This member has no tier given by hand',
  'tier-tier-twice': 'Two tiers have the same id',
  'tier-name-twice': (f) => `The name "${t(f, 'name')}" is taken`,
  'tier-no-levels': 'There must be a tier',
  'tier-rank-not-rising': (f) => `Ranks rise: at least ${n(f, 'least')}`,
  'tier-multiplier-zero': (f) => `"${t(f, 'name')}" cannot multiply points by 0`,
  'tier-price-zero': (f) => `"${t(f, 'name')}" cannot pay nothing`,
  'tier-merged': (f) => `Merged with another member: ${t(f, 'to')} came along`,
}
