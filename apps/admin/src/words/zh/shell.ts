export const shell = {
  product: '商家后台', main: '主导航', skip: '跳到正文', find: '找会员、订单、页面', help: '全部按键', account: '账号',
  home: '首页', till: '收银台', orders: '订单', products: '商品', members: '会员', import: '导入', points: '积分', tiers: '等级', coupons: '优惠券', promotions: '促销', flash: '秒杀', campaigns: '活动', care: '生日与关怀', community: '社群', reviews: '评价',
  settings: '设置',
  groupMembers: '会员', groupLoyalty: '忠诚度', groupEngage: '经营',
  owner: '店主', manager: '店长', clerk: '店员', stores: (n: number) => (n > 1 ? `总部 · ${n} 家门店` : '一家门店'),
  light: '浅色', dark: '深色', system: '跟系统', look: '明暗', language: '语言', singleKeys: '单字母快捷键', signOut: '退出登录', otherShops: '换一家店', newShop: '再开一家店',
  findTitle: '找', findHint: '打名字、手机尾号、订单号，或页面名', findNothing: '没有找到', goTo: '去', toMember: '会员', toOrder: '订单', typeMore: '再打一个字就开始找',
  keysTitle: '全部按键',
  keys: [
    ['mod K', '找'], ['/', '在列表里搜'], ['F', '加条件'], ['J K', '下一个、上一个'], ['X', '选'], ['↵', '打开'], ['Esc', '关上，再按清掉所选'], ['Z', '撤回'], ['mod ↵', '做这页的主要动作'],
    ['G H', '去首页'], ['G M', '去会员'], ['G C', '去优惠券'], ['G O', '去订单'], ['G P', '去积分'], ['G T', '去等级'], ['?', '这一页'],
  ] as [string, string][],
  keysOff: '单字母的键在打字时不起作用，也可以在账号里关掉。',
}
