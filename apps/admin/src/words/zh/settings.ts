interface SettingWords {
  name: string
  what: string
  choices?: Record<string, [string, string]>
  unit?: string
}

export const settings = {
  title: '设置', groups: { shop: '店铺', rules: '规则', safety: '安全' },
  nav: { shop: '店名与颜色', staff: '门店与店员', all: '全部规则', audit: '操作记录', keys: '接口钥匙', login: '我的登录' },
  say: (n: number, c: number) => [`${n} 条规则在用，`, c ? `${c} 条` : '', c ? '和默认不一样。' : '都和默认一样。'] as [string, string, string], search: '找一条规则',
  faces: { all: (n: number) => `全部 ${n}`, changed: (n: number) => `改过 ${n}` }, columns: { rule: '规则', now: '现在', fallback: '默认', since: '从什么时候' },
  same: '一样', fromStart: '开店起', groupCount: (n: number, c: number) => `${n} 条${c ? `，改过 ${c}` : ''}`, isDefault: '默认', history: '改过几次', never: '没有改过',
  apply: '换成选中的', save: '存下来', saved: '改好了', note: '改动只管以后；已经记下的不动。', pick: '从左边选一条', ownerOnly: '改动要店主', none: '没有这样的规则', from: '从', to: '改成', on: '开',
  off: '关', range: (a: string, b: string) => `${a} 到 ${b}`,
  sections: { points: '积分', refund: '退款', tier: '等级', coupon: '券和促销', promotion: '促销', visit: '收银台', care: '生日与关怀', message: '消息', member: '会员', community: '社群' } as Record<string,
  string>,
  items: {
    'points-multipliers': { name: '几个倍数碰到一起', what: '等级 1.2 倍、规则 2 倍同时成立时怎么算', choices: { sum: ['加起来', '1 + 0.2 + 1 = 2.2 倍'], product: ['乘起来', '1.2 × 2 = 2.4 倍'], best: ['只取最高', '2 倍'] } },
    'points-base': { name: '按哪个数得分', what: '一行实付怎么算', choices: { 'after-discounts': ['减完所有优惠以后', '满减和券分摊到行上再算'], 'before-order-wide': ['减整单优惠以前', '满减和券不影响得分'] } },
    'points-pending-days': { name: '到账', what: '付款以后几天积分能用；0 是当时就到', unit: '天' },
    'points-expiry': { name: '到期', what: '积分会不会过期', choices: { rolling: ['满一段时间过期', '从到账那天算起'], none: ['不过期', '一直有效'] } },
    'points-expiry-months': { name: '多久到期', what: '从到账那天算起', unit: '个月' },
    'points-expiry-end': { name: '到期那天算到', what: '用到那天结束', choices: { day: ['当天', '满了那天'], week: ['那周末', '周日'], month: ['那月底', '月的最后一天'], quarter: ['那季末', '季的最后一天'], 'half-year': ['那半年末', '6 月底或 12 月底'], year: ['那年底', '12 月 31 日'] } },
    'points-hold-minutes': { name: '结账时占着积分多久', what: '过了就还回去', unit: '分钟' },
    'points-clawback': { name: '退货要收回积分，会员却用掉了', what: '不够收的怎么办', choices: { debt: ['记成欠分', '下次得分先还。账永远平'], 'within-balance': ['收到没有为止', '不会欠；以后退回的积分先补上'], 'pending-only': ['只收还没到账的', '对顾客最宽'] } },
    'points-order-award-goes': { name: '首单、整单奖励何时收回', what: '退掉一部分时', choices: { 'at-end': ['全退才收回', '还剩一件就不收'], 'below-minimum': ['不满门槛也收回', '剩下的不够条件就收'] } },
    'points-return-days': { name: '退回的积分已过期', what: '从退款那天起再给几天', unit: '天' },
    'points-per-major-unit': { name: '多少分抵一元', what: '积分当钱用时的比例', unit: '分' },
    'points-step': { name: '一次抵至少几分', what: '只能是它的整数倍', unit: '分' },
    'points-max-per-order': { name: '一单最多抵多少分', what: '0 是不限', unit: '分' },
    'points-max-share-bp': { name: '一单最多抵几成', what: '占应付的万分之几；10,000 是全部', unit: '‱' },
    'points-confirm-above': { name: '要顾客手机确认的花费', what: '一次花掉超过这么多分', unit: '分' },
    'points-staff-limit': { name: '店长一次手工加减上限', what: '超过要店主', unit: '分' },
    'points-warn-days': { name: '积分到期提醒', what: '到期前几天告诉会员；0 是不提醒', unit: '天' },
    'refund-clerk-limit-minor': { name: '店员一次退款上限', what: '超过要店长输 PIN；以分计', unit: '分钱' },
    'community-approve-by-rule': { name: '检查通过就放行', what: '关掉后每一条都等您看过再露面' },
  } as Record<string, SettingWords>,
  shopTitle: '店名与颜色', shopSub: '币种开店时定下，不能再换', shopName: '店名', currency: '币种', zone: '时区', address: '网址里的名字', since: '开店', colour: '店的颜色',
  colourHint: '按钮、链接、卡面细线', readable: (c: string) => `白字看得清，${c} : 1`, unreadable: (c: string) => `白字看不清，${c} : 1，选深一点的`, shopSaved: '存好了',
  preview: '用起来这样', previewButton: '领取', previewLink: '看详情',
  loginTitle: '我的登录', loginSub: (l: string) => `用 ${l} 登录`, totp: '动态码', totpOn: '开着：登录时还要六位动态码', totpOff: '没开：只靠密码', start: '打开', stop: '关掉',
  password: '密码', secret: '把它加进验证器，再输一次显示的六位数', code: '六位动态码', confirm: '确认', totpDone: '动态码开好了', totpStopped: '动态码关掉了', copySecret: '抄下密钥',
  resetPassword: '换密码',
  keysTitle: '接口钥匙', keysSub: '给别的系统用；钥匙只在建好时显示一次', addKey: '新钥匙', keyName: '给谁用', scopes: '能做什么',
  scopeNames: { points: '积分加减', orders: '写订单', members: '加会员' }, keyMade: '钥匙做好了，只显示这一次', keyCopy: '抄下钥匙', copied: '抄好了', revoke: '作废', revoked: '作废了',
  revokeTitle: (n: string) => `作废“${n}”？`, revokeBody: '用它的系统马上连不上，不能恢复。', lastUsed: (d: string) => `最近用过 ${d}`, neverUsed: '还没用过',
  keyState: { live: '在用', dead: '已作废' }, noKeys: '还没有钥匙', noKeysHint: '要让别的系统写订单或加减积分时再做',
  keyColumns: { name: '给谁用', scopes: '能做什么', hint: '尾号', used: '最近', made: '做的', state: '状态' },
}
