import type { member as zh } from '../zh/member'

export const member: typeof zh = {
  title: 'Members', import: 'Import', add: 'Add member', search: 'Name, end of phone, member no.', views: { all: 'All', idle: 'Not seen for 60 days', fresh: 'New in 30 days' },
  columns: { member: 'Member', tier: 'Tier', spent: 'Spent', orders: 'Orders', last: 'Last order', points: 'Points', tags: 'Tags', source: 'From', joined: 'Joined' }, sortBy: (c) => `Sort by ${c}`,
  ago: (n) => (n === 0 ? 'today' : `${n} d ago`), never: 'no order yet', sources: { wechat: 'Mini-program', h5: 'Web', till: 'Till', import: 'Import', admin: 'Admin', api: 'API', demo: 'Demo' },
  filters: { tierId: 'Tier', tag: 'Tag', source: 'From', idleDays: 'Last order', joinedFrom: 'Joined', joinedTo: 'Joined', importId: 'Import' }, is: 'is', before: (n) => `${n} days ago`, earlier: 'before', since: 'since', until: 'until', addFilter: 'Filter', off: 'Remove this filter', copyLink: 'Copy link', copied: 'Link copied; a colleague sees the same list',
  idleChoice: (n) => `Not seen for ${n} days`, showing: (a, b) => `${a}–${b}`, ofTotal: (n, exact) => ` of ${exact ? '' : 'about '}${n}`, sortedBy: (what) => `by ${what}, highest first`, sorts: { 'last-order': 'last order', joined: 'joining', spent: 'spent', points: 'points' }, keysMove: 'move', keysPick: 'select', keysOpen: 'open',
  emptyTitle: 'No member matches', emptyHint: 'Try without one of the filters', emptyShop: 'No members yet', emptyShopHint: 'Customers join by scanning the counter card, or you import them', takeOff: 'Remove all filters', selected: (n) => `${n} selected`, clear: 'Clear selection', tag: 'Tag', coupon: 'Give a coupon', selectAll: 'Select this page', select: (name) => `Select ${name}`,
  tagTitle: (n) => `Tag ${n} members`, tagName: 'Tag', tagWhy: 'Why', tagWhyHint: 'For your colleagues; optional', tagged: (n, tag) => `Tagged ${n} members “${tag}”`, untagged: (tag) => `“${tag}” taken off`, someFailed: (n) => `${n} could not be done`,
  couponTitle: (n) => `Give ${n} members a coupon`, couponPick: 'Pick a coupon', couponNone: 'No published coupon', reason: 'Reason', reasonHint: 'Goes into the audit', give: 'Give', gave: (n, title) => `Gave “${title}” to ${n} members`,
  addTitle: 'Add a member', phone: 'Phone', name: 'Name', consent: 'They agree to join and to the membership terms', addAct: 'Add', existed: 'That phone is a member already; opened their page', added: 'Added', phoneBad: 'A phone number has 6 to 15 digits',
}
