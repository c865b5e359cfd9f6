import { mergeInternalComponents } from '@tarojs/shared'

// The runtime half of config/aria-plugin.js: without it the names of the attributes do not reach the template.
if (process.env.TARO_ENV === 'weapp') {
  const aria = { 'aria-role': '', 'aria-label': '', 'aria-checked': '', 'aria-hidden': '' }
  mergeInternalComponents({ View: { ...aria }, Image: { ...aria }, Input: { 'aria-label': '' }, Textarea: { 'aria-label': '' } })
}
