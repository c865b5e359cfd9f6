export const start = {
  brand: '回头', open: '开一家店', step: (n: number, of: number) => `第 ${n} 步，共 ${of} 步`, back: '上一步', kept: '填到一半离开，会替您留着', later: '开好以后都能改，改之前会先算影响', haveShop: '已经有店了？', enter: '去登录',
  shopTitle: '您的店叫什么？', shopSub: '顾客会在会员卡、小票和消息里看到这个名字。', shopName: '店名', storeName: '第一家门店', storeFallback: '第一家门店', money: '用什么钱', zone: '按哪里的时间',
  locked: ['记了第一笔账以后，', '币种', '不能再换；时间决定哪天算生日、积分几点到期。'] as [string, string, string], nextCards: '下一步：会员卡', receipt: '小票上会这样印', paid: '实付', sample: ['牛栏坑肉桂 100g', '桂花乌龙 小罐 ×2'] as [string, string],
  cardsTitle: '会员卡长什么样？', cardsSub: '先定几级、叫什么、到多少。有了真订单再调。', howMany: '几级', canChange: '以后能加能减', tiers: (n: number) => `${n} 级`, names: '叫什么，到多少', byYear: '看近 12 个月的消费', onJoining: '入会就有', yearly: '一年满', reach: (m: string) => `满 ${m}`, times: (x: string) => `${x} 倍积分`,
  tierNames: { 3: ['银卡', '金卡', '黑卡'], 4: ['银卡', '金卡', '铂金卡', '黑卡'], 5: ['普卡', '银卡', '金卡', '铂金卡', '黑卡'], 6: ['普卡', '铜卡', '银卡', '金卡', '铂金卡', '黑卡'] } as Record<number, string[]>,
  colour: '店的颜色', colourHint: '按钮、链接、卡面细线', readable: (c: string) => `白字看得清，${c} : 1`, unreadable: (c: string) => `白字看不清，${c} : 1，选深一点的`, rising: '门槛要一级比一级高', nextEarning: '下一步：怎么得分',
  ruleNames: { order: '消费得分', checkIn: '签到', post: '发帖', first: '首单' },
  earnTitle: '花多少，得多少？', earnSub: '先用着，有了真订单再调。', pays: '每实付', gets: '得', pointsUnit: '分', after: '付款', days: '天', thenIn: '后到账，', expiry: { 12: '满 12 个月的月底', 24: '次年年底', 0: '永不' } as Record<number, string>, expires: '到期。', stay: '', tap: '点字就能改', extras: '顺手打开的',
  checkIn: (n: number) => `签到得 ${n} 分`, checkInHint: '每天一次，按店里的日子算', post: (n: number) => `发帖通过得 ${n} 分`, postHint: '每天最多两次', first: (n: number) => `首单再送 ${n} 分`, firstHint: '每人一次，整单退了收回',
  nextYou: '下一步：您怎么登录', example: '拿一单看看', exPaid: (tier: string) => `${tier}，实付`, exTimes: (p: string, x: string) => `× ${p} 分 × ${x} 倍`, exFloor: '零头舍去，得', points: (n: string) => `${n} 分`,
  youTitle: '您怎么登录？', youSub: '您是店主，能改一切；店员以后再请。', yourName: '您的名字', login: '手机号或邮箱', password: '密码', passwordHint: '至少 8 位', openShop: '开店', opened: '店开好了', partly: '店开好了；等级和积分规则没存上，请到页面里再存一次',
}
