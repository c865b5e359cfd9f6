import { t, type Sentences } from '../facts.js'

export const community: Sentences = {
  'consent-withdrawn': '您关掉了在茶话里发言，在隐私中心打开就能写',
  'topic-closed': '这个话题已经收了',
  'posting-too-often': '说得有点快，歇一会儿',
  'content-refused': '这些话不合适，改一改再发',
  'post-gone': '这条帖子不在了',
  'item-unknown': '没有这一条',
  'appealed-already': '已经申诉过一次，以掌柜的答复为准',
  'not-rejected': '这条没有被退回，不用申诉',
  'review-not-open': '这件是赠品，或者已经退了，不用评',
  'review-written': '这件已经评过了，可以去改',
  'review-unknown': '没有这条评价',
  'review-closed': '过了能改的日子',
  'review-not-shown': '先放行，才能在下面答复',
  'reason-missing': '退回去要说一句为什么',
  'picture-gone': '有张图片不在了，拿掉它再发',
  'picture-too-large': (f) => `图片太大了，最多 ${t(f, 'megabytes')} MB`,
  'picture-not-readable': '这不是能用的图片，请换 JPG、PNG 或 WebP',
  'picture-too-big': (f) => `图片的长宽不合适，每边 ${t(f, 'leastPx')} 到 ${t(f, 'mostPx')} 像素`,
  'picture-too-many': (f) => `今天发的图片够多了（${t(f, 'perDay')} 张），明天再来`,
}
