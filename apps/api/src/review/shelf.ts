import { assert, DAY, type Instant, type MemberId } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { askedAbout } from '../consent/index.js'
import { sendMessages, type NewMessage } from '../inbox/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type Participant } from '../platform/group-commit/index.js'
import { REVIEW_SETTINGS } from './review-settings.js'
import { boughtLines, editDays, lockReviews, writeReviews, type BoughtLine, type LineRef, type Review, type ReviewState } from './shelf.rows.js'

/** What an act wants of the shelf: a line to be spoken of, or a review; and whether who speaks may. */
export interface ShelfNeed { readonly line?: LineRef; readonly reviewId?: string; readonly writer?: MemberId }
export interface Audited { readonly actor: string; readonly action: string; readonly review: Review; readonly before: ReviewState; readonly reason: string }

const nameOf = (l: LineRef): string => `${l.orderId}/${l.lineNo}`

/** The reviews of a batch as they stand after its earlier acts, and what is to be written. */
export class ShelfOfBatch {
  readonly messages: NewMessage[] = []
  readonly audits: Audited[] = []
  private readonly touched = new Set<Review>()

  constructor(private readonly lines: ReadonlyMap<string, BoughtLine>, private readonly byId: Map<string, Review>, private readonly byLine: Map<string, Review>, private readonly editDays: number, private readonly consent: ReadonlyMap<MemberId, boolean>) {}

  line = (ref: LineRef): BoughtLine | undefined => this.lines.get(nameOf(ref))
  ofLine = (ref: LineRef): Review | undefined => this.byLine.get(nameOf(ref))
  /** who said no to speaking in public; who never said anything may */
  isSilent = (id: MemberId): boolean => this.consent.get(id) === false
  review = (id: string): Review | undefined => this.byId.get(id)
  editableUntil = (r: { createdAt: Instant }): Instant => r.createdAt + this.editDays * DAY

  add(review: Review): void {
    this.byId.set(review.reviewId, review)
    this.byLine.set(nameOf(review), review)
    this.touched.add(review)
  }

  change(review: Review, to: Partial<Review>): void {
    Object.assign(review, to)
    this.touched.add(review)
  }

  get written(): Review[] {
    return [...this.touched]
  }
}

class Shelf implements Participant<ShelfNeed, ShelfOfBatch> {
  readonly name = 'review-shelf'
  readonly order = 61
  readonly need = (need: ShelfNeed) => needOf<ShelfNeed, ShelfOfBatch>(this, need)

  async read(tx: Tx, needs: readonly ShelfNeed[]): Promise<ShelfOfBatch> {
    const refs = [...new Map(needs.flatMap((n) => (n.line ? [[nameOf(n.line), n.line] as const] : []))).values()]
    const ids = [...new Set(needs.flatMap((n) => n.reviewId ?? []))]
    const writers = [...new Set(needs.flatMap((n) => n.writer ?? []))]
    const [lines, reviews, days, consent] = await Promise.all([boughtLines(tx, refs), lockReviews(tx, ids, refs), editDays(tx, REVIEW_SETTINGS[0].key), writers.length > 0 ? askedAbout(tx, writers, 'community') : new Map<MemberId, boolean>()])
    return new ShelfOfBatch(new Map(lines.map((l) => [nameOf(l), l])), new Map(reviews.map((r) => [r.reviewId, r])), new Map(reviews.map((r) => [nameOf(r), r])), days ?? REVIEW_SETTINGS[0].fallback, consent)
  }

  async write(tx: Tx, shelf: ShelfOfBatch, now: Instant): Promise<void> {
    const written = shelf.written
    if (written.length > 0) assert((await writeReviews(tx, written)) === written.length, 'a review changed under its lock')
    for (const a of shelf.audits) await recordAudit(tx, { actor: a.actor, action: a.action, subject: `review:${a.review.reviewId}`, before: { state: a.before }, after: { state: a.review.state }, reason: a.reason }, now)
    if (shelf.messages.length > 0) await sendMessages(tx, shelf.messages, now)
  }
}

/** The reviews' share of a batch. */
export const shelf = new Shelf()
