export const member = {
  title: '会员', import: '导入', add: '新增会员', search: '姓名、手机尾号、会员号', views: { all: '全部', idle: '60 天没来', fresh: '近 30 天新会员' },
  columns: { member: '会员', tier: '等级', spent: '累计消费', orders: '订单', last: '最近消费', points: '积分', tags: '标签', source: '来自', joined: '入会' }, sortBy: (c: string) => `按${c}排`,
  ago: (n: number) => (n === 0 ? '今天' : `${n} 天前`), never: '还没买过', sources: { wechat: '小程序', h5: '手机网页', till: '收银台', import: '导入', admin: '后台', api: '接口', demo: '示例' } as Record<string, string>,
  filters: { tierId: '等级', tag: '标签', source: '来自', idleDays: '最近消费', joinedFrom: '入会', joinedTo: '入会', importId: '导入批次' }, is: '是', before: (n: string) => `${n} 天前`, earlier: '早于', since: '不早于', until: '不晚于', addFilter: '条件', off: '去掉这一条', copyLink: '复制链接', copied: '链接已复制，同事打开看到同一批',
  idleChoice: (n: number) => `${n} 天没来`, showing: (a: string, b: string) => `第 ${a}–${b} 位`, ofTotal: (n: string, exact: boolean) => `，共${exact ? '' : '约'} ${n} 位`, sortedBy: (what: string) => `按${what}从高到低`, sorts: { 'last-order': '最近消费', joined: '入会时间', spent: '累计消费', points: '积分' }, keysMove: '上下移', keysPick: '选', keysOpen: '打开',
  emptyTitle: '这几个条件下没有会员', emptyHint: '去掉一条试试', emptyShop: '还没有会员', emptyShopHint: '顾客扫立牌入会，或者把老会员导进来', takeOff: '去掉全部条件', selected: (n: string) => `已选 ${n} 位`, clear: '取消选择', tag: '打标签', coupon: '发券', selectAll: '选中这一页', select: (name: string) => `选 ${name}`,
  tagTitle: (n: string) => `给 ${n} 位打标签`, tagName: '标签', tagWhy: '为什么', tagWhyHint: '写给同事看，可不填', tagged: (n: string, tag: string) => `已给 ${n} 位打上“${tag}”`, untagged: (tag: string) => `“${tag}”取下来了`, someFailed: (n: string) => `${n} 位没有做成`,
  couponTitle: (n: string) => `给 ${n} 位发券`, couponPick: '选一张券', couponNone: '没有已发布的券', reason: '原因', reasonHint: '会记进操作记录', give: '发出去', gave: (n: string, title: string) => `已给 ${n} 位发了“${title}”`, 
  addTitle: '新增会员', phone: '手机号', name: '称呼', consent: '本人同意入会，并同意会员服务条款', addAct: '新增', existed: '这个手机号已经是会员，打开了 TA 的页面', added: '新增好了', phoneBad: '手机号是 6 到 15 位数字',
}
