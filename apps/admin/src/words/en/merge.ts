import type { merge as zh } from '../zh/merge'

export const merge: typeof zh = {
  act: 'Merge members', title: 'Merge into one member', hint: 'Points, coupons, orders, tags and accounts of the other come here with their dates; their phone and WeChat sign in as this member from then on. It can be undone.',
  find: 'Who is the other', findHint: 'Phone, member number or name', none: 'Nobody found', pick: 'This one', other: 'Somebody else', kept: 'Stays', gone: 'Comes in', after: 'After the merge', doubled: 'Both have a phone: either signs in, the one that stays is shown.',
  rows: { available: 'Points to spend', pending: 'Pending', held: 'Held', debt: 'Debt', growth: 'Growth', tier: 'Tier', orders: 'Orders', spent: 'Spent in all', coupons: 'Coupons', posts: 'Posts' }, noTier: 'None',
  swap: 'The other way round: keep the other', reason: 'Why', reasonHint: 'Goes into the log', go: 'Merge', done: 'Merged', undo: 'Undo the merge', undone: 'Undone: two members again', wasUndone: 'Undone',
  card: 'Merged into this one', from: (name: string, no: string) => `${name || 'No name'} · ${no}`, undoSure: 'Undo this merge?', undoHint: 'What came over goes back. Points spent since become debt.',
  meetings: (n: number) => `${n} ${n === 1 ? 'pair' : 'pairs'} of members may be one person, and both have points or orders`, how: { phone: 'same phone', unionid: 'same WeChat' }, and: 'and', look: 'Look at the merge', notSame: 'Two persons', dismissed: 'Noted, not asked again',
}
