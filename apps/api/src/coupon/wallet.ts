import { assert, type Instant, type MemberId, type Zone } from '@huitou/units'
import { giveCoupon, lockCoupon, redeemCoupon, refusedReturnInPack, refusedUse, refusedUseInPack, returnCoupon, unlockCoupon, type CouponLife, type CouponRefusal, type WalletCoupon } from '@huitou/promotion'
import type { Tx } from '../platform/database/index.js'
import { needOf, type NeedOf, type Participant } from '../platform/group-commit/index.js'
import { walletCouponOf } from '../promotion/index.js'
import { isUnderWay, lifeOf } from './claim-life.js'
import { couponGraceRow, insertClaims, knownGifts, lockClaims, moveClaims, readClaimers, readClaims, readPacks, type ClaimerRow, type ClaimRow, type NewClaim } from './claim.rows.js'

/** What an act wants of the wallets. */
export interface WalletNeed {
  readonly memberId?: MemberId
  /** these claims, to lock, redeem or look at */
  readonly claimIds?: readonly string[]
  /** all that the member may still use, to find the best price */
  readonly usable?: boolean
  /** the claims that this order used, to give them back */
  readonly orderId?: string
  /** coupons of which the member may be given one more: the counts so far, and the once-key of a gift */
  readonly couponIds?: readonly string[]
  readonly gift?: { readonly source: string; readonly sourceKey: string }
}

const giftKey = (memberId: string, g: { source: string; sourceKey: string }) => `${memberId}\n${g.source}\n${g.sourceKey}`

/** One claim under way: its row as read, its life as the acts so far left it. */
interface Held { readonly row: ClaimRow; orderGone: boolean; life: CouponLife; discountMinor: number; soldMinor: number; /** read only because another of its pack was asked for */ readonly beside: boolean }

/** The wallets of a batch. */
export class Wallets {
  readonly issued: NewClaim[] = []
  private readonly held = new Map<string, Held>()
  private readonly counts: Map<string, number>
  private readonly tiers: ReadonlyMap<MemberId, string | null>
  private readonly gifts: Set<string>

  constructor(rows: readonly ClaimRow[], claimers: readonly ClaimerRow[], gifts: readonly { member_id: string; source: string; source_key: string }[], packs: readonly ClaimRow[] = [], readonly graceDays = 0) {
    const gone = new Set(packs.flatMap((p) => (p.order_gone ? [p.claim_id] : [])))
    const hold = (row: ClaimRow, beside: boolean) => this.held.set(row.claim_id, { row, orderGone: gone.has(row.claim_id), life: lifeOf(row), discountMinor: row.discount_minor, soldMinor: row.sold_minor, beside })
    for (const row of rows) hold(row, false)
    for (const row of packs) if (!this.held.has(row.claim_id)) hold(row, true)
    this.counts = new Map(claimers.map((c) => [`${c.member_id}/${c.coupon_id}`, c.claimed]))
    this.tiers = new Map(claimers.map((c) => [c.member_id, c.tier_id]))
    this.gifts = new Set(gifts.map((g) => giftKey(g.member_id, { source: g.source, sourceKey: g.source_key })))
  }

  /** The member's coupons as the price engine takes them, as they stand after the acts so far. */
  couponsOf(memberId: MemberId): WalletCoupon[] {
    return [...this.held.values()].filter((h) => h.row.member_id === memberId && !h.beside && !this.notFirst(h)).map(({ row, life }) => walletCouponOf({
      claimId: row.claim_id, couponId: row.coupon_id, version: row.version, terms: row.terms, state: life.state, validFrom: life.validFrom, validUntil: life.validUntil,
      lockedBy: life.state === 'locked' ? (life.by ?? null) : null, lockedUntil: life.state === 'locked' ? (life.lockedUntil ?? null) : null,
    }))
  }

  /** A coupon of theirs that can still be used, as it was read. */
  heldBy(memberId: MemberId, which: (row: ClaimRow) => boolean): ClaimRow | undefined {
    return [...this.held.values()].find((h) => h.row.member_id === memberId && (h.life.state === 'issued' || h.life.state === 'returned' || h.life.state === 'locked') && which(h.row))?.row
  }

  couponIdOf(claimId: string): string | undefined {
    return this.held.get(claimId)?.row.coupon_id
  }

  /** When it was used, for whoever scans it again. */
  usedAt(claimId: string): string | null {
    const at = this.held.get(claimId)?.life.usedAt
    return at === undefined ? null : new Date(at).toISOString()
  }

