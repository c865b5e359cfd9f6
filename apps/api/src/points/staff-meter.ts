import { addDays, assert, dateAt, endOfDate, type Instant, type LocalDate, type MemberId, type StaffId, type Zone } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { needOf, type Participant, type Refusal } from '../platform/group-commit/index.js'
import { termsLately, termsOf } from './merchant-terms.js'
import type { StaffLimits } from './points-settings.js'
import { addToMeters, givenFor, giveRoomBack, insertGiven, lockStaff, openShifts, readMeters, takeFromMeters, type GivenRow, type MeterMove, type MeterScope, type OrderGiven } from './staff-meter.rows.js'

export interface MeterNeed {
  /** whose room it is */
  readonly staffId?: StaffId
  /** the till they stand at: its open shift counts too */
  readonly tillId?: string
  /** points of this order are taken back: their room returns */
  readonly orderId?: string
}

type Counter = MeterMove & { by: number }
export interface Give { readonly actId: string; readonly staffId: StaffId; readonly memberId: MemberId; readonly wallet: string; readonly points: number; readonly at: Instant; readonly allowedBy?: StaffId | undefined }

const keyOf = (staffId: string, scope: MeterScope, period: string): string => `${staffId} ${scope} ${period}`

/** What people gave in a batch: judged one act after the other, written as sums. */
export class MetersOfBatch {
  private readonly rows: GivenRow[] = []
  private readonly moves = new Map<string, Counter>()
  private readonly backs = new Map<string, { row: OrderGiven; back: number }>()

  constructor(readonly limits: StaffLimits, private readonly zone: Zone, private readonly judged: ReadonlySet<string>, private readonly given: ReadonlyMap<string, number>, private readonly shifts: ReadonlyMap<string, string>, private readonly orders: ReadonlyMap<string, OrderGiven>) {}

  shiftAt = (tillId: string, staffId: StaffId): string | null => this.shifts.get(`${tillId} ${staffId}`) ?? null

  /** Why a sale that gives so many points is beyond what they may give today or in this shift; null where it is not, or where it is only listed. */
  saleRefusal(r: { staffId: StaffId; tillId: string; points: number; now: Instant }): Refusal | null {
    const { tillDay, tillShift, refuses } = this.limits
    if (!refuses || r.points <= 0) return null
    const shiftId = this.shiftAt(r.tillId, r.staffId)
    return this.over(r, 'till-day', tillDay) ?? (shiftId ? this.over(r, 'till-shift', tillShift, shiftId) : null)
  }

  handRefusal(r: { staffId: StaffId; points: number; now: Instant }): Refusal | null {
    return this.over({ ...r, points: Math.abs(r.points) }, 'hand-day', this.limits.handDay)
  }

  /** A sale gave points: counted, also where nothing limits it, so that a limit set at noon knows the morning. */
  sold(g: Give & { readonly tillId: string | null; readonly orderId: string }): void {
    const shiftId = g.tillId ? this.shiftAt(g.tillId, g.staffId) : null
    const day = dateAt(g.at, this.zone)
    this.rows.push({ ...g, kind: 'sale', counts: g.points, day, shiftId, allowedBy: g.allowedBy ?? null })
    this.move(g.staffId, 'till-day', day, g.points)
    if (shiftId) this.move(g.staffId, 'till-shift', shiftId, g.points)
  }

  /** Points by hand, given or taken; what a second person agreed to uses up no room. */
  byHand(g: Give): void {
    const [day, counts] = [dateAt(g.at, this.zone), g.allowedBy ? 0 : Math.abs(g.points)]
    this.rows.push({ ...g, kind: 'hand', counts, day, shiftId: null, orderId: null, allowedBy: g.allowedBy ?? null })
    if (counts > 0) this.move(g.staffId, 'hand-day', day, counts)
  }

  /** A refund took points of the sale back: the room returns to the day and the shift of the sale. */
  back(orderId: string, points: number): void {
    const row = this.orders.get(orderId)
    const before = this.backs.get(orderId)?.back ?? row?.back ?? 0
    const more = row ? Math.min(points, row.counts - before) : 0
    if (row && more > 0) this.backs.set(orderId, { row, back: before + more })
  }

  async write(tx: Tx): Promise<void> {
    const moves = inOrder([...this.moves.values()])
    // Sent together: one round trip.
    const [held] = await Promise.all([moves.length > 0 ? addToMeters(tx, moves) : 0, this.rows.length > 0 ? insertGiven(tx, this.rows) : 0])
    assert(held === moves.length, 'a counter of points given changed under its lock')
    const backs = [...this.backs.values()]
    if (backs.length === 0) return
    assert((await giveRoomBack(tx, backs.map(({ row, back }) => ({ actId: row.act_id, had: row.back, back })))) === backs.length, 'room was given back twice')
    const less = inOrder(summed(backs.flatMap(({ row, back }): MeterMove[] => {
      const of = { staffId: row.staff_id, by: back - row.back, had: null }
      return [{ ...of, scope: 'till-day', period: row.day }, ...(row.shift_id ? [{ ...of, scope: 'till-shift' as const, period: row.shift_id }] : [])]
    })))
    assert((await takeFromMeters(tx, less)) === less.length, 'more room came back than was taken')
  }

