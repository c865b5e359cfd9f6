import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Id, Minor, Points, pageOf, pageQuery } from './schema.js'

const room = 'what-if'
const of = z.enum(['tiers', 'rules'])
const Both = <T extends z.ZodMiniType>(one: T) => z.object({ now: one, draft: one })
const TierId = z.nullable(z.string())

/** What the same history comes to under what runs now and under the draft. */
export const WhatIfResult = z.object({
  tookMs: z.int(), members: Count, orders: Count,
  up: Count, down: Count, stay: Count,
  matrix: z.array(z.object({ from: TierId, to: TierId, members: Count })),
  /** who would have had more points, or fewer */
  more: Count, fewer: Count,
  points: Both(Points), worthMinor: Both(Minor),
  /** of what is given, what the shop's own past says will be used; null without a history */
  usedBp: z.nullable(z.int()),
  /** what members' prices would have cost, worked back from what was paid; null where no tier has one */
  priceMinor: z.nullable(Both(Minor)),
  /** coupons that reaching a tier gives */
  packs: Both(Count),
  /** what tiers give beside: points of birthdays and packs, with their worth, and coupons of each month. Results of older releases have none */
  gifts: z.optional(z.object({ birthdayPoints: Both(Points), packPoints: Both(Points), worthMinor: Both(Minor), monthlyCoupons: Both(Count) })),
  /** "2026-03", the merchant's calendar */
  months: z.array(z.object({ month: z.string(), points: Both(Points), worthMinor: Both(Minor) })),
  segments: z.array(z.object({ kind: z.enum(['tier', 'stage', 'channel', 'since']), key: z.nullable(z.string()), members: Count, points: Both(Points), more: Count, fewer: Count, up: Count, down: Count })),
  /** members who hold another tier than the versions in force over the stretch give them: given by hand, or brought over */
  heldOtherwise: Count,
})
export const WhatIf = z.object({
  whatIfId: Id, of, version: z.int(),
  /** stopped: by hand, or its worker fell silent; nothing stands of it, start it again */
  state: z.enum(['running', 'done', 'failed', 'stopped']), byHand: z.boolean(),
  /** the draft was saved again since, or is another one by now */
  olderDraft: z.boolean(),
  progress: z.object({ done: Count, of: Count }), from: At, asOf: At, finishedAt: z.nullable(At), byName: z.string(), result: z.nullable(WhatIfResult),
})
export const WhatIfMember = z.object({ memberId: Id, name: z.string(), from: TierId, to: TierId, pointsNow: Points, pointsDraft: Points })
const lists = ['up', 'down', 'stay', 'more', 'fewer'] as const

export const whatIfRoutes = {
  startWhatIf: route({ method: 'POST', room, access: ['manager'], path: '/api/what-if/{of}', summary: 'Replay the draft on the last twelve months; goes on when you leave. Started again for the same draft while it runs, it is the same run', params: z.object({ of }), body: z.object({ expectVersion: z.int(), expectSaves: z.int() }), status: 202, ok: WhatIf, refusals: ['no-draft', 'draft-moved-on', 'draft-has-problems'] }),
  stopWhatIf: route({ method: 'POST', room, access: ['manager'], path: '/api/what-if/{of}/stop', summary: 'Stop the replay that is under way; nothing stands of it', params: z.object({ of }), body: z.object({}), ok: WhatIf, refusals: ['what-if-not-running'] }),
  readWhatIf: route({ method: 'GET', room, access: ['manager'], path: '/api/what-if/{of}', summary: 'The last replay of a draft, with its progress', params: z.object({ of }), ok: z.object({ whatIf: z.nullable(WhatIf) }) }),
  listWhatIfMembers: route({ method: 'GET', room, access: ['manager'], path: '/api/what-ifs/{whatIfId}/members', summary: 'Who would move, or have had more or fewer points; the most first', params: z.object({ whatIfId: Id }), query: z.object({ ...pageQuery, list: z.enum(lists), from: z.optional(z.string().check(z.maxLength(40))), to: z.optional(z.string().check(z.maxLength(40))) }), ok: pageOf(WhatIfMember) }),
} as const
