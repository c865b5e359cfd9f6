import { assert, type Instant, type MemberId } from '@huitou/units'
import { flashLeft, flashPhase, holdsAt, redeemRefusal, reserveFlash, serveQueue, type FlashState, type FlashTerms, type RedeemRefusal } from '@huitou/promotion'
import { sendMessages } from '../inbox/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, writeNudges, type NeedOf, type Participant, type Refusal } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { decideFlash, lockFlashStocks, readFlashes, readHolds, readTierIds, writeFlashStocks, type FlashRow, type FlashTermsOf, type HoldRow, type Which } from './flash.rows.js'
import { insertHolds, moveHolds, postLapsed, type HoldWrite } from './hold.rows.js'
import { insertWaits, moveWaits, readNext, readWaits, type KnownWait, type NextRow, type WaitMove, type WaitRow } from './queue.rows.js'

export interface FlashNeed {
  readonly flashId?: string
  /** who reserves: their tier and their part in the sale are read */
  readonly memberId?: MemberId
  readonly reservationIds?: readonly string[]
  readonly orderId?: string
}
type Write = (tx: Tx, now: Instant) => Promise<unknown>

export const termsOfFlash = (t: FlashTermsOf): FlashTerms => {
  const from = Date.parse(t.from)
  return {
    from, until: Date.parse(t.until), total: t.total, perMember: t.perMember, holdMs: t.holdMinutes * 60_000, tiers: t.tierIds,
    ...(t.early ? { early: { tiers: t.early.tierIds, from: from - t.early.minutes * 60_000, units: t.early.units } } : {}),
  }
}
/** Lapsed reservations are free at once, posted or not. */
export const stateOfFlash = (r: FlashRow): FlashState => ({ decided: r.decided, terms: { ...termsOfFlash(r.terms), total: r.total }, taken: r.taken - r.lapsing, queued: r.queued })

/** How many of a queue one batch looks at; whoever is beyond is served by the next. */
const NEXT_AT_ONCE = 200
interface Stand { state: FlashState; redeemed: number; nextPlace: number; next: NextRow[]; touched: boolean }

/** The flash sales of a batch, folded act by act: two acts on one stock see each other. */
export class Flashes {
  readonly writes: Write[] = []
  private readonly stands = new Map<string, Stand>()
  private readonly holds = new Map<string, HoldWrite>()
  private readonly dirty = new Set<string>()
  /** reservations by sale and member: a batch of hundreds asks each of them for their own */
  private readonly ofMember = new Map<string, Set<string>>()

  private readonly waits = new Map<string, KnownWait>()
  private readonly asked: WaitRow[] = []
  private readonly moves: WaitMove[] = []
  private readonly turns: HoldWrite[] = []

  constructor(readonly rows: ReadonlyMap<string, FlashRow>, holds: readonly HoldRow[], private readonly tiers: ReadonlyMap<MemberId, string | null>, queue: { readonly next: readonly NextRow[]; readonly waits: readonly KnownWait[] } = { next: [], waits: [] }) {
    for (const [id, row] of rows) this.stands.set(id, { state: stateOfFlash(row), redeemed: row.redeemed, nextPlace: row.next_place, next: queue.next.filter((w) => w.flash_id === id), touched: false })
    for (const h of holds) this.keep(writeOf(h))
    for (const w of queue.waits) this.waits.set(`${w.flash_id} ${w.member_id}`, w)
  }

  row = (flashId: string): FlashRow | undefined => this.rows.get(flashId)
  hold = (reservationId: string): HoldWrite | undefined => this.holds.get(reservationId)
  held(flashId: string): number {
    const s = this.stand(flashId)
    return s.state.taken - s.redeemed
  }

  reserve(o: { reservationId: string; flashId: string; memberId: MemberId; units: number; now: Instant }): HoldWrite | Refusal {
    const stand = this.stand(o.flashId)
    const tier = this.tiers.get(o.memberId) ?? undefined
    const mine = this.mineOf(o)
    const got = reserveFlash(stand.state, { now: o.now, units: o.units, mine, ...(tier === undefined ? {} : { tier }) })
    if (!got.ok) return { code: got.refusal.code, facts: { ...got.refusal.facts } }
    this.touch(stand, got.state.taken)
    return this.holdFor(o, got.endsAt)
  }

