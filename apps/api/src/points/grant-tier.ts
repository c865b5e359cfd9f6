import { endOfDate, type LocalDate, type MemberId } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type Participant } from '../platform/group-commit/index.js'
import { tiersAt } from './merchant-terms.js'
import { pointsBook } from './points-book.js'

export interface GrantRequest { readonly memberId: MemberId; /** null takes the given tier back */ readonly tierId: string | null; /** its last day; null for no end */ readonly lastDay: LocalDate | null; readonly reason: string }
interface GrantsOfBatch { readonly done: { memberId: MemberId; actor: string; from: string | null; grant: { tier: string | null; lastDay: LocalDate | null; reason: string } }[] }

class Grants implements Participant<null, GrantsOfBatch> {
  readonly name = 'tier-grants'
  readonly need = () => needOf<null, GrantsOfBatch>(this, null)
  async read(): Promise<GrantsOfBatch> { return { done: [] } }
  async write(tx: Tx, { done }: GrantsOfBatch, now: number): Promise<void> {
    for (const d of done) await recordAudit(tx, { actor: d.actor, action: d.grant.tier === null ? 'end-tier-grant' : 'grant-tier', subject: `member:${d.memberId}`, before: { tier: d.from }, after: d.grant }, now)
  }
}
const grants = new Grants()

/** A tier given by hand, with a reason and an end, or taken back. Refusals in this order: tier-unknown, grant-is-past, no-grant. */
export const grantTierByHand: ActKind<GrantRequest, { readonly progress: ReturnType<import('./books-of-batch.js').BooksOfBatch['progress']> }> = {
  name: 'grant-tier',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId }), grants.need()],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const until = r.lastDay === null ? null : endOfDate(r.lastDay, books.terms.zone)
    if (r.tierId !== null && !tiersAt(books.terms, ctx.now)?.tiers.some((t) => t.tierId === r.tierId)) return { ok: false, refusal: { code: 'tier-unknown', facts: { tier: r.tierId } } }
    if (until !== null && until <= ctx.now) return { ok: false, refusal: { code: 'grant-is-past', facts: { on: r.lastDay } } }
    const { tier } = books.member(r.memberId)
    if (r.tierId === null && !tier.hold?.grant) return { ok: false, refusal: { code: 'no-grant', facts: {} } }
    books.grantTier(r.memberId, { id: ctx.actId, actId: ctx.actId, actor: ctx.actor, grant: { tier: r.tierId, until, reason: r.reason } })
    batch.of(grants).done.push({ memberId: r.memberId, actor: ctx.actor, from: tier.hold?.tier ?? null, grant: { tier: r.tierId, lastDay: r.lastDay, reason: r.reason } })
    return { ok: true, answer: { progress: books.progress(r.memberId) }, nudges: [{ topic: 'tier', audience: `member:${r.memberId}`, ref: r.memberId }] }
  },
}
