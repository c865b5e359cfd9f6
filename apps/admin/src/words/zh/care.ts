type Kind = 'newcomer' | 'after-purchase' | 'birthday' | 'tier-reached' | 'monthly' | 'win-back' | 'points-expiry' | 'downgrade' | 'anniversary'
type When = (days: number) => string

export const care = {
  isEnglish: false as boolean,
  title: '生日与关怀', say: (n: string) => ['往后 30 天有 ', `${n} 位`, '会员过生日。'] as [string, string, string],
  sayNone: '往后 30 天没有会员过生日。', sub: (g: string, p: string) => `今年送了 ${g} 份，共 ${p} 分；每份心意只送一次`,
  line: '一位会员的一年，每份心意只送一次',
  kinds: {
    newcomer: ['新客礼', () => '入会'], 'after-purchase': ['问问用得好吗', (d) => `${d} 天后`], birthday: ['生日礼', () => '生日'], 'tier-reached': ['升级礼包', () => '升级'], monthly: ['月月券', () => '每月 1 日'],
    'win-back': ['请回来', (d) => `${d} 天没来`], 'points-expiry': ['积分提醒', (d) => `到期前 ${d} 天`], downgrade: ['保级提醒', (d) => `到期前 ${d} 天`], anniversary: ['谢谢一年', () => '周年'],
  } as Record<Kind, [string, When]>,
  gave: (g: { gifts: number; points: number; coupons: number; used: number }) => (g.gifts === 0 ? '今年还没送过' : `今年送了 ${g.gifts} 份，${g.points} 分，${g.coupons} 张券，用了 ${g.used} 张`),
  off: '没开', onNow: '在送', what: '送什么', points: '积分', pointsUnit: '分', coupon: '券', noCoupon: '不送券', text: '写给会员的话', inChinese: '中文', inEnglish: '英文（用英文的会员看到）', days: '什么时候',
  byTier: '等级', byTierInstead: '这个等级改送', usedThisYear: '今年用了', noTiers: '还没有等级',
  windows: { day: '当天', week: '前后一周', month: '当月' }, daysHint: { day: '只在生日当天送', week: '生日所在的那一周送，周一起', month: '生日那个月 1 日起送' },
  ahead: ['提前', '天告诉会员（0 是不说）'], daysFigure: '天数', firstOrder: '首单', eachOrder: '每单', afterDays: ['后', '天'], withoutDays: ['超过', '天没有买'],
  rules: {
    newcomer: '入会那一刻就送；导入的会员不送。', 'after-purchase': '导入的旧订单、退掉的订单不发。', 'tier-reached': '升上去当场送，同一个考核期只送一次；退款降级时，礼包里没用的券收回。', monthly: '每月 1 日送给当时的等级；当月升上来的，当夜补送；掉了再升不重送。',
    'win-back': '到第几天那一夜送；中间又买过就重新数。只送给同意“按我买过的来推荐”的会员。', anniversary: '入会满一年起，每年这一天；2 月 29 日入会的平年在 28 日。', 'points-expiry': '每个到期日只提醒一次。', downgrade: '每次到期只提醒一次，写明还差多少。',
  } as Partial<Record<Kind, string>>,
  changeThere: (d: number) => `现在是提前 ${d} 天，去改`,
  rare: '少见的情形', feb29: (n: number) => (n > 0 ? `2 月 29 日生的 ${n} 位` : '2 月 29 日生的'), feb: { 'feb-28': '平年过 2 月 28 日', 'mar-1': '过 3 月 1 日' },
  lunar: (n: number) => (n > 0 ? `过农历的 ${n} 位` : '过农历的'), lunarRule: '会员自己选；闰月按平月，没有三十的月按廿九', changed: '改过生日的', changedRule: '一年只送一次，改了也不再送', young: '没填年份的',
  youngRule: '照样送；未满 14 岁的不送也不发消息', tierPoints: '按等级另送的生日积分在等级页里改', switchOn: '送',
  shopper: '会员看到的', sampleName: '知夏', from: (s: string) => `${s} 敬上`,
  greets: {
    newcomer: (n) => `${n}，欢迎来`, 'after-purchase': (n) => `${n}，上次买的`, birthday: (n) => `${n}，今天是您的日子`, 'tier-reached': (n) => `${n}，您升级了`, monthly: (n) => `${n}，这个月的会员礼`, 'win-back': (n) => `${n}，好久不见`,
    'points-expiry': (n) => `${n}，积分快到期了`, downgrade: (n) => `${n}，等级快到期了`, anniversary: (n) => `${n}，又是一年`,
  } as Record<Kind, (name: string) => string>,
  fallbacks: { newcomer: '初次见面', 'after-purchase': '用着还好吗', birthday: '生日快乐', 'tier-reached': '升级有礼', monthly: '月月有礼', 'win-back': '给您留了一份', 'points-expiry': '别忘了用', downgrade: '再来一次就留住', anniversary: '谢谢您' } as Record<Kind, string>,
  giftPoints: (n: string) => `${n} 分`, giftPointsHint: '已经进您的账', giftCoupon: '券', giftCouponHint: '在券包里', valid: { day: '今天有效', week: '前后一周有效', month: '这个月有效' },
  nights: '往后每天几位', nextTitle: (n: string, d: string, m: string) => `往后 30 天轮到 ${n} 位，${d}最多，${m} 位`, nextNone: '往后 30 天没有人轮到', andMore: (n: string) => `还有 ${n} 位`,
  nextUnknown: { newcomer: '谁会入会，没法预先知道', 'tier-reached': '谁会升级，看他们买不买' },
  discard: '放弃改动', save: '存下来', nothing: '没有改动', saved: '存好了，从今夜起照这样送', note: '改动从下一次夜间开始，已送的不动', onlyOwner: '改动要店主',
}
