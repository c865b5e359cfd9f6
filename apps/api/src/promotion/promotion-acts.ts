import { type Instant } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type NeedOf, type Outcome, type Participant } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { isLimited } from './board.js'
import { checkPromotion, type TermsProblem } from './check-terms.js'
import { filled, type PromotionTermsOf } from './offer-of.js'
import { ensureCount, insertPromotion, lockPromotions, moveState, readPromotions, type PromotionRow, type PromotionState } from './promotion.rows.js'
import { wirePromotion, type WirePromotion } from './wire-promotion.js'

type Write = (tx: Tx, now: Instant) => Promise<unknown>

/** The promotions an owner works on in one batch, and what is to be written of them. */
class Desk {
  readonly writes: Write[] = []
  constructor(readonly rows: Map<string, PromotionRow>) {}
}

class PromotionDesk implements Participant<string | null, Desk> {
  readonly name = 'promotion-desk'
  readonly order = 60
  need(promotionId: string | null): NeedOf {
    return needOf(this, promotionId)
  }
  async lock(tx: Tx, needs: readonly (string | null)[]): Promise<void> {
    await lockPromotions(tx, needs.filter((n) => n !== null))
  }
  async read(tx: Tx, needs: readonly (string | null)[]): Promise<Desk> {
    const rows = await readPromotions(tx, needs.filter((n) => n !== null))
    return new Desk(new Map(rows.map((r) => [r.promotion_id, r])))
  }
  async write(tx: Tx, desk: Desk, now: Instant): Promise<void> {
    for (const write of desk.writes) await write(tx, now)
  }
}

const promotionDesk = new PromotionDesk()

export const addPromotion: ActKind<PromotionTermsOf, { promotion: WirePromotion; problems: TermsProblem[] }> = {
  name: 'add-promotion',
  members: () => [],
  needs: () => [promotionDesk.need(null)],
  decide(terms, batch, { now, actor }) {
    const promotionId = newId()
    batch.of(promotionDesk).writes.push((tx) => insertPromotion(tx, { promotionId, terms, actor }, now), (tx) => recordAudit(tx, { actor, action: 'add-promotion', subject: `promotion:${promotionId}`, after: terms }, now))
    const row: PromotionRow = { promotion_id: promotionId, version: 1, state: 'draft', terms, created_at: new Date(now), published_at: null, orders: 0, discount_minor: 0, uses: 0, used_minor: 0 }
    return { ok: true, answer: { promotion: wirePromotion(row, now), problems: checkPromotion(terms) } }
  },
}

function move(name: string, to: PromotionState, refused: (row: PromotionRow) => { code: string; facts: Record<string, unknown> } | null): ActKind<{ promotionId: string }, WirePromotion> {
  return {
    name,
    members: () => [],
    needs: (r) => [promotionDesk.need(r.promotionId)],
    decide({ promotionId }, batch, { actor, now }): Outcome<WirePromotion> {
      const desk = batch.of(promotionDesk)
      const row = desk.rows.get(promotionId)
      if (!row) return { ok: false, refusal: { code: 'not-found', facts: {} } }
      const no = refused(row)
      if (no) return { ok: false, refusal: no }
      const after: PromotionRow = { ...row, state: to, published_at: row.published_at ?? (to === 'published' ? new Date(now) : null) }
      if (row.state !== to) {
        desk.rows.set(promotionId, after)
        desk.writes.push((tx) => moveState(tx, promotionId, row.state, to, now), ...(to === 'published' && isLimited(filled(row.terms)) ? [(tx: Tx) => ensureCount(tx, promotionId)] : []), (tx) => recordAudit(tx, { actor, action: name, subject: `promotion:${promotionId}`, before: { state: row.state }, after: { state: to, version: row.version } }, now))
      }
      return { ok: true, answer: wirePromotion(after, now) }
    },
  }
}

export const publishPromotion = move('publish-promotion', 'published', (row) => {
  if (row.state === 'ended') return { code: 'promotion-ended', facts: {} }
  const problems = checkPromotion(filled(row.terms))
  return problems.length > 0 ? { code: 'draft-has-problems', facts: { problems } } : null
})

export const pausePromotion = move('pause-promotion', 'paused', (row) => (row.state === 'published' || row.state === 'paused' ? null : { code: 'promotion-not-published', facts: { state: row.state } }))

/** Retired for good: what it gave stays, and comes back by refunds as its orders say. */
export const endPromotion = move('end-promotion', 'ended', () => null)
