import { m, n, t, type Facts, type Sentences } from '../facts.js'

const views = (f: Facts): string => {
  const names = Array.isArray(f['names']) ? f['names'].map(String) : []
  return f['views'] ? `Looked at ${n(f, 'views')}: ${names.join(', ')}${Number(f['views']) > names.length ? ' …' : ''}` : ''
}

export const member: Sentences = {
  'member-unknown': 'There is no such member',
  'too-many-tags': 'Too many tags; take some off first',
  'birthday-changed-already': 'A birthday can be changed once a year',
  'under-14': 'Under 14: please come to the shop with a parent',
  'consent-required': 'Membership cannot work without this one',
  'timeline-joined': (f) => (t(f, 'source') === 'import' ? 'Became a member with an import of orders' : 'Became a member'),
  'timeline-order': (f) => `Order ${t(f, 'orderNo')}, paid ${m(f, 'amountMinor')}`,
  'timeline-refund': (f) => `Refund of ${m(f, 'amountMinor')} on order ${t(f, 'orderNo')}`,
  'timeline-points': 'Points changed',
  'timeline-coupon-claimed': (f) => `Got the coupon “${t(f, 'title')}”`,
  'timeline-post': (f) => `Posted in “${t(f, 'topic')}”`,
  'browsing-not-agreed': 'Not kept: they did not agree to that',
  'timeline-review': (f) => `Reviewed “${t(f, 'name')}”, ${n(f, 'stars')} of 5`,
  'timeline-browse': (f) => [views(f), f['words'] ? `searched “${t(f, 'words')}”${Number(f['searches']) > 1 ? ` and more, ${n(f, 'searches')} times` : ''}` : '', f['carts'] ? `put in the cart ${n(f, 'carts')}×` : '', f['favourites'] ? `marked ${n(f, 'favourites')}×` : ''].filter(Boolean).join('; ') || 'Looked around',
  'merge-same': 'This is the same member',
  'merge-unknown': 'There is no such merge',
  'merge-undone': 'This merge was undone already',
  'member-left': 'This member was merged into another, or has left',
}
