import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Done, Id, Minor, Points, TierRef, text } from './schema.js'

const room = 'member'
const memberId = z.object({ memberId: Id })
const Face = z.object({ memberId: Id, memberNo: z.string(), name: z.string(), phoneMasked: z.nullable(z.string()) })
/** What somebody has, before and after two become one. */
const Standing = z.object({ available: Points, pending: Points, held: Points, debt: Points, growth: Points, tier: z.nullable(TierRef), orderCount: Count, spentMinor: Minor, coupons: Count, posts: Count })
const Side = z.extend(Standing, { ...Face.shape, hasWechat: z.boolean(), accounts: Count })
export const Meeting = z.object({ meetingId: Id, how: z.enum(['phone', 'unionid']), at: At, one: Face, other: Face })

/** One person is one member. */
export const personRoutes = {
  listMeetings: route({ method: 'GET', room, access: ['manager'], path: '/api/members/meetings', summary: 'Members who met under one phone or unionid and both have a history', ok: z.object({ items: z.array(Meeting) }) }),
  dismissMeeting: route({ method: 'POST', room, access: ['owner'], path: '/api/members/meetings/{meetingId}/dismiss', summary: 'They are two persons after all', params: z.object({ meetingId: Id }), ok: Done }),
  listMerges: route({ method: 'GET', room, access: ['manager'], path: '/api/members/{memberId}/merges', summary: 'Who was merged into this member, and where this one leads', params: memberId, ok: z.object({ mergedInto: z.nullable(Id), items: z.array(z.object({ mergeId: Id, at: At, undoneAt: z.nullable(At), reason: z.string(), name: z.string(), memberNo: z.string() })) }) }),
  previewMerge: route({ method: 'GET', room, access: ['manager'], path: '/api/members/{memberId}/merge', summary: 'What merging another member into this one would come to; nothing is done', params: memberId, query: z.object({ otherId: Id }), ok: z.object({ kept: Side, gone: Side, after: Standing, doubled: z.boolean() }), refusals: ['member-unknown', 'merge-same', 'member-left'] }),
  mergeMembers: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/members/{memberId}/merge', summary: 'Merge another member into this one: points, coupons, orders and accounts follow', params: memberId, body: z.object({ otherId: Id, reason: z._default(text(200), '') }), ok: z.object({ mergeId: Id, keptId: Id }), refusals: ['member-unknown', 'merge-same', 'member-left'] }),
  undoMerge: route({ method: 'POST', room, access: ['owner'], act: true, path: '/api/members/merges/{mergeId}/undo', summary: 'Two persons again: what came over goes back', params: z.object({ mergeId: Id }), body: z.object({ reason: z._default(text(200), '') }), ok: z.object({ keptId: Id, goneId: Id }), refusals: ['merge-unknown', 'merge-undone', 'member-left'] }),
} as const
