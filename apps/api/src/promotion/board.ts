import type { Left, PriceSettings, Promotion } from '@huitou/promotion'
import { assert, dateAt, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { needOf, type NeedOf, type Participant } from '../platform/group-commit/index.js'
import { filled, promotionOf, type PromotionTermsOf } from './offer-of.js'
import { readInForce, type PromotionRow, type Shop } from './promotion.rows.js'
import { insertUses, lockCounts, readCounts, readMemberCounts, readUses, returnUses, tagsOf, writeCounts, type CountRow, type NewUse, type UseRow } from './use.rows.js'

/** What an act wants of the promotions: their prices for somebody, to book a use, or to give an order's uses back. */
export interface BoardNeed {
  readonly memberId?: string | null
  /** books uses: their counts are locked */
  readonly books?: boolean
  readonly orderId?: string
}

type InForce = Pick<PromotionRow, 'promotion_id' | 'version' | 'terms'>
export const isLimited = (t: PromotionTermsOf): boolean => t.budgetMinor !== null || t.uses !== null || t.usesPerDay !== null || t.usesPerMember !== null || t.usesPerMemberDay !== null
const ofMember = (promotionId: string, memberId: string) => `${promotionId}/${memberId}`

/** The promotions in force for a batch, the shop's zone and currency, and what is left of each limit after the acts so far. */
export class Board {
  readonly promotions: readonly Promotion[]
  private readonly terms: ReadonlyMap<string, PromotionTermsOf>
  readonly uses: NewUse[] = []
  readonly returned: UseRow[] = []
  private readonly before = new Map<string, CountRow>()
  private readonly moved = new Set<CountRow>()

  constructor(readonly shop: Shop, readonly settings: PriceSettings, rows: readonly InForce[], private readonly counts: Map<string, CountRow>, private readonly memberCounts: Map<string, CountRow>, private readonly usesOfOrders: readonly UseRow[], private readonly tags: ReadonlyMap<string, string[]>) {
    this.terms = new Map(rows.map((r) => [r.promotion_id, filled(r.terms)]))
    this.promotions = rows.map(promotionOf)
    for (const [id, row] of counts) this.before.set(id, { ...row })
  }

  /** Those without a limit: what a till may reckon with alone. */
  get unlimited(): Promotion[] {
    return this.promotions.filter((p) => !isLimited(this.terms.get(p.id)!))
  }

  tagsOf = (memberId: string): readonly string[] => this.tags.get(memberId) ?? []

  /** As they stand for one shopper now: with what is left of their limits. A limit per member takes a member. */
  for(memberId: string | null, now: Instant): Promotion[] {
    const day = dateAt(now, this.shop.zone)
    return this.promotions.map((p) => {
      const t = this.terms.get(p.id)!
      if (!isLimited(t)) return p
      const all = this.counts.get(p.id)
      const own = memberId === null ? undefined : this.memberCounts.get(ofMember(p.id, memberId))
      const today = (c: CountRow | undefined) => (c?.today === day ? c.uses_today : 0)
      const rest = (limit: number, used: number) => Math.max(0, limit - used)
      const left: Left = {
        ...(t.budgetMinor === null ? {} : { budgetFen: rest(t.budgetMinor, all?.minor ?? 0) }), ...(t.uses === null ? {} : { uses: rest(t.uses, all?.uses ?? 0) }), ...(t.usesPerDay === null ? {} : { usesToday: rest(t.usesPerDay, today(all)) }),
        ...(t.usesPerMember === null ? {} : { memberUses: memberId === null ? 0 : rest(t.usesPerMember, own?.uses ?? 0) }), ...(t.usesPerMemberDay === null ? {} : { memberUsesToday: memberId === null ? 0 : rest(t.usesPerMemberDay, today(own)) }),
      }
      return { ...p, left }
    })
  }

  /** Whether anything hangs on knowing that an order used it. */
  hangsOn(promotionId: string): boolean {
    const t = this.terms.get(promotionId)
    return t !== undefined && (isLimited(t) || t.broken === 'revoke' || t.kind === 'ladder-gift' || t.kind === 'buy-x-get-y' || t.kind === 'nth-item')
  }

  /** Books a use; the quote it comes from was priced with what was left, so it fits. */
  use(u: Omit<NewUse, 'day' | 'counted'>, now: Instant): void {
    const day = dateAt(now, this.shop.zone)
    const t = this.terms.get(u.promotionId)
    const counted = t !== undefined && isLimited(t)
    this.uses.push({ ...u, day, counted })
    if (!counted) return
    const all = this.counts.get(u.promotionId)
    assert(all, `no count of promotion ${u.promotionId}`)
    this.move(all, +1, u.minor, day, day)
    assert((t.budgetMinor === null || all.minor <= t.budgetMinor) && (t.uses === null || all.uses <= t.uses), `promotion ${u.promotionId} was used above its limit`)
    if (u.memberId === null) return
    const key = ofMember(u.promotionId, u.memberId)
    const own = this.memberCounts.get(key) ?? { promotion_id: u.promotionId, member_id: u.memberId, uses: 0, minor: 0, today: null, uses_today: 0 }
    this.memberCounts.set(key, own)
    this.move(own, +1, u.minor, day, day)
  }

  usesOf = (orderId: string): readonly UseRow[] => this.usesOfOrders.filter((u) => u.order_id === orderId && !u.returned)

  /** Its count, budget and member's share come back, once: nothing that remains of the order uses it. */
  giveBack(use: UseRow, now: Instant): void {
    assert(!use.returned, 'a use came back twice')
    use.returned = true
    this.returned.push(use)
    if (!use.counted) return
    const day = dateAt(now, this.shop.zone)
    const all = this.counts.get(use.promotion_id)
    if (all && all.uses > 0) this.move(all, -1, 0 - use.minor, use.day, day)
    const own = use.member_id === null ? undefined : this.memberCounts.get(ofMember(use.promotion_id, use.member_id))
    if (own && own.uses > 0) this.move(own, -1, 0, use.day, day)
  }

  /** A day that is over is no longer counted. */
  private move(c: CountRow, by: 1 | -1, minor: number, of: string, today: string): void {
    if (c.today !== today) { c.today = today; c.uses_today = 0 }
    c.uses += by
    c.minor = Math.max(0, c.minor + minor)
    if (of === today) c.uses_today = Math.max(0, c.uses_today + by)
    this.moved.add(c)
  }

  async write(tx: Tx, now: Instant): Promise<void> {
    await insertUses(tx, this.uses)
    await returnUses(tx, this.returned, now)
    await writeCounts(tx, [...this.moved].filter((c) => c.member_id === null).map((row) => ({ row, before: this.before.get(row.promotion_id)! })))
  }
}

class PromotionBoard implements Participant<BoardNeed, Board> {
  readonly name = 'promotion-board'
  readonly order = 65
  need(need: BoardNeed = {}): NeedOf {
    return needOf<BoardNeed, Board>(this, need)
  }
  async lock(tx: Tx, needs: readonly BoardNeed[]): Promise<void> {
    if (needs.some((n) => n.books || n.orderId !== undefined)) await lockCounts(tx)
  }
  async read(tx: Tx, needs: readonly BoardNeed[], now: Instant): Promise<Board> {
    const orderIds = [...new Set(needs.flatMap((n) => n.orderId ?? []))]
    const [{ shop, settings, promotions }, uses] = await Promise.all([readInForce(tx), orderIds.length > 0 ? readUses(tx, orderIds) : []])
    const members = [...new Set([...needs.flatMap((n) => n.memberId ?? []), ...uses.flatMap((u) => u.member_id ?? [])])]
    const limited = [...new Set([...promotions.filter((r) => isLimited(filled(r.terms))).map((r) => r.promotion_id), ...uses.map((u) => u.promotion_id)])]
    const tagged = promotions.some((r) => (r.terms.tags ?? []).length + (r.terms.tagsOut ?? []).length > 0)
    const [counts, memberCounts, tags] = await Promise.all([
      limited.length > 0 ? readCounts(tx, limited) : [], limited.length > 0 && members.length > 0 ? readMemberCounts(tx, limited, members, now) : [], tagged && members.length > 0 ? tagsOf(tx, members) : [],
    ])
    const tagsBy = new Map<string, string[]>()
    for (const { member_id, tag } of tags) tagsBy.set(member_id, [...(tagsBy.get(member_id) ?? []), tag])
    return new Board(shop, settings, promotions, new Map(counts.map((c) => [c.promotion_id, c])), new Map(memberCounts.map((c) => [ofMember(c.promotion_id, c.member_id!), c])), uses, tagsBy)
  }
  write(tx: Tx, board: Board, now: Instant): Promise<void> {
    return board.write(tx, now)
  }
}

export const promotionBoard = new PromotionBoard()