  private holdFor(o: { reservationId: string; flashId: string; memberId: MemberId; units: number; now: Instant }, endsAt: Instant): HoldWrite {
    const hold: HoldWrite = { reservationId: o.reservationId, flashId: o.flashId, memberId: o.memberId, before: null, state: 'held', units: o.units, sold: 0, returned: 0, priceMinor: this.rows.get(o.flashId)!.terms.priceMinor, heldAt: o.now, endsAt, movedAt: null, orderId: null, lineNo: null }
    this.put(hold)
    return hold
  }

  private mineOf(o: { flashId: string; memberId: MemberId; now: Instant }): number {
    return [...this.ofMember.get(`${o.flashId} ${o.memberId}`) ?? []].map((id) => this.holds.get(id)!).reduce((sum, h) => (h.state === 'redeemed' ? sum + h.sold - h.returned : holdsAt(h, o.now) ? sum + h.units : sum), 0)
  }

  /** How many wait before a member, or null: they do not wait. */
  aheadOf = (flashId: string, memberId: MemberId): number | null => this.waits.get(`${flashId} ${memberId}`)?.ahead ?? null

  /** Lines up behind all who wait, and answers how many these are. That nothing is free for them now was found out before. */
  join(o: { flashId: string; memberId: MemberId; units: number }): number {
    const stand = this.stand(o.flashId)
    const ahead = stand.state.queued ?? 0
    const wait: KnownWait = { flash_id: o.flashId, place: stand.nextPlace++, member_id: o.memberId, units: o.units, ahead }
    this.waits.set(`${o.flashId} ${o.memberId}`, wait)
    this.asked.push(wait)
    stand.state = { ...stand.state, queued: ahead + 1 }
    stand.touched = true
    return ahead
  }

  leave(flashId: string, memberId: MemberId): boolean {
    const wait = this.waits.get(`${flashId} ${memberId}`)
    if (!wait) return false
    const stand = this.stand(flashId)
    this.endWait(stand, wait, 'left', null)
    stand.state = { ...stand.state, queued: (stand.state.queued ?? 0) - 1 }
    return true
  }

  private endWait(stand: Stand, wait: WaitRow, state: WaitMove['state'], reservationId: string | null): void {
    this.moves.push({ flashId: wait.flash_id, place: wait.place, state, reservationId })
    stand.next = stand.next.filter((w) => w.place !== wait.place)
    this.waits.delete(`${wait.flash_id} ${wait.member_id}`)
    stand.touched = true
  }

  /** What is free goes to those who wait, in their order: before the acts of a batch are decided, and after. */
  serve(now: Instant): void {
    for (const [flashId, stand] of this.stands) {
      if ((stand.state.queued ?? 0) === 0 || stand.next.length === 0) continue
      const queue = stand.next
      const done = serveQueue(stand.state, queue.map((w) => ({ place: w.place, units: w.units, mine: w.mine, gone: w.gone, ...(w.tier_id === null ? {} : { tier: w.tier_id }) })), now)
      const at = new Map(queue.map((w) => [w.place, w]))
      for (const place of done.served) {
        const wait = at.get(place)!
        const hold = this.holdFor({ reservationId: newId(), flashId, memberId: wait.member_id, units: wait.units, now }, done.endsAt)
        this.turns.push(hold)
        this.endWait(stand, wait, 'served', hold.reservationId)
      }
      for (const place of done.ended) this.endWait(stand, at.get(place)!, 'ended', null)
      stand.state = done.state
    }
  }

  /** Told to those whose turn came: their phone reads again, and a message waits for who looks elsewhere. */
  private async tell(tx: Tx, now: Instant): Promise<void> {
    if (this.turns.length === 0) return
    const minutes = (h: HoldWrite) => Math.round((h.endsAt - h.heldAt) / 60_000)
    await sendMessages(tx, this.turns.map((h) => ({ memberId: h.memberId, kind: 'order' as const, title: { code: 'inbox-flash-turn', facts: { title: this.rows.get(h.flashId)!.terms.title, minutes: minutes(h) } }, link: `flash/${h.flashId}`, onceKey: `flash-turn/${h.reservationId}` })), now)
    await writeNudges(tx, [...this.turns.map((h) => ({ topic: 'flash', audience: `member:${h.memberId}`, ref: h.flashId })), ...[...new Set(this.turns.map((h) => h.flashId))].map((ref) => ({ topic: 'flash', audience: 'staff', ref }))], now)
  }

