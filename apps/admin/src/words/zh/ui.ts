export const ui = {
  semi: '；', comma: '、', showTable: '看数据表', showChart: '看图', showMembers: '看这些会员',
  previousPage: '上一页', nextPage: '下一页', form: '填写', preview: '看影响', was: '原',
  loading: '正在取', again: '再试一次', id: '编号', copyId: '复制编号', copied: '已复制',
  offline: (time: string) => `网断了。看到的是 ${time} 的数，改动会等网好了再存。`,
  offlineTitle: '网断了', offlineBody: '连上网后再试一次就好，您写的还在。',
  faultTitle: '这里没有取出来', faultBody: '别的地方不受影响。再试一次；还不行，把编号发给管系统的人。',
  malformedTitle: '有一项没填对', missingTitle: '没有找到', missingBody: '它可能已经被删掉，或者链接不完整。',
  forbiddenTitle: '这一页您看不了', forbiddenBody: '需要店主或店长的权限。请他们替您看，或者给您换个角色。',
  undo: '撤回', seconds: (n: number) => `${n} 秒`, done: '好了', close: '关上', cancel: '先不', save: '存下来', back: '返回',
  clearFilter: '去掉这一条', addCondition: '条件', copyLink: '复制链接', linkCopied: '链接已复制，同事打开看到同一批',
  all: '全部', none: '没有', yes: '是', no: '否', member: '会员', members: (n: string) => `${n} 位`, points: (n: string) => `${n} 分`,
  loadFailedFor: (what: string) => `${what}没有算出来`,
}
