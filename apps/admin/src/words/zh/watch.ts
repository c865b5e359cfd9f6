type Lines = Record<string, string>
export const watch = {
  title: '收银台异常', report: '店员日报', requests: '等第二个人', settings: '设置',
  toSee: (n: string) => `${n} 件要看`, calm: '没有要看的', sub: (sales: string, picked: string, fine: string) => `近 30 天 ${sales} 笔里挑出 ${picked} 件，${fine} 件看过`, faces: { open: (n: string) => `要看 ${n}`, looked: (n: string) => `看过 ${n}` },
  again: '再找一遍', foundNew: (n: number) => (n ? `又找到 ${n} 件` : '没有新的'), emptyTitle: '没有要看的', emptyHint: '夜里会找一遍，您也可以现在找', emptyLooked: '还没有看过的', foot: '异常不等于作弊。先看证据，再问本人。', pick: '从左边选一件',
  heads: {
    'same-member': (n: string) => `给同一位会员加分 ${n} 次`, 'refund-after-spend': () => '花掉了分又退货', 'after-hours': (n: string) => `关门后扫了 ${n} 个会员码`, 'by-hand': (n: string) => `没扫码查了 ${n} 次会员`, 'own-account': (n: string) => `给自己的会员号记了 ${n} 笔`, 'over-limit': () => '给出的分过了上限',
  } as Record<string, (n: string) => string>,
  sameSay: (who: string, day: string) => `${who}${day}给 `, sameSayTimes: (n: string) => ` 加分 ${n} 次，`, samePoints: (n: string) => `一共 ${n} 分`, stop: '。',
  refundSay: ' 花掉了这单的分，又退了货，', refundOwes: (n: string) => `欠下 ${n} 分`, hoursSay: (who: string, day: string) => `${who}${day}关门后扫了 `, hoursCodes: (n: string) => `${n} 个会员码`, handSay: (who: string, day: string) => `${who}${day}没扫码，查了 `, handTimes: (n: string) => `${n} 次会员`,
  ownSay: (who: string, day: string) => `${who}${day}给自己的会员号 `, ownTimes: (n: string, p: string) => `记了 ${n} 笔，${p} 分`, overSay: (who: string, day: string, per: string) => `${who}${day}${per}给出 `, overPoints: (n: string) => `${n} 分`, overLimit: (n: string) => `，上限 ${n} 分`, perShift: '这一班', perDay: '',
  somebody: '有人', usual: '平常一天', usualNote: '同一位会员', others: '别的店员', othersMost: (n: string) => `最多 ${n} 次`, othersNote: '同一位会员，一天', withOrder: '有订单对应', withoutNote: (n: string) => `${n} 次都没有`, allWith: '都有单', someWith: (n: string) => `${n} 次没有`, timesUnit: '次', times: '一共', pointsGiven: '给出', money: '金额', points: '分',
  debtNow: '欠下', openHours: '营业时间', first: '最早', last: '最晚', members: '不同的会员', limit: '上限', over: '多出',
  acts: { hand: '手工加减', sale: '收银记分', scan: '扫码', lookup: '没扫码', refund: '退款' } as Lines, came: '会员扫码', cameOnce: (t: string) => `${t} 只来过一次`, cameNever: '那天没有扫过码',
  columns: { time: '时间', points: '分', what: '做了什么', order: '订单', reason: '写的原因', present: '会员在场', sum: '当天累计', member: '会员', money: '金额' }, here: '扫了码', away: '不在', showMore: (n: string) => `再显示 ${n} 次`, spent: '花掉',
  why: '为什么挑出来', changeLine: '改这条线',
  whys: {
    'same-member': (n: string, h: string) => ['一个人给同一位会员', `${h} 小时里 ${n} 次`, '以上的小额加分，就挑出来。'], 'refund-after-spend': () => ['退货时，这单的分已经', '花掉、要记欠分', '，就挑出来。'], 'after-hours': (n: string) => ['离开营业时间', `${n} 分钟`, '以上扫会员码，就挑出来。没写营业时间的店不看。'], 'by-hand': (n: string) => ['一个人一天不扫码查会员', `${n} 次`, '以上，就挑出来。'],
    'own-account': () => ['店员登录的手机号，和会员的手机号', '是同一个', '，就挑出来。'], 'over-limit': (n: string) => ['给出的分超过', `${n} 分`, '，就挑出来。客人的单照常收了。'],
  } as Record<string, (n: string, h: string) => string[]>,
  how: '怎么处理', ways: { looked: ['看过了，没事', '以后又有新的再提'], dismissed: ['正常，不再提', '同样的这一件以后不再提'], open: ['先放着', '留在要看里，只记下一句'] } as Record<string, [string, string]>, note: '记一句', noteHint: '问过谁、怎么说的', act: { looked: '看过，看下一件', dismissed: '记下，看下一件', open: '记下' } as Lines, done: { looked: '看过了', dismissed: '不再提了', open: '记下了' } as Lines,
  wasNote: (who: string, d: string) => `${who}，${d}`, reopen: '放回要看', both: '这两位', he: '这位', came1: '来店', days: (n: string) => `${n} 天`, picked: (w: string) => `${w}被挑出`, pickedTimes: (n: string) => `第 ${n} 次`, owing: '欠着', owes: (n: string) => `${n} 分`, debtHint: '欠着分，加的分会先还欠。可能就是为了这个。', openMember: '看这位会员', openOrder: '看这张单', noTier: '没有等级',
  reportTitle: (d: string) => `${d}，每个人做了什么`, reportSub: (n: string) => `${n} 个人；积分按店里的日子算`, export: '导出一份', dayBefore: '前一天', dayAfter: '后一天', reportColumns: { name: '店员', role: '角色', sales: '单', paid: '收了', given: '给出', redeemed: '抵掉', refunds: '退款', hand: '手工加减', anomalies: '异常' }, roles: { owner: '店主', manager: '店长', clerk: '店员' } as Lines, back: (n: string) => `收回 ${n}`, all: '合计', nobody: '这一天没有人收银', nobodyHint: '换一天看', none: '—',
  requestsTitle: (n: string) => `${n} 笔等第二个人`, requestsNone: '没有等着的', requestsSub: '一次手工加减超过一个人能调的上限，要另一位店长或店主同意；同意前分不动，七天没人理就作废。', requestColumns: { member: '会员', points: '加减', reason: '为什么', asked: '谁提的', state: '怎样' }, agree: '同意', decline: '不同意', takeBack: '收回', agreed: '同意了，分已经调好', declined: '没有同意，分没有动', requestStates: { waiting: '等着', approved: '同意了', declined: '没同意', lapsed: '作废了' } as Lines, until: (d: string) => `${d}作废`, by: (n: string, d: string) => `${n}，${d}`, ownNote: '自己提的，等别人', noteFor: '说一句（可不填）', emptyRequests: '还没有要两个人点头的加减', walletNames: { points: '积分', growth: '成长值' } as Lines, agreeTitle: (m: string, n: string) => `给${m} ${n}？`, agreeBody: '同意后分马上动，撤不回；要改就再调一笔。', cancel: '先不',
}
