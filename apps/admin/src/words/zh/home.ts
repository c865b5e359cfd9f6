export const home = {
  title: '首页', upTo: (day: string, weekday: string) => `${day} ${weekday}`, range: { 7: '7 天', 30: '30 天', 90: '90 天', 365: '一年' } as Record<number, string>,
  stats: { sales: '销售额', buyers: '买过的会员', repurchase: '复购率', 'new-members': '新会员', 'member-share': '会员销售占比', 'points-owed': '欠会员的积分' },
  definitions: { sales: '这段时间全部实付，减去退款', buyers: '这段时间买过至少一次的会员', repurchase: '这段时间买过的会员里，买过两次及以上的占比', 'new-members': '这段时间入会，且没有注销', 'member-share': '会员订单实付 ÷ 全部实付', 'points-owed': '全部未用积分，按兑换比折成的钱' },
  unitPeople: '位', pointsUnit: '分', percentPoints: (n: string) => `${n} 点`, versus: '比上一段', flat: '和上一段持平', noBefore: '还没有可比的上一段',
  salesPeak: (day: string, money: string, times: string) => `${day} 卖了 ${money}，是平时的 ${times} 倍`, salesFlat: (money: string) => `平时一天卖 ${money} 左右，没有明显变化`, salesHint: '每天实付，深色是会员，浅色是散客', salesByWeekHint: '每周实付，周一起算；深色是会员，浅色是散客', week: '那一周', weekOf: (day: string) => `${day} 那一周`, usual: (m: string) => `平时 ${m}`, day: '哪天', memberSales: '会员', anonymous: '散客', orders: '单数',
  stagesTitle: (risk: string, share: string) => `${risk} 位有风险，占买过的会员 ${share}`, stagesCalm: '没有会员有风险', stagesHint: '按各人自己的复购间隔分段；点开就是那些会员', stages: { new: '新客', active: '活跃', 'at-risk': '有风险', sleeping: '沉睡', lost: '流失' }, stageHints: { new: '刚买过第一次', active: '按自己的节奏来', 'at-risk': '比平常晚了', sleeping: '晚了很久', lost: '多半不来了' }, stage: '阶段',
  todo: '接下来做什么', todoCount: (n: number) => `${n} 件`, noTodo: '眼下没有要紧的事', see: '去看',
  expiringTitle: (day: string, n: string, share: string) => `${day} 到期 ${n} 分，占快到期的 ${share}`, expiringNone: '近几个月没有积分到期', expiringHint: '按到期日，分', members: '会员', points: '积分',
  tiersTitle: (name: string, n: string) => `${name} 最多，${n} 位`, tiersHint: '现在每级多少人', tierless: '还没定级', tier: '等级',
  couponsTitle: '在发的券', couponsHint: '用了的张数和带来的销售', coupon: '券', claimed: '领了', redeemed: '用了', sold: '带来销售', noCoupons: '还没有发过券', allCoupons: '全部',
  emptyTitle: (shop: string) => [shop, '开好了，', '就差人来', '。'] as [string, string, string, string], emptySub: '带老客过来最快：有订单表就行，没有手机号也能先认平台账号。', setupTitle: '开店几件事', setupDone: (n: number, of: number) => `完成 ${n} / ${of}`, isDone: '已完成',
  setup: {
    tiers: ['定会员等级', '几级、叫什么、到多少升', '去定等级', '/tiers'], earning: ['定怎么得分', '每实付多少得几分，多久到期', '去定规则', '/points'], products: ['放上商品', '手工加，或者随订单一起导进来', '去加商品', '/products'],
    import: ['把老会员和订单带过来', '淘宝、天猫的导出表认得出；等级和积分照下单那天算，不会给人发消息', '导入订单', '/import'], coupon: ['发第一张券', '满减或打折，发之前先看顾客手机上的样子', '做一张券', '/coupons/new'], staff: ['请店员、开收银台', '手机、平板、扫码枪都行', '请店员', '/settings/staff'],
  } as Record<string, [string, string, string, string]>,
  whenTitle: '数字什么时候会有', when: [['会员与增长', '第一位会员入会后'], ['会员销售占比', '收银台接上当天'], ['复购率', '有人买过之后'], ['生命周期与风险', '有会员买过两次以后']] as [string, string][], whenNote: '不够数时我们会直说“还不够”，不会画一条看起来有意思的线。', counterNote: '顾客扫一下立牌，就在这里出现。',
}
