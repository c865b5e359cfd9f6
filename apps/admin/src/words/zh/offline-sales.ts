export const offlineSales = {
  title: '没网时的销售', lead: '收银台没网时记下、连上后补报的。只得积分，不用券和积分抵扣。', tabs: { all: '全部', refused: '没入账', look: '没认出会员' },
  columns: { sold: '卖出', where: '哪台', pay: '金额', member: '会员', state: '怎么样', todo: '该做什么' }, states: { earned: '入账，得分', nobody: '入账，没认出会员', anonymous: '入账，散客', refused: '没入账' },
  empty: '没有这样的销售', emptyHint: '收银台没网时卖的，连上以后会列在这里。', anonymous: '散客', points: (n: string) => `得 ${n} 分`, unknown: '—',
  todo: { 'sale-too-old': '报得太晚（过了 24 小时）。核对小票后，在会员页手工补积分。', 'sale-from-future': '收银台的钟不对。先校准那台的时间，再补报一次。', 'product-unknown': '里面有店里没有的商品。先把商品加上，再让店员照小票重收一次。', 'price-missing': '里面有没定价的商品。补上价格，再让店员照小票重收一次。', 'code-unknown': '会员码认不出。问清会员后，在会员页手工补积分。', 'code-used': '会员码已经用过。钱已入账，积分没给；核对是不是收了两次。', 'code-expired': '会员码当时已经过时。问清会员后手工补积分。', other: '钱照小票为准；要补积分，在会员页手工调。' } as Record<string, string>,
  showing: (a: string, b: string) => `第 ${a} 到 ${b} 笔`,
}
