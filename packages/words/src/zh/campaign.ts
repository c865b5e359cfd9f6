import { t, type Sentences } from '../facts.js'

export const campaign: Sentences = {
  'campaign-title': (f) => t(f, 'titleZh') || t(f, 'titleEn') || '活动',
  'audience-too-slow': '条件太宽，数了 8 秒还没数完，加一条再试',
  'campaign-not-draft': '已经排好，不能再改',
  'campaign-in-the-past': '这个时间已经过去了',
  'campaign-says-nothing': '先写给会员看的标题',
  'campaign-not-under-way': '这场活动没有在进行',
  'campaign-not-launched': '还没开始，没有效果可看',
  'campaign-stopped': '活动停了，没轮到',
  'campaign-member-left': '发之前已退会或合并',
  'consent-withdrawn': '发之前收回了同意',
}