  private over(r: { staffId: StaffId; points: number; now: Instant }, scope: MeterScope, limit: number, shiftId?: string): Refusal | null {
    const period = shiftId ?? dateAt(r.now, this.zone)
    const key = keyOf(r.staffId, scope, period)
    const given = (this.given.get(key) ?? 0) + (this.moves.get(key)?.by ?? 0)
    if (limit === 0 || given + r.points <= limit) return null
    return { code: 'staff-limit-reached', facts: { per: shiftId ? 'shift' : 'day', limit, given, left: Math.max(0, limit - given), points: r.points, resetsAt: shiftId ? null : new Date(endOfDate(period, this.zone)).toISOString(), ...(shiftId ? {} : { resetsOn: addDays(period, 1) }) } }
  }

  private move(staffId: StaffId, scope: MeterScope, period: string, by: number): void {
    const key = keyOf(staffId, scope, period)
    const known = this.moves.get(key)
    if (known) known.by += by
    else this.moves.set(key, { staffId, scope, period, by, had: this.judged.has(key) ? (this.given.get(key) ?? 0) : null })
  }
}

/** One row a counter, so that one statement changes each once. */
function summed(moves: readonly MeterMove[]): MeterMove[] {
  const by = new Map<string, MeterMove>()
  for (const m of moves) by.set(keyOf(m.staffId, m.scope, m.period), { ...m, by: m.by + (by.get(keyOf(m.staffId, m.scope, m.period))?.by ?? 0) })
  return [...by.values()]
}

const inOrder = (moves: MeterMove[]): MeterMove[] => moves.sort((a, b) => (keyOf(a.staffId, a.scope, a.period) < keyOf(b.staffId, b.scope, b.period) ? -1 : 1))
const unique = <T extends string>(list: readonly (T | undefined)[]): T[] => [...new Set(list.filter((x): x is T => x !== undefined))]

class StaffMeter implements Participant<MeterNeed, MetersOfBatch> {
  readonly name = 'staff-meter'
  /** late: the counters of busy people are held for the shortest time */
  readonly order = 900
  readonly need = (need: MeterNeed) => needOf<MeterNeed, MetersOfBatch>(this, need)

  /** Only where somebody may be refused: a count alone needs no lock. Terms that changed this moment are caught by the guard, and tried again. */
  async lock(tx: Tx, needs: readonly MeterNeed[]): Promise<void> {
    const ids = judgedOf(needs, (termsLately(tx.merchantId) ?? (await termsOf(tx))).settings.staff)
    if (ids.length > 0) await lockStaff(tx, ids)
  }

  async read(tx: Tx, needs: readonly MeterNeed[], now: Instant): Promise<MetersOfBatch> {
    const [tills, orders] = [unique(needs.map((n) => n.tillId)), unique(needs.map((n) => n.orderId))]
    const [{ zone, settings }, shifts, given] = await Promise.all([termsOf(tx), tills.length > 0 ? openShifts(tx, tills) : [], orders.length > 0 ? givenFor(tx, orders) : []])
    const judged = judgedOf(needs, settings.staff)
    const today: LocalDate = dateAt(now, zone)
    const periods = [today, ...shifts.map((s) => s.shift_id)]
    const meters = judged.length > 0 ? await readMeters(tx, judged, periods) : []
    const scopes: readonly MeterScope[] = [...(settings.staff.refuses ? ['till-day', 'till-shift'] as const : []), ...(settings.staff.handDay > 0 ? ['hand-day'] as const : [])]
    return new MetersOfBatch(
      settings.staff, zone, new Set(judged.flatMap((id) => scopes.flatMap((scope) => periods.map((period) => keyOf(id, scope, period))))), new Map(meters.map((m) => [keyOf(m.staff_id, m.scope, m.period), m.given])),
      new Map(shifts.map((s) => [`${s.till_id} ${s.staff_id}`, s.shift_id])), new Map(given.map((g) => [g.order_id, g])))
  }

  write(tx: Tx, state: MetersOfBatch): Promise<void> {
    return state.write(tx)
  }
}

const judgedOf = (needs: readonly MeterNeed[], limits: StaffLimits): StaffId[] =>
  unique(needs.map((n) => (n.staffId && (n.tillId ? limits.refuses && limits.tillDay + limits.tillShift > 0 : limits.handDay > 0) ? n.staffId : undefined)))

/** What people gave: their share of a batch. */
export const staffMeter = new StaffMeter()