  rowOf(claimId: string, memberId: MemberId): { readonly row: ClaimRow; readonly life: CouponLife } | undefined {
    return this.of({ claimId, memberId })
  }

  /** On its way to a friend. */
  underWay(claimId: string, now: Instant): boolean {
    const life = this.held.get(claimId)?.life
    return life !== undefined && isUnderWay(life, now)
  }

  /** A friend took it: it ends here. Undefined where it is not under way any more. */
  give(a: { claimId: string; memberId: MemberId; by: string; now: Instant }): { readonly row: ClaimRow; readonly life: CouponLife } | undefined {
    const held = this.of(a)
    const move = held && giveCoupon(held.life, a.by, a.now)
    if (!held || !move?.ok) return undefined
    held.life = move.coupon
    return held
  }

  /** The claims that an order used and still uses. */
  usedBy(orderId: string): ClaimRow[] {
    return [...this.held.values()].filter((h) => h.life.state === 'redeemed' && h.life.by === orderId).map((h) => h.row)
  }

  titleOf(claimId: string): string {
    return this.held.get(claimId)?.row.terms.title ?? ''
  }

  tierOf(memberId: MemberId): string | undefined {
    return this.tiers.get(memberId) ?? undefined
  }

  countOf(memberId: MemberId, couponId: string): number {
    return this.counts.get(`${memberId}/${couponId}`) ?? 0
  }

  /** Held for a checkout until then. */
  lock(a: { claimId: string; memberId: MemberId; checkout: string; until: Instant; now: Instant }): CouponRefusal | { code: 'coupon-unknown'; facts: Record<string, never> } | null {
    const held = this.of(a)
    if (!held) return { code: 'coupon-unknown', facts: {} }
    const move = lockCoupon(held.life, a.checkout, a.until, a.now)
    if (!move.ok) return move.refusal
    held.life = move.coupon
    return null
  }

  unlock(a: { claimId: string; memberId: MemberId; checkout: string }): void {
    const held = this.of(a)
    if (held) held.life = unlockCoupon(held.life, a.checkout)
  }

  /** Why a checkout may not use it now. */
  refusedUse(a: { claimId: string; memberId: MemberId; checkout: string; now: Instant }): CouponRefusal | { code: 'coupon-unknown'; facts: Record<string, never> } | null {
    const held = this.of(a)
    if (!held) return { code: 'coupon-unknown', facts: {} }
    return refusedUse(held.life, a.checkout, a.now) ?? this.notFirst(held)
  }

  /** Used by an order: what it took off, and what the order paid with it. */
  redeem(a: { claimId: string; memberId: MemberId; checkout: string; orderId: string; discountMinor: number; soldMinor: number; now: Instant }): CouponRefusal | { code: 'coupon-unknown'; facts: Record<string, never> } | null {
    const refused = this.refusedUse(a)
    if (refused) return refused
    const held = this.of(a)!
    const move = redeemCoupon(held.life, a.checkout, a.orderId, a.now)
    if (!move.ok) return move.refusal
    held.life = move.coupon
    held.discountMinor = a.discountMinor
    held.soldMinor = a.soldMinor
    return null
  }

  /** All that an order used and needs no more (`freed`), as they would come back, the last of a pack first, and with it those before it whose orders are gone and that only waited for it; `apply` false only looks (a refund's preview). */
  giveBack(a: { orderId: string; now: Instant; zone: Zone; apply: boolean; freed?: (claimId: string) => boolean }): GivenBack[] {
    const back: (GivenBack & { held: Held; life: CouponLife; before: CouponLife })[] = []
    for (const held of [...this.held.values()].sort((x, y) => (y.row.pack_no ?? 0) - (x.row.pack_no ?? 0))) {
      const waited = held.orderGone && held.life.by !== a.orderId && back.some((b) => b.held.row.pack_id === held.row.pack_id)
      if (!waited && a.freed && !a.freed(held.row.claim_id)) continue
      const move = returnCoupon(held.life, waited ? held.life.by! : a.orderId, a.now, a.zone, this.graceDays)
      if (!move.ok || (held.row.pack_no !== null && refusedReturnInPack(held.row.pack_no, this.packOf(held)))) continue
      back.push({ claimId: held.row.claim_id, couponId: held.row.coupon_id, title: held.row.terms.title, state: move.coupon.state as 'returned' | 'expired', discountMinor: held.discountMinor, held, life: move.coupon, before: held.life })
      held.life = move.coupon
    }
    for (const b of back) {
      if (a.apply) { b.held.discountMinor = 0; b.held.soldMinor = 0 } else b.held.life = b.before
    }
    return back.map(({ claimId, couponId, title, state, discountMinor }) => ({ claimId, couponId, title, state, discountMinor }))
  }

