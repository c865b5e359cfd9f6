export default defineAppConfig({
  pages: [
    'member/home', 'coupon/list', 'community/feed', 'member/me',
    'member/sign-in', 'member/code', 'member/settled', 'member/tiers', 'member/birthday', 'member/profile', 'member/privacy',
    'community/thread',
  ],
  // the main package is what the first screens need; the rest comes when home is there
  subPackages: [
    { root: 'till', pages: ['sign-in', 'scan', 'keypad', 'sale', 'orders', 'refund', 'shift'] },
    { root: 'order', pages: ['orders', 'order', 'review', 'reviews'] }, { root: 'inbox', pages: ['messages'] }, { root: 'points', pages: ['statement', 'check-in'] }, { root: 'bag', pages: ['goods', 'bag'] }, { root: 'flash', pages: ['flash'] }, { root: 'gift', pages: ['gift'] }, { root: 'ticket', pages: ['coupon', 'friend'] }, { root: 'talk', pages: ['appeal', 'write'] },
  ],
  preloadRule: { 'member/home': { network: 'all', packages: ['order', 'inbox', 'points', 'bag', 'flash', 'gift', 'ticket'] }, 'coupon/list': { network: 'all', packages: ['bag', 'ticket'] }, 'community/feed': { network: 'all', packages: ['talk'] } },
  window: { navigationStyle: 'custom', navigationBarTextStyle: 'black', navigationBarTitleText: '回头', backgroundTextStyle: 'dark', backgroundColor: '#EFEFEA' },
  tabBar: {
    custom: true, color: '#646D67', selectedColor: '#24493F', backgroundColor: '#FCFBF8',
    list: [
      { pagePath: 'member/home', text: '首页' }, { pagePath: 'coupon/list', text: '券包' },
      { pagePath: 'community/feed', text: '茶话' }, { pagePath: 'member/me', text: '我的' },
    ],
  },
  lazyCodeLoading: 'requiredComponents',
})
