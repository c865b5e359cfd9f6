import type { Sentences } from '../facts.js'

export const outcome: Sentences = {
  malformed: '有的内容填得不对，请看标出的地方',
  'not-signed-in': '请先登录',
  'token-expired': '登录过期了，请重新登录',
  'not-allowed': '您没有做这件事的权限',
  'not-found': '没有找到',
  'key-conflict': '这个编号已经用在另一件事上了',
  'key-missing': '缺少这次操作的编号',
  'too-often': '太频繁了，歇一会儿再试',
  'too-large': '内容太大了',
  fault: '是我们这边的问题，什么都没有变。请再试一次',
  'service-away': '服务暂时连不上，请稍后再试',
}
