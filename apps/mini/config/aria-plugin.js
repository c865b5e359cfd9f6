// WeChat's own templates know nothing of ARIA: adds aria-role and aria-label to the views that are read aloud.
// The same list is given to the runtime in src/platform/aria.ts.
module.exports = ctx => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      const aria = { 'aria-role': '', 'aria-label': '', 'aria-checked': '', 'aria-hidden': '' }
      platform.template?.mergeComponents?.(ctx, { View: { ...aria }, Image: { ...aria }, Input: { 'aria-label': '' }, Textarea: { 'aria-label': '' } })
    },
  })
}
