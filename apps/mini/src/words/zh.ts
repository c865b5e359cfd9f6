// What the screens say, by room. A shopkeeper speaking: short, warm, no exclamation marks.
// Amounts and dates arrive as text already; sentences of the API's codes live in @huitou/words.
export const zh = {
  back: '返回', close: '关闭', why: '为什么', less: '减一', more: '加一', cancel: '先不了', save: '存好', done: '好了', all: '全部', again: '再试一次', moreRows: '再看一些', loading: '正在取',
  places: { home: '首页', coupons: '券包', code: '会员码', talk: '茶话', me: '我的' },
  demo: '演示',
  failed: {
    title: '会员资料没取到', text: '是我们这边的问题，积分和券都在，\n一分不少。会员码照常可用。', offline: '没有网络', offlineText: '连上网再看。会员码照常可用，\n给店员看就行。',
    again: '再试一次', id: (id: string) => `找客服时报这个号：${id}`, act: '没有办成，什么都没有变。请再试一次', away: '没有网络，没有发出去。再点一次就好，不会重复',
  },
  time: {
    lunarMonth: (m: number) => `${['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊'][m - 1] ?? m}月`,
    lunar: (m: number, d: number) => `农历${['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊'][m - 1] ?? m}月${d === 10 ? '初十' : d === 20 ? '二十' : d === 30 ? '三十' : `${['初', '十', '廿'][Math.floor(d / 10)] ?? ''}${['', '一', '二', '三', '四', '五', '六', '七', '八', '九'][d % 10] ?? ''}`}`,
    day: (m: number, d: number) => `${m} 月 ${d} 日`, dayOfYear: (y: number, m: number, d: number) => `${y} 年 ${m} 月 ${d} 日`, month: (y: number, m: number) => `${y} 年 ${m} 月`,
    today: '今天', yesterday: '昨天', justNow: '刚刚', minutes: (n: number) => `${n} 分钟前`, hours: (n: number) => `${n} 小时前`, daysLeft: (n: number) => (n <= 0 ? '今天到期' : `还剩 ${n} 天`), inDays: (n: number) => `还有 ${n} 天`,
    week: ['一', '二', '三', '四', '五', '六', '日'],
  },
  signIn: {
    phoneTitle: '用手机号进店', phoneText: '没来过的，这就算入会了，会员卡当场给你', phone: '手机号', clear: '清空',
    agree: '同意', charter: '会员章程', and: '和', privacy: '隐私说明', agreeFirst: '先勾上同意', missing: (n: number) => `还差 ${n} 位`, send: '要验证码', anyPhone: '任意号码都能进', useWechat: '用微信登录', usePhone: '用手机号和验证码',
    codeTitle: '验证码发到了', codeText: '填完就进店，不用点登录', otherPhone: '换号码', cells: '六位验证码', valid: '5 分钟内有效', resendIn: '秒后可以重发', resend: '再发一次',
    notSent: '没有真的发短信，验证码是', fill: '填进去', agreed: '要验证码时你同意了', agreedTail: '。手机号只用来认出你，不拿它发广告',
    wechatTitle: '进来先拿一张会员卡', wechatText: '积分、券、生辰礼都记在这张卡里', wechat: '微信一键登录', newFriend: '新茶友', wechatAgree: '。手机号进店后再绑，不绑也能逛', sandbox: '这里连的是微信的仿真服务', perk1: '今天起消费就得积分', perk2: '到店出示会员码，优惠自动算好',
    noShop: '没有找到这家店', noShopText: '请从店里的码或链接打开', demoMembers: '演示会员，点一下填号码', charterText: '入会免费。积分、等级和券按店里公布的规则记，每一分都能点开看怎么来的。不想做会员了，随时可以在隐私中心退出。', privacyText: '我们只记会员服务要用的：手机号、生日（您愿意的话）、消费和积分。不卖给别人，不拿手机号发广告。可以随时看、拿走、更正。',
  },
  home: {
    showCode: '出示会员码', years: (n: number) => (n <= 1 ? '同行第 1 年' : `同行第 ${n} 年`), upBefore: '再消费', upAfter: (tier: string) => `升级${tier}`, growthBefore: '再攒', growthAfter: (tier: string) => `成长值，升级${tier}`, ordersBefore: '再来', ordersAfter: (tier: string) => `单，升级${tier}`,
    keepAfter: (tier: string, by: string) => `保住${tier}，${by}前`, top: (tier: string) => `${tier}，最高的一张`, noTier: '第一次消费后就有等级', kept: (tier: string, day: string) => `${tier}已保到 ${day}`, lasting: (tier: string) => `${tier}一直有效`, progress: (p: number) => `进度 ${p}%`,
    points: '积分', expire: (day: string) => `分 ${day}到期`, worth: '可抵', pending: (n: string) => `另有 ${n} 分在路上`, debt: (n: string) => `欠 ${n} 分，下次得分先补上`,
    offline: (time: string) => `没有网络，下面是 ${time} 的数据。`, codeWorks: '会员码照常可用',
    bestNow: '现在用最划算', allCoupons: (n: number) => `共 ${n} 张`, use: '去用', claimable: (n: number) => `有 ${n} 张券可以领`, claimGo: '去领',
    birthday: '生辰礼', birthdayIn: '还有', days: '天', birthdayToday: '今天生辰', birthdayGot: '已收下',
    checkIn: '每日签到', streak: (n: number) => `连签 ${n} 天`, checkInGet: '签到领', checkedIn: '今天签过了', checkedInNow: (points: string) => `签到，得 ${points} 分`,
    topic: '今日茶话', talking: (n: string) => `${n} 条在聊`, join: '去聊聊',
    first: (points: string) => `头几件事，领 ${points} 分`, firstNone: '头几件事', firstDone: (a: number, b: number) => `完成 ${a} / ${b}`, firstBirthday: '告诉我们生日，只要月和日', firstOrder: '到店买第一单', firstPost: '发第一条茶话', firstPoints: (n: string) => `得 ${n} 分`, firstGot: (n: string) => `已得 ${n} 分`, fill: '去填', write: '去写',
    emptyCoupons: '券包还空着', emptyCouponsText: '有新券时，会放在这里', messages: (n: number) => (n ? `消息，${n} 条没看` : '消息'),
  },
  code: {
    title: '会员码', show: '付款前，请店员扫一扫', offline: '离线可用', bright: '已调到最亮', renew: '秒后自动更新，每次只能用一回', say: '扫不上，就把这串数字念给店员', qr: '会员二维码', bar: '会员条形码', digits: (d: string) => `会员码数字 ${d}`,
    pointsAsMoney: '用积分抵现', pointsNow: (n: string) => `现有 ${n} 分`, coupons: '自动用最省的券', couponsNow: (n: number) => `${n} 张里挑`, preparing: '正在准备会员码', none: '这台手机还没有备好会员码', noneText: '连一次网就会备好几百个，之后没网也能用。',
    nodTitle: (n: string) => `用 ${n} 分付款`, nodText: (store: string, worth: string) => `${store}正在结账，抵 ${worth}。您点头才会用。`, nod: '同意用', nodded: '同意了，店员那边可以结账',
  },
  settled: {
    just: (store: string) => `${store} · 刚刚结好`, now: '积分现有', up: (tier: string) => `恭喜，升到${tier}`, until: (day: string) => `保到 ${day}`, paid: '实付', saved: '这单省了', spent: (n: string) => `积分抵了 ${n} 分`, pending: (n: string) => `其中 ${n} 分在路上`, coupon: '用了券', receipt: '看小票', benefits: (tier: string) => `看${tier}权益`, home: '回首页', noPoints: '这单没有新积分', none: '还没有结过账', noneText: '到店消费后，这里会告诉您省了多少、得了多少。',
  },
  points: {
    title: '积分', available: '可用积分', worth: '可抵', expireOn: (day: string) => `${day}到期`, noExpiry: '不会过期', later: '更晚到期', pending: (n: string, day: string) => `另有 ${n} 分在路上，${day}可用`, parts: '按到期时间分成几份', held: (n: string) => `${n} 分正在结账，先占着`, debt: (n: string) => `还欠 ${n} 分，下次得分先补上`,
    tabs: { all: '全部', in: '得到', out: '用掉' }, growth: '成长值', empty: '还没有积分进出', emptyText: '消费、签到、写茶话都能得积分，每一笔都记在这里。', why: '怎么来的', order: '看这笔订单', rule: (name: string, v: number) => `${name}，第 ${v} 版`, total: '合计', drew: (day: string) => `用的是 ${day}到期的分`, drewNone: '用的是不过期的分', made: (day: string) => `${day}到期`, year: (i: string, o: string) => `今年得到 ${i}，用掉 ${o}`, balance: (n: string) => `余 ${n}`, waiting: (n: string) => `另有 ${n} 分等确认收货`, transit: (n: string) => `送出的 ${n} 分还在路上`, onWay: '在路上',
    kind: { earn: '得积分', activate: '积分可用了', spend: '用掉积分', return: '退回积分', clawback: '退货收回', expire: '积分到期', adjust: '店里调整', hold: '结账占用', release: '占用退回', repay: '补上欠分', waive: '欠分免了', 'transfer-in': '收到积分', 'transfer-out': '送出积分', 'transfer-back': '送出的退回', import: '以前的积分', undo: '撤回' } as Record<string, string>,
  },
  gift: { title: '送积分', off: '这家店现在不能送积分', from: (n: string) => `${n} 送您的`, to: (n: string) => `送给 ${n}`, until: (t: string) => `${t}前收下，不然会退回去`, take: '收下', refuse: '不收', taken: (n: string) => `收下了 ${n} 分`, sentBack: '退回去了', canGive: (n: string, c: number) => `能送 ${n} 分，今天还能送 ${c} 次`, fresh: (n: string, d: number) => `另有 ${n} 分是新订单的，满 ${d} 天才能送`, who: '对方的手机号或会员号', howMany: '送多少', unit: '分', look: '看看是不是这位', sendTo: (n: string, p: string) => `送给 ${n}，${p} 分`, most: (n: string) => `最多送 ${n} 分`, sent: (n: string, d: number) => `送出去了，等 ${n} ${d} 天内收下`, note: (d: number) => `到期日跟着积分走。${d} 天没人收就退回来。`, states: { waiting: '等对方收下', accepted: '收下了', declined: '没收，退回了', returned: '过了时间，退回了' } as Record<string, string> },
  coupons: {
    title: '券包', usable: '可用', used: '用过的', over: '过期的', now: '现在能用', byDate: '按快到期排', nearly: '还差一点', claim: '可以领的', get: '领取', got: '领到了，放进券包', use: '去用', claimedAll: '领完了', left: (n: string) => `还剩 ${n} 张`, over_: (amount: string) => `满 ${amount} 可用`, noLimit: '不限金额', cap: (amount: string) => `最多省 ${amount}`, code: '兑换券码', codeText: '照着卡片输，大小写要分清，横线可以不输', codeGo: '兑换', codeGot: (t: string) => `${t}，放进券包了`, forPoints: (n: string) => `${n} 分换`, spendAsk: (n: string) => `换这张券要用 ${n} 分，换了不退。`, nth: (n: number) => `第 ${n} 件`, ship: '免邮', gift: '礼', exchange: '换', exchangeUnder: '凭券免费换', off: '折', until: (day: string) => `${day}前`, untilSoon: (day: string, left: string) => `${day}到期，${left}`, fromClaim: '有效期从领取那天算起', lasting: '长期有效', usedOn: (day: string) => `${day}用掉`, overOn: (day: string) => `${day}过期`, revoked: '店里收回了', locked: '正在结账用',
    emptyUsable: '券包还空着', emptyUsableText: '领到的券会放在这里，结账时自动挑最省的用。', emptyUsed: '还没有用过券', emptyOver: '没有过期的券', missing: '再买', missingAfter: '就能用',
  },
  coupon: {
    title: '券', show: '结账时出示会员码，会自动用它', showCode: '出示会员码', barText: '线下用，给店员扫这个就行', scope: '能买', time: '时间', stack: '叠加', refund: '退货', stackText: (n: number, notFlash: boolean) => `能和会员价、满减、积分一起，${n === 1 ? '一单一张券' : `一单最多 ${n} 张券`}${notFlash ? '，秒杀价的除外' : ''}`, refundText: (grace: number) => (grace > 0 ? `整单退就还你，过期了也再给 ${grace} 天` : '整单退就还你，过期了不还'), endOf: (day: string) => `${day}打烊前`, everyDay: '周末也行', days: (d: readonly string[]) => `逢周${d.join('、')}`, weekday: ['一', '二', '三', '四', '五', '六', '日'] as readonly string[], hours: (a: string, b: string) => `${a} 到 ${b}`, firstOrder: '只在第一单', tiers: (t: readonly string[]) => `${t.join('、')}才能用`, join: '，', where: '哪里能用', allStores: (n: number) => `全部 ${n} 家`, someStores: (n: number) => `${n} 家`, open: (a: string, b: string) => `${a} 开门，开到 ${b}`, noStores: '门店都歇着，开门了再来', autoUse: '出示会员码时会自动挑最省的，不用再点', noDigits: '券码还没拿到，连上网就有', from: (a: string, b: string) => `${a}至 ${b}`, usedIn: (no: string) => `用在订单 ${no}`, qr: '券二维码', bar: '券条形码',
  },
  flash: {
    title: '秒杀', units: (n: string, each: number) => `${n} 件，每人 ${each} 件`, opensIn: '离开抢还有', opensAt: (at: string) => `${at} 开抢`, serverTime: '按店里的钟算，手机时间不准也不要紧', held: (n: number) => `抢到了，给您占着 ${n} 件`, heldText: (sum: string) => `到店出示会员码，付 ${sum} 就是您的。到时间没付就放回去`,
    yourPlace: '您排在', place: (n: string) => `第 ${n} 位`, heldNow: (n: string) => `前面占着没付 ${n} 件`, turnText: (m: number) => `到您时替您占 ${m} 分钟，可以先去看别的。`, queueText: (m: number) => `排队的按先来后到；到您时替您占 ${m} 分钟。`, lineUp: '排队，到了叫我', leave: '不等了', lookElsewhere: '先看看别的', 
    left: '件还能抢', leftText: (m: number) => `抢到后占 ${m} 分钟，到店付`, allHeld: '都被占着了，还没全付', unpaid: '占着没付', waiting: '位在等', chance: (tenths: number) => (tenths >= 10 ? '很可能等得到' : tenths === 0 ? '等到的机会不到一成' : `大约${'一二三四五六七八九'[tenths - 1] ?? ''}成机会等到`), chanceUnknown: '刚开始，还说不准有几成机会', nextFree: (t: string) => `最早 ${t} 后可能放回一份。`, noQueue: '不排号：放回来时谁先点到是谁的。',
    bought: '已经买到了', boughtText: '谢谢惠顾', paused: '先停一停', pausedText: '店里暂停了这场，占着的照样能付', gone: '抢完了', goneText: '都付了，不会再放出来', closed: '这一场只给部分等级', closedText: '升级以后就能一起抢', over: '结束了', overText: '下一场开抢前，首页会告诉您',
    notYet: '还没开抢', take: '抢一件', wait: '有放回来就能点', giveBack: '不要了', pay: '去付，出示会员码', elsewhere: '出示会员码', homeHeld: '给您占着，到店付', homeOpen: (n: number) => `正在抢，还有 ${n} 件`, go: '去看看',
  },
  tiers: {
    title: '等级与权益', missing: (tier: string) => `离${tier}，还差`, have: '已累计', haveMoney: '已消费', refundNote: '退货会扣回', top: '已经是最高的一张', how: '怎么算', benefits: (tier: string) => `${tier}的好处`, current: '现在的卡', still: (parts: string) => `还差 ${parts}`, part: (unit: string, n: string) => (unit === 'money' ? `消费 ${n}` : unit === 'orders' ? (n ? `${n} 单` : '单数') : `成长值 ${n}`).trim(), and: ' 和 ', or: ' 或 ', anyOf: '够一项就升', allOf: '每项都够才升', pack: (r: number, m: number) => [r ? `升级送 ${r} 张券` : '', m ? `每月${r ? '再' : ''}送 ${m} 张${r ? '' : '券'}` : ''].filter(Boolean).join('，'), early: (h: number) => `新品和秒杀早 ${h} 小时买`, lasts: (n: number) => `积分 ${n} 个月后才过期`, served: '优先招呼', fresh: '新', reached: '已经到过', multiplier: (x: string) => `积分 ${x} 倍`, plain: '消费得积分', price: (z: string) => `会员价 ${z} 折`, priceOn: (cats: string) => `${cats}`, allGoods: '全店', freeShipping: '免运费', birthday: (n: string) => `生辰当天送 ${n} 分`, saved: '入会以来，会员帮你省了', each: '看每一笔', history: '等级变化', materials: { silver: '锡罐 · 拉丝锡面', gold: '金箔 · 日轮压山', platinum: '哥窑冰裂 · 金丝铁线', black: '大漆 · 螺钿山月' } as Record<string, string>, howText: '看的是有效期内的消费，退掉的不算。到了就升，保到下个周期末。', joined: '入会', tierOf: '第几张卡',
  },
  birthday: { thisTime: (day: string) => `，今年是 ${day}`, day: (day: string) => `${day} · 生辰`, wish: (name: string) => `${name}，生辰吉乐`, text: '掌柜备了一份礼', window: (a: string, b: string) => `${a}至 ${b}`, once: '一年一次', points: (n: string) => `送 ${n} 分`, pointsText: '到日子自动到账', coupon: '已放进券包', couponLater: '到日子放进券包', got: (day: string) => `${day}已到账`, soon: (n: number) => `还有 ${n} 天，掌柜记着`, accept: '收下，谢谢掌柜', none: '还不知道您的生日', noneText: '告诉我们月和日就够了，当天有一份礼。', fill: '去填', box: '打开的礼盒，里面有两块茶点' },
  talk: {
    title: '茶话', topicOfDay: '正在聊的话题', say: '说说我的', people: (n: string) => `${n} 人在聊`, tabs: { new: '最新', liked: '热聊', mine: '我发的' }, write: '发茶话', me: '我', shop: '掌柜', checking: '审核中', rejected: '没通过', removed: '已撤下', pick: '选一个话题', noTopics: '还没有话题', noTopicsText: '掌柜开了话题，就能在这里聊。', empty: '还没有人说话', emptyText: '第一句由您来说吧。', like: '喜欢', unlike: '不喜欢了', comments: (n: string) => `${n} 条回复`, noComments: '还没有回复', placeholder: '说点什么', send: '发出去', awarded: (n: string) => `得 ${n} 分`, remove: '撤回', removed_: '撤回了', report: '举报', reported: '收到了，掌柜会看', reportWhy: '哪里不对', why: { spam: '广告', abuse: '骂人', false: '不实', private: '泄露隐私', other: '别的' } as Record<string, string>, moreActs: '更多', picture: (i: number, n: number) => `第 ${i} 张图，共 ${n} 张`, gone: '这条不在了', appeal: '申诉', why_: (code: string) => (({ politics: '涉及时政', porn: '低俗', vulgar: '低俗', abuse: '像在骂人', crime: '违法', fraud: '像欺诈', advertising: '像广告', copyright: '版权', other: '不合适' }) as Record<string, string>)[code] ?? code,
  },
  write: { sent: '发出去了，审过就能看见', sentShown: '发出去了' },
  inbox: { title: '消息', unread: '条没看', none: '都看过了', readAll: '全部标为已读', earlier: '更早', empty: '还没有消息', emptyText: '积分到账、券快到期、生辰礼，都会在这里告诉您。', dot: '未读', tabs: { all: '全部', card: '积分和卡', order: '订单', coupon: '券和活动', talk: '茶话' } },
  checkIn: { title: '签到', streak: '连签', days: '天', next: (n: string, points: string) => `再签 ${n} 天，得 ${points} 分`, month: (n: number) => `这个月签了 ${n} 天`, today: '今天', get: '签到领', done: '今天签过了，明天见', off: '这家店没有开签到', rule: '断一天从头数', doneDay: '已签', missedDay: '没签' },
  me: {
    title: '我的', edit: '改资料', expiring: (n: string, d: number) => `${n} 分还有 ${d} 天`, seeBook: '每一分都有来处', noPhone: '还没绑手机号', points: '积分', coupons: '券', messages: '消息', unread: (n: number) => (n ? `${n} 条没看` : '都看过了'), claimable: (n: number) => (n ? `${n} 张可以领` : '结账自动用'), orders: '订单和到店', allOrders: '全部', noOrders: '还没有订单', earned: (n: string) => `得 ${n} 分`, refunded: '退货', refundedDone: '已退', checkIn: '每日签到', birthday: '生日', noBirthday: '去填', myPosts: '我发的茶话', privacy: '隐私中心', language: '语言', languages: { 'zh-CN': '简体中文', en: 'English' }, large: '大字', dark: '深色', themes: { system: '跟随系统', light: '关', dark: '开' }, still: '减少动效', leave: '退出登录', leaveText: '退出后积分和券都在，会员码要重新登录才能出', tiers: '等级与权益', leaveAsk: '退出这台手机', leaveAskText: '积分和券都在。会员码要重新登录才能出。', no: '会员号',
  },
  profile: { title: '改资料', name: '怎么称呼', birthday: '生日', birthdayText: '只要月和日，一年能改一次', locked: '今年改过了，明年再改', saved: '存好了', phone: '手机号', month: '月', day: '日', choose: '选一天', calendar: '历法', calendars: { solar: '公历', lunar: '农历' }, lunarNote: '闰月按平月过，没有三十的月过廿九', bind: '微信一键绑定', bound: '手机号绑好了' },
  privacy: { title: '隐私中心', head: '你的资料，你说了算', headText: '关掉哪项都不影响积分、等级和券', what: '用来做什么', required: '必需', changed: (n: number) => `这项改过 ${n} 次`, on: '打开', off: '关掉', version: (v: string) => `当时看到的说明：${v}`, mine: '我的资料', look: '看一看', lookText: '存了哪些，谁看过', take: '拿一份走', takeText: '表格和 JSON', asTable: '表格（CSV）', asJson: 'JSON', one: '一份', parts: { profile: '姓名、手机号、生日', orders: '订单', points: '积分流水', coupons: '券', messages: '消息', posts: '茶话', pictures: '图片', comments: '回复', reviews: '评价', browsing: '浏览记录', tags: '店里打的标签', lookedAt: '店里看过或改过资料' } as Record<string, string>, delete: '注销会员', deleteAsk: '注销会员', deleteText: ['姓名、手机号、生日、微信、茶话和消息马上删掉，找不回来，店家也找不回来。', '积分和券不能再用，会员码马上失效。', '订单和账目按规定留下，但不再带您的姓名。这个手机号可以重新入会。'], deleteYes: '注销，不再保留', stay: '先不注销', deleted: '已经注销', edit: '改一改', editText: '姓名、生日', taken: '存好了一份', copied: '已复制，可以贴到别处存好', purposes: { membership: ['记录购买和积分', '会员卡必需，退会才会停'], messages: ['提醒和问候', '积分、券快到期和生辰的消息'], profile: ['按我买过的来推荐', '不开就和大家看到的一样'], community: ['在茶话里发言', '发的内容会先审一遍'], browsing: ['记下我看过什么', '关掉就不再记，以前记的马上删'] } as Record<string, [string, string]> },
  orders: { title: '订单和到店', empty: '还没有订单', emptyText: '到店出示会员码，或绑定手机号，订单就会在这里。', state: { paid: '', 'part-refunded': '退了一部分', refunded: '已全退', cancelled: '取消了' } as Record<string, string>, lines: (n: number) => `${n} 件` },
  order: { title: (day: string) => `到店 · ${day}`, paid: '实付', saved: '省了', got: '得', points: '分', no: '单号', every: '每一分怎么来', list: '原价', listTotal: '商品合计', refund: '退款', refundPoints: () => '抵它的积分，退回', refundClaw: '它得的积分，收回', quantity: (n: number) => `${n} 件`, back: (n: number) => `退 ${n} 件`, gift: '赠品', pending: (n: string, day: string) => `${n} 分 ${day}可用`, stage: { 'item-price': '会员价', 'item-promotion': '单品优惠', 'order-promotion': '满减', coupon: '券', points: '积分抵现', shipping: '运费' } as Record<string, string>, share: (title: string) => `${title}，分到`, tender: { cash: '现金', card: '刷卡', wechat: '微信支付', alipay: '支付宝', 'stored-value': '储值卡', other: '其他' } as Record<string, string> },
}
export type Words = typeof zh
