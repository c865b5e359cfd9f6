/** Who may sign in to the demo, and how: the demo shop is made with these, and the door page shows them. */
export const DEMO = {
  slug: 'shanlan',
  password: 'huitou-demo',
  pin: '2580',
  staff: [
    { login: 'owner@shanlan.demo', name: '山岚', role: 'owner' },
    { login: 'manager@shanlan.demo', name: '青禾', role: 'manager' },
    { login: 'clerk@shanlan.demo', name: '小满', role: 'clerk' },
  ],
  members: [{ name: '林若溪', phone: '13800006628' }],
} as const
