import type { Sentences } from '../facts.js'

export const member: Sentences = {
  'member-unknown': '没有这位会员',
  'too-many-tags': '标签太多了，先取下几个',
  'birthday-changed-already': '生日一年只能改一次',
  'under-14': '未满 14 岁，请家长到店办理',
  'consent-required': '这一项是会员服务必需的，不同意就不能做会员',
}
