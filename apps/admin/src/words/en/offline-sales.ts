import type { offlineSales as zh } from '../zh/offline-sales'

export const offlineSales: typeof zh = {
  title: 'Sales without a network', lead: 'Kept by a till while it was offline and told later. They only earn: no coupons, no points as money.', tabs: { all: 'All', refused: 'Not booked', look: 'Member not found' },
  columns: { sold: 'Sold', where: 'Till', pay: 'Amount', member: 'Member', state: 'Outcome', todo: 'What to do' }, states: { earned: 'Booked, earned', nobody: 'Booked, member not found', anonymous: 'Booked, no member', refused: 'Not booked' },
  empty: 'No such sale', emptyHint: 'What a till sells while it is offline is listed here once it is back.', anonymous: 'No member', points: (n: string) => `${n} points`, unknown: '—',
  todo: { 'sale-too-old': 'Told too late, after 24 hours. Check the slip, then give the points by hand on the member page.', 'sale-from-future': 'The clock of that till is wrong. Set it, then send the sale again.', 'product-unknown': 'Holds a product the shop does not have. Add it, then let the clerk take the slip again.', 'price-missing': 'Holds a product without a price. Set it, then let the clerk take the slip again.', 'code-unknown': 'The member code is unknown. Ask who it was, then give the points by hand.', 'code-used': 'The code was used before. The money is booked, no points; check whether it was taken twice.', 'code-expired': 'The code was out of time. Ask who it was, then give the points by hand.', other: 'The slip holds for the money; give points by hand on the member page.' },
  showing: (a: string, b: string) => `Sales ${a} to ${b}`,
}