  release(reservationId: string, now: Instant): Refusal | null {
    const hold = this.holds.get(reservationId)
    if (!hold || !holdsAt(hold, now)) return { code: 'reservation-gone', facts: { state: hold ? (hold.state === 'held' ? 'lapsed' : hold.state) : 'unknown' } }
    const stand = this.stand(hold.flashId)
    this.touch(stand, stand.state.taken - hold.units)
    this.put({ ...hold, state: 'released', movedAt: now })
    return null
  }

  /** The unit price a line gets under a reservation, or why none. */
  priceOf(o: { reservationId: string; memberId: MemberId | null; sku: string | null; units: number; now: Instant }): { readonly unitMinor: number } | RedeemRefusal {
    const hold = this.holds.get(o.reservationId)
    if (!hold || hold.memberId !== o.memberId || this.rows.get(hold.flashId)?.sku !== o.sku) return { code: 'reservation-gone', facts: { state: 'released', endsAt: 0 } }
    return redeemRefusal(hold, o) ?? { unitMinor: hold.priceMinor }
  }

  /** Buys under a reservation; units that were reserved and not bought come free. */
  redeem(o: { reservationId: string; units: number; orderId: string; lineNo: number; now: Instant }): void {
    const hold = this.holds.get(o.reservationId)
    assert(hold && redeemRefusal(hold, o) === null, `reservation ${o.reservationId} was priced in and then not there`)
    const stand = this.stand(hold.flashId)
    stand.redeemed += o.units
    this.touch(stand, stand.state.taken - hold.units + o.units)
    this.put({ ...hold, state: 'redeemed', sold: o.units, movedAt: o.now, orderId: o.orderId, lineNo: o.lineNo })
  }

  /** A refund gives the room back: to the sale, and to the member's limit. */
  giveBack(orderId: string, lines: readonly { readonly lineNo: number; readonly quantity: number }[]): void {
    for (const hold of [...this.holds.values()]) {
      if (hold.orderId !== orderId) continue
      const units = Math.min(hold.sold - hold.returned, lines.reduce((sum, l) => sum + (l.lineNo === hold.lineNo ? l.quantity : 0), 0))
      if (units === 0) continue
      const stand = this.stand(hold.flashId)
      stand.redeemed -= units
      this.touch(stand, stand.state.taken - units)
      this.put({ ...hold, returned: hold.returned + units })
    }
  }

  stateOf = (flashId: string): FlashState => this.stand(flashId).state
  /** The owner's word, from the next act of the batch on. */
  decide(flashId: string, decided: FlashState['decided']): void {
    const stand = this.stand(flashId)
    const before = stand.state.decided
    stand.state = { ...stand.state, decided }
    this.writes.push((tx, now) => decideFlash(tx, { flashId, before, decided }, now))
  }

  more(flashId: string, units: number): void {
    const stand = this.stand(flashId)
    stand.state = { ...stand.state, terms: { ...stand.state.terms, total: stand.state.terms.total + units } }
    stand.touched = true
  }

  /** All that is held comes free, when the owner ends the sale for those who hold something too. */
  freeAll(flashId: string): void {
    const stand = this.stand(flashId)
    this.touch(stand, stand.redeemed)
  }

