import type { home as zh } from '../zh/home'

export const home: typeof zh = {
  title: 'Home', upTo: (day, weekday) => `${weekday} ${day}`, range: { 7: '7 d', 30: '30 d', 90: '90 d', 365: '1 y' },
  stats: { sales: 'Sales', buyers: 'Buying members', repurchase: 'Repeat rate', 'new-members': 'New members', 'member-share': 'Member share of sales', 'points-owed': 'Points owed' },
  definitions: { sales: 'All that was paid in this time, less refunds', buyers: 'Members who bought at least once in this time', repurchase: 'Of the members who bought in this time, those who bought twice or more', 'new-members': 'Joined in this time and not closed', 'member-share': 'Paid by members ÷ all paid', 'points-owed': 'All unused points at their worth in money' },
  unitPeople: '', pointsUnit: 'points', percentPoints: (n) => `${n} pt`, versus: 'vs the time before', flat: 'same as the time before', noBefore: 'nothing to compare with yet',
  salesPeak: (day, money, times) => `${day}: ${money} sold, ${times}× the usual`, salesFlat: (money) => `About ${money} on a usual day; no clear change`, salesHint: 'Paid per day; dark is members, pale is anonymous', salesByWeekHint: 'Paid per week from Monday; dark is members, pale is anonymous', week: 'that week', weekOf: (day) => `Week of ${day}`, usual: (m) => `usual ${m}`, day: 'Day', memberSales: 'Members', anonymous: 'Anonymous', orders: 'Orders',
  stagesTitle: (risk, share) => `${risk} at risk, ${share} of those who ever bought`, stagesCalm: 'Nobody is at risk', stagesHint: 'By each member’s own gap; open a stage to see who', stages: { new: 'New', active: 'Active', 'at-risk': 'At risk', sleeping: 'Sleeping', lost: 'Lost' }, stageHints: { new: 'First order only', active: 'At their own pace', 'at-risk': 'Later than usual', sleeping: 'Much later', lost: 'Likely gone' }, stage: 'Stage',
  todo: 'What next', todoCount: (n) => `${n}`, noTodo: 'Nothing pressing', see: 'Look',
  expiringTitle: (day, n, share) => `${n} points lapse on ${day}, ${share} of those due`, expiringNone: 'No points lapse in the coming months', expiringHint: 'Points by the day they lapse', members: 'Members', points: 'Points',
  tiersTitle: (name, n) => `Most are ${name}: ${n}`, tiersHint: 'Members per tier now', tierless: 'No tier yet', tier: 'Tier',
  couponsTitle: 'Coupons running', couponsHint: 'Used, and the sales they came with', coupon: 'Coupon', claimed: 'Claimed', redeemed: 'Used', sold: 'Sales with it', noCoupons: 'No coupon yet', allCoupons: 'All',
  emptyTitle: (shop) => [shop, ' is open; ', 'now for the people', '.'], emptySub: 'Quickest is to bring your regulars along: an order file will do, even without phone numbers.', setupTitle: 'To get going', setupDone: (n, of) => `${n} of ${of} done`, isDone: 'done',
  setup: {
    tiers: ['Set the tiers', 'How many, their names, from how much', 'Set tiers', '/tiers'], earning: ['Set how points are earned', 'Points per amount paid, and when they lapse', 'Set rules', '/points'], products: ['Add products', 'By hand, or along with imported orders', 'Add products', '/products'],
    import: ['Bring members and orders along', 'Taobao and Tmall exports are recognised; tiers and points follow each order’s own date, nobody is messaged', 'Import orders', '/import'], coupon: ['Make a first coupon', 'An amount or a percentage; see it on the shopper’s phone first', 'Make a coupon', '/coupons/new'], staff: ['Invite staff, open a till', 'Phone, tablet or scanner', 'Invite staff', '/settings/staff'],
  },
  whenTitle: 'When numbers will be here', when: [['Members and growth', 'once the first member joins'], ['Member share of sales', 'the day the till is on'], ['Repeat rate', 'once somebody has bought'], ['Life stages and risk', 'once members have bought twice']], whenNote: 'Where there is not enough to tell, we say so rather than draw a line that looks like something.', counterNote: 'Customers scan the card on the counter and appear here.',
}
