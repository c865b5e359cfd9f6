import type { Language } from '../platform/prefs'

/** This page's own words: they are not in the first package. What home says of a sale stands with home's. */
export const FLASH_WORDS = {
  'zh-CN': {
    title: '秒杀', units: (n: string, each: number) => `${n} 件，每人 ${each} 件`, opensIn: '离开抢还有', serverTime: '按店里的钟算，手机时间不准也不要紧', held: (n: number) => `抢到了，给您占着 ${n} 件`,
    heldText: (sum: string) => `到店出示会员码，付 ${sum} 就是您的。到时间没付就放回去`, yourPlace: '您排在', place: (n: string) => `第 ${n} 位`, heldNow: (n: string) => `前面占着没付 ${n} 件`,
    turnText: (m: number) => `到您时替您占 ${m} 分钟，可以先去看别的。`, queueText: (m: number) => `排队的按先来后到；到您时替您占 ${m} 分钟。`, lineUp: '排队，到了叫我', leave: '不等了', lookElsewhere: '先看看别的',
    left: '件还能抢', leftText: (m: number) => `抢到后占 ${m} 分钟，到店付`, unpaid: '占着没付', waiting: '位在等',
    chance: (tenths: number) => (tenths >= 10 ? '很可能等得到' : tenths === 0 ? '等到的机会不到一成' : `大约${'一二三四五六七八九'[tenths - 1] ?? ''}成机会等到`), chanceUnknown: '刚开始，还说不准有几成机会',
    nextFree: (t: string) => `最早 ${t} 后可能放回一份。`, noQueue: '不排号：放回来时谁先点到是谁的。', bought: '已经买到了', boughtText: '谢谢惠顾', paused: '先停一停', pausedText: '店里暂停了这场，占着的照样能付', gone: '抢完了',
    goneText: '都付了，不会再放出来', closed: '这一场只给部分等级', closedText: '升级以后就能一起抢', over: '结束了', overText: '下一场开抢前，首页会告诉您', notYet: '还没开抢', take: '抢一件', wait: '有放回来就能点',
    giveBack: '不要了', pay: '去付，出示会员码', elsewhere: '出示会员码',
  },
  en: {
    title: 'Flash sale', units: (n: string, each: number) => `${n} units, ${each} each`, opensIn: 'Starts in', serverTime: 'By the shop\'s clock, whatever your phone says',
    held: (n: number) => `Yours to buy: ${n} kept for you`, heldText: (sum: string) => `Show your member code in the shop and pay ${sum}. Unpaid by then, it goes back`,
    yourPlace: 'You are', place: (n: string) => `No. ${n}`, heldNow: (n: string) => `${n} held, not paid`,
    turnText: (m: number) => `When your turn comes one is held for you for ${m} minutes; you can look around.`,
    queueText: (m: number) => `First come, first served; at your turn one is held for you for ${m} minutes.`, lineUp: 'Line up and tell me', leave: 'Stop waiting',
    lookElsewhere: 'Look around', left: 'to be had', leftText: (m: number) => `Kept for you for ${m} minutes, paid in the shop`, unpaid: 'kept, not paid', waiting: 'waiting',
    chance: (tenths: number) => (tenths >= 10 ? 'Very likely to get one' : tenths === 0 ? 'Less than one chance in ten' : `About ${tenths} chances in ten`),
    chanceUnknown: 'Too early to tell the chances', nextFree: (t: string) => `One may come back in ${t} at the soonest. `,
    noQueue: 'No numbers: whoever taps first when it comes back.', bought: 'You have yours', boughtText: 'Thank you', paused: 'Paused',
    pausedText: 'The shop paused this sale; what is kept can be paid', gone: 'All gone', goneText: 'All are paid; none will come back', closed: 'For some tiers only',
    closedText: 'Rise a tier and join the next', over: 'It is over', overText: 'The next one will be on your home page', notYet: 'Not yet', take: 'Get one',
    wait: 'Tap when one comes back', giveBack: 'Give back', pay: 'Pay: show my code', elsewhere: 'Show my code',
  },
} as const satisfies Record<Language, object>