  async write(tx: Tx, now: Instant): Promise<void> {
    this.serve(now)
    const touched = [...this.stands].filter(([, s]) => s.touched)
    const lapsed = await postLapsed(tx, touched.map(([id]) => id), now)
    for (const [id] of touched) assert((lapsed.get(id) ?? 0) === this.rows.get(id)!.lapsing, 'a reservation ran out under its lock')
    const changed = [...this.dirty].map((id) => this.holds.get(id)!)
    await insertHolds(tx, changed.filter((h) => h.before === null))
    await moveHolds(tx, changed.filter((h) => h.before !== null))
    for (const write of this.writes) await write(tx, now)
    await insertWaits(tx, this.asked, now)
    await moveWaits(tx, this.moves, now)
    await writeFlashStocks(tx, touched.map(([flashId, s]) => ({ flashId, before: this.rows.get(flashId)!.taken, taken: s.state.taken, redeemed: s.redeemed, total: s.state.terms.total, queued: s.state.queued ?? 0, nextPlace: s.nextPlace })))
    await this.tell(tx, now)
  }

  private stand(flashId: string): Stand {
    const stand = this.stands.get(flashId)
    assert(stand, `no flash sale ${flashId} in this batch`)
    return stand
  }
  private touch(stand: Stand, taken: number): void {
    stand.state = { ...stand.state, taken }
    stand.touched = true
  }
  private keep(hold: HoldWrite): void {
    this.holds.set(hold.reservationId, hold)
    const whose = `${hold.flashId} ${hold.memberId}`
    const ids = this.ofMember.get(whose)
    if (ids) ids.add(hold.reservationId)
    else this.ofMember.set(whose, new Set([hold.reservationId]))
  }
  private put(hold: HoldWrite): void {
    this.keep(hold)
    this.dirty.add(hold.reservationId)
  }
}

const writeOf = (h: HoldRow): HoldWrite => ({
  reservationId: h.reservation_id, flashId: h.flash_id, memberId: h.member_id, before: h.state, state: h.state, units: h.units, sold: h.sold, returned: h.returned, priceMinor: h.price_minor, heldAt: h.held_at.getTime(), endsAt: h.ends_at.getTime(),
  movedAt: h.moved_at?.getTime() ?? null, orderId: h.order_id, lineNo: h.line_no,
})

class FlashDesk implements Participant<FlashNeed, Flashes> {
  readonly name = 'flash-desk'
  readonly order = 55
  need(need: FlashNeed): NeedOf {
    return needOf(this, need)
  }
  async lock(tx: Tx, needs: readonly FlashNeed[]): Promise<void> {
    await lockFlashStocks(tx, whichOf(needs))
  }
  async read(tx: Tx, needs: readonly FlashNeed[], now: Instant): Promise<Flashes> {
    const which = whichOf(needs)
    const members = [...new Set(needs.flatMap((n) => n.memberId ?? []))]
    const [rows, holds, tiers] = await Promise.all([readFlashes(tx, which, now), members.length + which.reservationIds.length + which.orderIds.length > 0 ? readHolds(tx, { ...which, members }) : [], readTierIds(tx, members)])
    const queued = rows.filter((r) => r.queued > 0).map((r) => r.flash_id)
    // Who is next is read where something is free for them, or may come free in this batch; without a queue nothing is.
    const mayFree = needs.some((n) => n.reservationIds !== undefined || n.orderId !== undefined || n.memberId === undefined)
    const served = rows.filter((r) => r.queued > 0 && (mayFree || flashPhase(r.decided, termsOfFlash(r.terms), now) !== 'live' || flashLeft(stateOfFlash(r), now) > 0)).map((r) => r.flash_id)
    const [next, waits] = queued.length === 0 ? [[], []] : await Promise.all([readNext(tx, served, NEXT_AT_ONCE, now), readWaits(tx, queued, members)])
    const flashes = new Flashes(new Map(rows.map((r) => [r.flash_id, r])), holds, new Map(tiers.map((t) => [t.member_id, t.tier_id])), { next, waits })
    flashes.serve(now)
    return flashes
  }
  write(tx: Tx, flashes: Flashes, now: Instant): Promise<void> {
    return flashes.write(tx, now)
  }
}

const whichOf = (needs: readonly FlashNeed[]): Which => ({
  flashIds: [...new Set(needs.flatMap((n) => n.flashId ?? []))], reservationIds: [...new Set(needs.flatMap((n) => n.reservationIds ?? []))], orderIds: [...new Set(needs.flatMap((n) => n.orderId ?? []))],
})

export const flashDesk = new FlashDesk()
