import type { staff as zh } from '../zh/staff'

export const staff: typeof zh = {
  title: 'Stores and staff', sub: (s, p) => `${s} stores, ${p} people`, faces: { staff: (n) => `Staff ${n}`, stores: (n) => `Stores ${n}` },
  search: 'Name, phone', byTill: (n) => `${n} by sales`, columns: { today: 'By hand today', name: 'Person', role: 'Role', pin: 'PIN', totp: 'One-time code', login: 'Login', seen: 'Last seen' },
  roles: { owner: 'Owner', manager: 'Manager', clerk: 'Clerk' }, allStores: 'Every store', pinSet: 'set', pinNone: 'not set', totpOn: 'on',
  totpOff: 'off', invited: 'invited, not accepted', neverSeen: 'not signed in yet', ended: 'ended', now: 'just now', hours: (a, b) => `${a}–${b}`,
  tills: (n) => `${n} tills`, noHours: 'no hours given',
  invite: 'Invite somebody', login: 'Phone or e-mail', loginBad: 'Not complete', name: 'Name', inStore: 'Store', role: 'Role',
  roleHints: { clerk: 'Scans, sells, refunds; sees the end of phone numbers', manager: 'Also members, coupons, reviews; each whole number is logged', owner: 'May change everything, staff and rules too' },
  send: 'Make an invitation link', note: 'The link holds for 48 hours; send it yourself. Once accepted, they or a manager set the PIN here; nobody can read it afterwards.',
  linkTitle: 'The invitation link, shown only now', copy: 'Copy the link', copied: 'Copied', done: 'Done', until: (d) => `until ${d}`,
  ownerOnly: 'Only an owner invites and changes roles', pick: 'Pick somebody at the left',
  edit: (n) => n, save: 'Save', saved: 'Saved', end: 'End access', resume: 'Restore', endTitle: (n) => `End the access of ${n}?`,
  endBody: 'They are signed out at once and cannot open a till; it can be restored. What they did stays.', ended1: 'Access ended', resumed: 'Restored',
  setPin: 'Set a PIN', pin: 'PIN, 4 to 6 digits', pinSaved: 'PIN set', close: 'Not now',
  addStore: 'Add a store', storeName: 'Store', address: 'Address', opens: 'Opens', closes: 'Closes',
  storeColumns: { name: 'Store', hours: 'Hours', tills: 'Tills', address: 'Address', state: 'State' }, storeOpen: 'Open', storeClosed: 'Closed',
  closeStore: 'Close', openStore: 'Reopen', storeAdded: 'Added', storeSaved: 'Saved', addTill: 'Open a till on this device', change: 'Change',
}