  /** Nothing is left of an order: what it used and could not give back yet waits for the rest of its pack. */
  noteGone(orderId: string): void {
    for (const held of this.held.values()) if (held.life.by === orderId) held.orderGone = true
  }

  /** Whether a gift under this once-key was given before. */
  wasGiven(memberId: MemberId, gift: { source: string; sourceKey: string }): boolean {
    return this.gifts.has(giftKey(memberId, gift))
  }

  issue(claim: NewClaim): void {
    this.issued.push(claim)
    // from a friend: got from the shop by somebody else, and counted there
    if (claim.source === 'friend' || claim.source === 'friend-points') return
    const key = `${claim.memberId}/${claim.couponId}`
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
    if (claim.sourceKey !== null) this.gifts.add(giftKey(claim.memberId, { source: claim.source, sourceKey: claim.sourceKey }))
  }

  moved(): Held[] {
    return [...this.held.values()].filter((h) => h.life.state !== h.row.state || h.life.lockedUntil !== h.row.locked_until?.getTime() || h.life.by !== (h.row.order_id ?? h.row.locked_by ?? undefined))
  }

  /** Another of its pack must go first. */
  private notFirst(held: Held): CouponRefusal | null {
    return held.row.pack_no === null ? null : refusedUseInPack(held.row.pack_no, this.packOf(held))
  }

  private packOf(held: Held): { no: number; state: CouponLife['state'] }[] {
    return [...this.held.values()].filter((h) => h.row.pack_id === held.row.pack_id).map((h) => ({ no: h.row.pack_no!, state: h.life.state }))
  }

  private of(a: { claimId: string; memberId: MemberId }): Held | undefined {
    const held = this.held.get(a.claimId)
    return held && held.row.member_id === a.memberId ? held : undefined
  }
}

export interface GivenBack { readonly claimId: string; readonly couponId: string; readonly title: string; readonly state: 'returned' | 'expired'; /** what its use had taken off */ readonly discountMinor: number }

class CouponWallet implements Participant<WalletNeed, Wallets> {
  readonly name = 'coupon-wallet'
  readonly order = 55
  need(need: WalletNeed): NeedOf {
    return needOf(this, need)
  }
  async lock(tx: Tx, needs: readonly WalletNeed[]): Promise<void> {
    await lockClaims(tx, needs.flatMap((n) => n.claimIds ?? []), needs.flatMap((n) => n.orderId ?? []))
  }
  async read(tx: Tx, needs: readonly WalletNeed[], now: Instant): Promise<Wallets> {
    const claimers = needs.filter((n) => n.couponIds && n.memberId)
    const members = [...new Set(claimers.map((n) => n.memberId!))]
    const [rows, counts, gifts] = await Promise.all([
      readClaims(tx, { claimIds: needs.flatMap((n) => n.claimIds ?? []), orderIds: needs.flatMap((n) => n.orderId ?? []), membersWithAll: needs.flatMap((n) => (n.usable && n.memberId ? [n.memberId] : [])) }, now),
      readClaimers(tx, members, [...new Set(claimers.flatMap((n) => n.couponIds!))]),
      knownGifts(tx, needs.flatMap((n) => (n.gift && n.memberId ? [{ memberId: n.memberId, ...n.gift }] : []))),
    ])
    const packIds = [...new Set(rows.flatMap((r) => r.pack_id ?? []))]
    const [packs, grace] = await Promise.all([packIds.length === 0 ? [] : readPacks(tx, packIds), needs.some((n) => n.orderId) ? couponGraceRow(tx) : 0])
    return new Wallets(rows, counts, gifts, packs, grace)
  }
  async write(tx: Tx, wallets: Wallets): Promise<void> {
    await insertClaims(tx, wallets.issued)
    await moveClaims(tx, wallets.moved().map(({ row, life, discountMinor, soldMinor }) => {
      const redeemed = life.state === 'redeemed'
      assert(!redeemed || life.by, 'a redeemed coupon names its order')
      return {
        claimId: row.claim_id, before: row.state, state: life.state, validUntil: life.validUntil, lockedBy: life.state === 'locked' ? life.by! : null, lockedUntil: life.state === 'locked' ? life.lockedUntil! : null,
        orderId: redeemed ? life.by! : null, redeemedAt: redeemed ? life.usedAt! : null, discountMinor, soldMinor,
      }
    }))
  }
}

export const couponWallet = new CouponWallet()
