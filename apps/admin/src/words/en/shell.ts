import type { shell as zh } from '../zh/shell'

export const shell: typeof zh = {
  product: 'Merchant admin', main: 'Main', skip: 'Skip to content', find: 'Find a member, order, page', help: 'All keys', account: 'Account',
  home: 'Home', till: 'Till', orders: 'Orders', products: 'Products', members: 'Members', import: 'Import', points: 'Points', tiers: 'Tiers', coupons: 'Coupons', promotions: 'Promotions', flash: 'Flash sales',
  campaigns: 'Campaigns', care: 'Birthday and care', community: 'Community', reviews: 'Reviews', settings: 'Settings',
  groupMembers: 'Members', groupLoyalty: 'Loyalty', groupEngage: 'Engage',
  owner: 'Owner', manager: 'Manager', clerk: 'Clerk', stores: (n) => (n > 1 ? `HQ · ${n} stores` : 'One store'),
  light: 'Light', dark: 'Dark', system: 'System', look: 'Look', language: 'Language', singleKeys: 'Single-letter keys', signOut: 'Sign out',
  otherShops: 'Other shops', newShop: 'Open another shop',
  findTitle: 'Find', findHint: 'Type a name, the end of a phone number, an order number, or a page', findNothing: 'Nothing found', goTo: 'Go to',
  toMember: 'Member', toOrder: 'Order', typeMore: 'Type one more character to search',
  keysTitle: 'All keys',
  keys: [
    ['mod K', 'Find'], ['/', 'Search the list'], ['F', 'Add a filter'], ['J K', 'Next, previous'], ['X', 'Select'], ['↵', 'Open'],
    ['Esc', 'Close, then clear the selection'], ['Z', 'Undo'], ['mod ↵', 'The main act of the page'],
    ['G H', 'Home'], ['G M', 'Members'], ['G C', 'Coupons'], ['G O', 'Orders'], ['G P', 'Points'], ['G T', 'Tiers'], ['?', 'This page'],
  ],
  keysOff: 'Single letters rest while you type, and can be switched off under your account.',
}
