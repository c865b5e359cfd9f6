import { dEn, m, n, type Sentences } from '../facts.js'

export const insight: Sentences = {
  'finding-none': 'The shop is open; now for the people',
  'finding-sales-up': (f) => `${m(f, 'sales')} in ${n(f, 'days')} days, ${n(f, 'percent')}% more than before`,
  'finding-sales-down': (f) => `${m(f, 'sales')} in ${n(f, 'days')} days, ${n(f, 'percent')}% less than before`,
  'finding-at-risk': (f) => `${n(f, 'members')} regulars are later than usual`,
  'finding-steady': (f) => `${m(f, 'sales')} in ${n(f, 'days')} days, much as before`,
  'todo-at-risk': (f) => `${n(f, 'members')} regulars are late: say hello`,
  'todo-expiring': (f) => `${n(f, 'points')} points of ${n(f, 'members')} members expire on ${dEn(f, 'day')}`,
  'todo-anomalies': (f) => `${n(f, 'count')} things at the tills to look at`,
  'todo-requests': (f) => `${n(f, 'count')} adjustments wait for a second person`,
  'todo-posts': (f) => `${n(f, 'posts')} posts wait for a look`,
  'todo-second-order': (f) => `${n(f, 'members')} newcomers bought once: invite them back`,
}
