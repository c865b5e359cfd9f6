import { useLook } from '../platform/prefs'

const zh = {
  title: '评价', of: '说说这一单', ofText: (points: string) => `写评价得 ${points} 分，一件一次`, ofPlain: '说给后来的人听', entry: '评价这一单', entryText: '写两句，也看看别人怎么说',
  stars: (n: number) => `${n} 星`, words: ['不好', '不太好', '还行', '好', '很好'], placeholder: '味道、做工、合不合用，说几句实话', short: '再写几个字', pick: '先点几颗星', send: '发出去', save: '改好了', note: '先过一遍检查，才给大家看。名字只露您自己起的。',
  write: '写评价', edit: '改一改', cancel: '先不改', others: '大家怎么说', sent: '大家能看到了', queued: '店家看过就放出来', got: (n: string) => `得 ${n} 分`, gift: '赠品不用评', back: '退了的不用评', shop: '店家', rejected: (why: string) => `没有放行：${why}`,
  reviews: '大家怎么说', count: (n: string) => `${n} 位买过的人`, outOf: '满分 5', none: '还没有人评价', noneText: '买过的人，在订单里就能写。', noneOf: (n: number) => `没有 ${n} 星的评价`, all: '全部', bought: '买过', more: '再看一些',
}
const en: typeof zh = {
  title: 'Review', of: 'About this order', ofText: points => `${points} points for a review, once for each item`, ofPlain: 'For those who come after you', entry: 'Review this order', entryText: 'Two lines of yours, and what others say',
  stars: n => `${n} of 5`, words: ['Bad', 'Not good', 'Fair', 'Good', 'Very good'], placeholder: 'Taste, make, does it suit you: a few honest words', short: 'A few more words', pick: 'Pick the stars first', send: 'Send', save: 'Save', note: 'It is checked before others read it. Only the name you chose is shown.',
  write: 'Write', edit: 'Change', cancel: 'Not now', others: 'What others say', sent: 'Everybody can read it now', queued: 'Shown once the shop has read it', got: n => `${n} points`, gift: 'A gift: nothing to review', back: 'Went back: nothing to review', shop: 'The shop', rejected: why => `Not let through: ${why}`,
  reviews: 'What others say', count: n => `${n} who bought it`, outOf: 'of 5', none: 'No review yet', noneText: 'Who bought it can write one from the order.', noneOf: n => `No review of ${n} stars`, all: 'All', bought: 'Bought it', more: 'Show more',
}

/** The words of this package alone: the first one stays small. */
export const useReviewWords = (): typeof zh => (useLook().language === 'en' ? en : zh)
