export const codes = {
  coupons: '优惠券', title: '券码', sub: (name: string) => `每个码只能用一次，一码一张“${name}”。给包裹卡、合作店、直播间用。`, stateOf: { draft: '草稿', published: '在发', paused: '暂停', ended: '结束' },
  bring: '导入别家的码', find: '查一个码', imported: '导入的码', importedSo: (n: string, r: string | null) => `收下了 ${n} 个码${r ? `，${r} 行不是码或已经有了` : ''}`,
  batch: (n: number) => `第 ${n} 批`, states: { making: '正在生成', stopped: '停着', ready: '在用', void: '作废' }, stop: '先停一下', resume: '接着生成', yet: (s: number, r: string) => `还要约 ${s} 秒，每秒 ${r} 个`, mayLeave: '可以离开；断电也会接着生成，不会重复',
  count: (n: number, c: string) => `${n} 批，共 ${c} 个码`, countHint: '用过的码可以查到订单', columns: { no: '批', label: '给谁', codes: '码', used: '领了 · 用了', state: '状态', exported: '导出' },
  emptyTitle: '还没有券码', emptyHint: '在右边说要几个，一百万个也就几十秒', usedSo: (a: string, b: string) => `${a} · ${b}`, neverExported: '没有导出过', times: (n: number) => `，${n} 次`, export: '导出', shared: '大家共用', kinds: { generated: '一人一码', imported: '导入', shared: '一个口令' },
  worth: (m: string) => `这些码最多值 ${m}。`, budget: (a: string, b: string) => `花不过预算：已用 ${a} / ${b}。`, noBudget: '这张券没有预算，建议设一个。', twice: (l: string, n: number, left: string) => `“${l}”导出过 ${n} 次，还有 ${left} 个没用；怀疑外流可以作废没用的。`, seeAudit: '看操作记录',
  void: '作废这一批', voided: '作废了；已经领到的券还能用', voidTitle: (l: string) => `作废“${l}”？`, voidBody: (n: string) => `${n} 个没用的码从现在起领不到券。已经领到券包里的照样能用。不能再恢复。`, reason: '为什么作废（必填）', keep: '先不', onlyOwner: '生成和导出要店主',
  next: '下一批怎么生成', forWhom: '给谁用', forWhomHint: '例如 春茶包裹卡', howMany: '几个', pieces: '个', prefix: '开头', howHard: '多难猜', howHardHint: '去掉了 0 O 1 I，末位查错', chars: (n: number) => `${n} 位`, caseCounts: '区分大小写；横线输不输都行',
  guess: '随机', guessOne: (bits: number) => `${bits} 位二进制，猜不到`, wrongs: '输错几次就锁', wrongsLock: '同一人 5 次，锁 15 分钟', make: (n: string) => `生成 ${n} 个`, share: '用这个口令', theCode: '口令', sharedHint: (each: string, total: string | null) => `大家输同一个口令来领，每人 ${each} 张${total ? `，共 ${total} 张` : '，总数不限'}；上限在券里改。`, sharedMade: '口令能用了',
  busy: (n: number) => `第 ${n} 批生成完再开下一批`, likeMoney: '码等于钱。谁在何时导出、几个，都记在操作记录里。', findLabel: '券码', look: '查', notFound: '没有这个码，看清大小写', mistyped: '有一位输错了', code: '码', coupon: '券', inBatch: '哪一批', member: '谁领的', noName: '没留名字', claimedAt: '何时领的', order: '用在',
  codeStates: { given: '送人了', unused: '没人用', issued: '领了没用', locked: '正在结账', redeemed: '用过了', expired: '领了，过期了', revoked: '收回了', returned: '退回来了，还能用', void: '作废', shared: '大家共用' }, entry: '券码',
}
