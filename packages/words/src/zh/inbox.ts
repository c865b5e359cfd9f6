import { m, n, t, type Sentences } from '../facts.js'

export const inbox: Sentences = {
  'inbox-post-shown': '您的茶话大家能看到了',
  'inbox-post-points': (f) => `您的茶话大家能看到了，得 ${n(f, 'points')} 分`,
  'inbox-post-rejected': (f) => `您的茶话没有放行：${t(f, 'reason')}`,
  'inbox-comment-rejected': (f) => `您的评论没有放行：${t(f, 'reason')}`,
  'inbox-post-answered': '有人回了您的茶话',
  'inbox-review-shown': (f) => `您对${t(f, 'name')}的评价大家能看到了`,
  'inbox-review-points': (f) => `您对${t(f, 'name')}的评价大家能看到了，得 ${n(f, 'points')} 分`,
  'inbox-review-rejected': (f) => `您对${t(f, 'name')}的评价没有放行：${t(f, 'reason')}`,
  'inbox-review-answered': (f) => `店家回了您对${t(f, 'name')}的评价`,
  'inbox-quoted': (f) => `“${t(f, 'text')}”`,
  'inbox-earned': (f) => `得 ${n(f, 'points')} 分`,
  'inbox-of-order': (f) => `单号 ${t(f, 'orderNo')}`,
  'inbox-refunded': (f) => `退款 ${m(f, 'minor')}`,
}
