export const merge = {
  act: '合并会员', title: '合并成一位会员', hint: '另一位的积分、券、订单、标签和账号都归到这里，日期不变；那边的手机号和微信以后登录的也是这位会员。可以撤销。',
  find: '另一位是谁', findHint: '手机号、会员号或称呼', none: '没有找到', pick: '选这位', other: '换一位', kept: '留下', gone: '并进来', after: '合并以后', doubled: '两位都有手机号：两个号都能登录，显示的是留下这位的。',
  rows: { available: '可用积分', pending: '待生效', held: '冻结', debt: '欠分', growth: '成长值', tier: '等级', orders: '订单', spent: '累计消费', coupons: '券', posts: '帖子' }, noTier: '没有',
  swap: '换过来：留下另一位', reason: '为什么', reasonHint: '会记进操作记录', go: '合并', done: '合并好了', undo: '撤销合并', undone: '撤销好了，又是两位会员', wasUndone: '已撤销',
  card: '合并过来的', from: (name: string, no: string) => `${name || '没有称呼'} · ${no}`, undoSure: '撤销这次合并？', undoHint: '带过来的都还回去。合并以后用掉的积分会记成欠分。',
  meetings: (n: number) => `有 ${n} 对会员可能是同一个人，两边都有积分或订单`, how: { phone: '同一个手机号', unionid: '同一个微信' }, and: '和', look: '看看合并', notSame: '不是同一人', dismissed: '记下了，不再提醒',
}
