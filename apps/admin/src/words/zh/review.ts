export const review = {
  title: '评价', sub: '只有买过的人能写，一件一次', waiting: (n: string) => `${n} 条等您看`, calm: '没有等着的评价', standing: (mean: string, n: string) => `展示中的平均 ${mean} 星，${n} 条`, none: '还没有展示中的评价',
  tabs: { waiting: '等着', unanswered: '没答复', shown: '已展示', rejected: '没放行' }, allStars: '全部', stars: (n: number) => `${n} 星`, more: '再看一些', pickOne: '从左边选一条',
  emptyTitle: '都看完了', emptyHint: '检查通过的评价会自己展示，拿不准的才到这里。', emptyOther: '这里没有', clear: '看全部星级',
  order: '订单', bought: '买的时候', product: '商品', refunded: '后来退了', since: '写了以后又买', sinceN: (n: string) => `${n} 单`, written: '写过', writtenN: (n: string) => `${n} 条`, edited: '改过', points: '得了', pointsN: (n: string) => `${n} 分`, noPoints: '没有得分', openMember: '打开会员页', facts: '这一条',
  how: '怎么处理', approve: '放行', approveHint: '大家马上能看到，按规则给分', reject: '退回', rejectHint: '只有本人看得到，附一句理由', hide: '收起来', hideHint: '大家不再看到，积分不动', reason: '给作者的一句话', reasonHint: '本人会看到', reasonMissing: '退回要说一句为什么', decide: '就这样',
  reply: '店家答复', replyHint: '写在评价下面，大家都看得到', replyAct: '发出答复', replyAgain: '换成这句', replied: (at: string) => `${at} 答复过`, done: { approve: '放行了', reject: '退回去了', reply: '答复发出去了' },
  states: { checking: '检查中', queued: '等着', shown: '展示中', rejected: '没放行', removed: '收回了' },
}
