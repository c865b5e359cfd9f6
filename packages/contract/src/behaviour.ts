import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Count, Id, text } from './schema.js'

const room = 'behaviour'
const seen = {
  /** made by whoever saw it happen: sent twice it is one event */
  eventId: Id, kind: z.enum(['view', 'search', 'cart', 'favourite']), at: At,
  /** of the goods; a search has words instead */
  sku: z._default(text(60), ''), words: z._default(text(60), ''),
}
const isWhole = (e: { kind: string; sku: string; words: string }): boolean => (e.kind === 'search' ? e.words !== '' && e.sku === '' : e.sku !== '' && e.words === '')
const WHOLE = 'a search has words, everything else a sku'
export const MyEvent = z.object(seen).check(z.refine(isWhole, WHOLE))
export const MemberEvent = z.object({ ...seen, memberId: Id, source: z.enum(['mini', 'h5', 'mall', 'taobao', 'tmall', 'import']) }).check(z.refine(isWhole, WHOLE))

export const behaviourRoutes = {
  recordMyEvents: route({ method: 'POST', room, access: ['member'], path: '/api/me/events', summary: 'What I looked at, kept with my consent alone; sent twice it is kept once, too old or too much of it is dropped', body: z.object({ source: z.enum(['mini', 'h5']), events: z.array(MyEvent).check(z.minLength(1), z.maxLength(50)) }), ok: z.object({ kept: Count, known: Count, dropped: Count }), refusals: ['browsing-not-agreed'] }),
  recordEvents: route({ method: 'POST', room, access: ['integration:events'], path: '/api/events', summary: 'What members looked at in a mall of the shop\'s own (by an API key); of members who did not agree nothing is kept', body: z.object({ events: z.array(MemberEvent).check(z.minLength(1), z.maxLength(200)) }), ok: z.object({ kept: Count, known: Count, dropped: Count, notAgreed: Count }) }),
} as const
