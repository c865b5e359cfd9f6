import type { whatIf as zh } from '../zh/what-if'

export const whatIf: typeof zh = {
  top: 'Replayed on the last 12 months', took: (n, s) => `${n} orders, ${s} s`,
  intro: 'Before publishing, the orders, refunds and check-ins of your last 12 months are worked out again under the draft: who moves, how many points more, what it costs.',
  start: 'Try it on the last year', saveAndStart: 'Save the draft and try it', again: 'Try again', running: 'Replaying', progress: (a, b) => `${a} of ${b} members`, leave: 'You may leave this page; the result stays here', halt: 'Stop',
  stopped: 'The last try was broken off and left no result.', byHand: 'The try was stopped and left no result. Nothing was changed.', failed: 'This try did not come to an end. Nothing was changed.', noDraft: 'Nothing is changed yet. Change something, save the draft, and try it.', older: 'The draft was saved again since: this is the result of before.',
  dated: (who, when) => `${who ? `${who}, ` : ''}${when}`,
  nobody: 'Nobody moves, ', moreN: (n) => `${n} would get more`, fewerN: (n) => `${n} fewer`, up: (n) => `${n} would rise`, down: (n) => `${n} fall`, comma: ', ', semi: '; ', stop: '.',
  yearMore: (n) => `${n} points more in a year`, yearFewer: (n) => `${n} points fewer in a year`, yearSame: 'not one point different',
  chart: 'Points given by month, by what runs and by the draft', month: (m) => ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(m) - 1] ?? m, now: (n) => `Running: ${n} points`, draftMore: (p) => `Draft: ${p} more`, draftFewer: (p) => `Draft: ${p} fewer`, columns: ['Month', 'Running', 'Draft', 'Difference', 'As money'],
  more: 'More', fewer: 'Fewer', base: 'As now', table: 'Show the table', showChart: 'Show the chart',
  cost: 'What it costs in the end', costYear: (m) => `${m} a year`, about: (m) => `about ${m}`, upTo: (m) => `Were every point used, up to ${m} a year. How many will be used can only be judged by the past, so both ends are named.`, saves: (m) => `saves ${m}`, costs: (m) => `costs ${m}`, same: 'no change', face: (m, p) => `Face value ${m}; by your shop's own past about ${p} of it is used`, faceOnly: 'At face value: with a season of history it is weighed by how many are really used',
  price: 'Members’ prices', packs: 'Coupons for reaching a tier', monthly: 'Coupons of each month', birthday: 'Birthday points of tiers', packPoints: 'Points of packs, on reaching and monthly', points: (n) => `${n} points`, giftsHint: 'Coupons are counted only: what one costs hangs on the order it is used on.', packsUnit: (n) => n, arrow: '→',
  moves: 'Who moves', movesHint: 'Open to see who', goingUp: 'up', goingDown: 'down', noTier: 'no tier', stays: (n) => `${n} stay`,
  who: 'Who gains, who loses', whoKinds: { tier: 'Tier', stage: 'Stage', channel: 'Channel', since: 'New or old' }, members: (n) => `${n} members`, people: (a, b) => `${a} more, ${b} fewer`,
  since: { new: 'Joined this year', old: 'Here before' }, stages: { new: 'New', active: 'Active', 'at-risk': 'At risk', sleeping: 'Sleeping', lost: 'Lost' }, noStage: 'Never bought',
  channels: { till: 'Till', mini: 'Mini-program', taobao: 'Taobao', tmall: 'Tmall', wechat: 'WeChat' },
  winners: 'Who gains most', losers: 'Who loses most', listTitles: { up: 'Who would rise', down: 'Who would fall', stay: 'Who stays', more: 'Who would get more', fewer: 'Who would get fewer' }, all: 'See all', loadMore: 'More', emptyList: 'Nobody', pointsChange: (a, b) => `${a} → ${b} points`,
  otherwise: (n) => `${n} hold another tier than the versions of their time give when they are replayed: given by hand, mostly, or brought over in a merge. Moves compare the two replays only.`,
  assumes: 'What really happened is replayed; that members would buy more or less is not counted. What runs is taken as it was in force on each day; the draft as in force since the first day of the stretch. Birthdays and packs go by care as it is switched on now. Nothing of anybody is touched.',
}
