import { plural } from '../words/en'
import { useLook, type Language } from '../platform/prefs'

const zh = {
  goods: '挑一挑', search: '找商品', clear: '清空', all: '全部', add: (name: string) => `放进袋里 ${name}`, none: '没有找到', noneText: '换个词，或者看看全部。', noGoods: '店里还没有上架', noGoodsText: '上架了就能在这里挑。', full: '袋子满了，先拿掉几样',
  member: (tier: string) => (tier ? `${tier}价` : '会员价'), timed: '限时价', forOffer: (title: string) => `「${title}」算的是这些`, enough: '够了，已经能用', moreMoney: ['再买 ', '，就够了'], moreUnits: (n: number) => `再买 ${n} 件，就够了`, look: (name: string) => `${name}，看大家怎么说`,
  inBag: (n: number) => `袋里 ${n} 件`, seeBag: '看怎么搭', saved: '省',
  bag: '购物袋', kinds: (k: number, n: number) => `${k} 种 ${n} 件`, more: '再挑点', empty: '袋里还空着', emptyText: '挑几样放进来，马上告诉你怎么搭最省。', go: '去挑一挑', gone: '不卖了', remove: '拿掉', removed: (name: string) => `${name} 拿掉了`, undo: '放回去',
  best: '最省的算法', bestOf: (n: number) => `${n} 种里最省`, inTime: '时限内最省', chosen: '照你选的', dearer: (more: string) => `比最省的多付 ${more}`, coupon: '券', noCoupon: '没有用上券', change: '换', pickCoupon: '用哪张券', auto: '自动挑最省的', noneOfThem: '这次不用券', used: '用上了', fits: '也能用', noWallet: '券包里没有能用的券',
  points: '用积分抵', pointsCan: (n: string) => `能抵 ${n} 分`, pointsUsed: (n: string, worth: string) => `${n} 分，抵 ${worth}`, pointsNone: '这一袋抵不了积分', runnerUp: (names: string, more: string) => `另一种搭法：${names ? `用${names}` : '都不用'}，多付 ${more}`,
  next: (title: string) => ['再买 ', `，${title}，再省 `], nextUnits: (n: number, title: string) => `再买 ${n} 件，${title}`, fill: '凑单', gift: (name: string, n: number) => `送${name} ${n} 件`,
  sum: '每一分怎么来的', due: '应付', earn: (n: string) => `得 ${n} 分`, pay: '去店里付款', payNote: '到店出示会员码，店里按同样的算法收', store: '在哪家店付', anyStore: '还没选', offline: (time: string) => `没有网络，下面是 ${time} 算的，后来改的连上网再算。`, waits: '连上网再算', failed: '价钱没算出来', failedText: '袋里的东西都在。再试一次就好。',
}
const en: typeof zh = {
  goods: 'Browse', search: 'Search goods', clear: 'Clear', all: 'All', add: name => `Add ${name} to the bag`, none: 'Nothing found', noneText: 'Try another word, or look at all.', noGoods: 'Nothing on sale yet', noGoodsText: 'It will be here once it is.', full: 'The bag is full: take something out first',
  member: tier => (tier ? `${tier} price` : 'Member price'), timed: 'Timed price', forOffer: title => `What counts for ${title}`, enough: 'Enough: it works now', moreMoney: ['', ' more and it works'], moreUnits: n => `${n} more and it works`, look: name => `${name}: what others say`,
  inBag: n => `${n} in the bag`, seeBag: 'See the sum', saved: 'saves',
  bag: 'My bag', kinds: (k, n) => `${plural(k, 'kind')}, ${plural(n, 'item')}`, more: 'Add more', empty: 'Nothing in the bag', emptyText: 'Pick a few things and see at once how they cost least.', go: 'Browse', gone: 'No longer sold', remove: 'Take out', removed: name => `${name} taken out`, undo: 'Put back',
  best: 'The best way', bestOf: n => `Best of ${n}`, inTime: 'Best found in time', chosen: 'As you chose', dearer: more => `${more} more than the best`, coupon: 'Coupon', noCoupon: 'No coupon used', change: 'Change', pickCoupon: 'Which coupon', auto: 'The best, by itself', noneOfThem: 'None this time', used: 'Used', fits: 'Works too', noWallet: 'No coupon in your wallet works',
  points: 'Pay with points', pointsCan: n => `Up to ${n}`, pointsUsed: (n, worth) => `${n} points for ${worth}`, pointsNone: 'No points to use here', runnerUp: (names, more) => `Another way: ${names ? `with ${names}` : 'with none'}, ${more} more`,
  next: title => ['', ` more for ${title}, saves another `], nextUnits: (n, title) => `${n} more for ${title}`, fill: 'Pick', gift: (name, n) => `${n} × ${name} for nothing`,
  sum: 'Where each cent comes from', due: 'To pay', earn: n => `Earns ${n}`, pay: 'Pay in the shop', payNote: 'Show your member code: the till figures it the same way', store: 'Pay at', anyStore: 'Not chosen', offline: time => `No network: figured at ${time}, without what changed since.`, waits: 'Figured when you are online', failed: 'The price did not come', failedText: 'All is still in your bag. Try once more.',
}
const BAG_WORDS: Record<Language, typeof zh> = { 'zh-CN': zh, en }
export const useBagWords = (): typeof zh => BAG_WORDS[useLook().language]
