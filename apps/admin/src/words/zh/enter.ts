export const enter = {
  brand: '回头', product: '商家后台', verse: ['好茶喝过会想，', '好店去过会回头。'],
  title: '回来看看老客。', sub: '登录您的店', login: '手机号或邮箱', password: '密码', show: '显示密码', hide: '藏起密码', enter: '登录', forgot: '忘了密码', noShop: '还没有店？', open: '开一家',
  totpTitle: '再输一次动态码', totpSub: '打开验证器，输入六位数字', totp: '动态码', chooseTitle: '去哪一家？', chooseSub: '这个账号在几家店里都有', otherAccount: '换账号',
  loginBad: '手机号或邮箱不完整', passwordShort: '密码至少 8 位', demo: '示例店，点一个身份直接进', demoNote: '示例登录只在本机演示里有',
  inviteTitle: '请您来店里。', inviteSub: '写下名字，定一个密码，就能开始。', yourName: '您的名字', newPassword: '定一个密码', begin: '开始',
  resetTitle: '换一个密码。', resetAskSub: '填登录用的手机号或邮箱，发一条链接给您。', send: '发链接', sent: '如果有这个账号，链接已经发出，一小时内有效。', demoLink: '演示里直接打开链接',
  resetSub: '新密码至少 8 位，换好后别的设备要重新登录。', change: '换好', changed: '密码换好了，请重新登录', back: '回到登录',
}
