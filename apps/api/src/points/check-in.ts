import { addDays, dateAt, endOf, startOf, type Instant, type LocalDate, type MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type Participant } from '../platform/group-commit/index.js'
import { balanceNow, pointsNudge } from './balance.js'
import { insertCheckIns, readCheckIns, type CheckInRow } from './check-in.rows.js'
import { rulesAt, termsOf, type MerchantTerms } from './merchant-terms.js'
import type { WireRule } from './wire-rule.js'
import { pointsBook } from './points-book.js'

interface CheckInsOfBatch { readonly rows: CheckInRow[]; readonly made: CheckInRow[] }

class CheckIns implements Participant<{ memberId: MemberId }, CheckInsOfBatch> {
  readonly name = 'check-ins'
  readonly need = (need: { memberId: MemberId }) => needOf<{ memberId: MemberId }, CheckInsOfBatch>(this, need)
  async read(tx: Tx, needs: readonly { memberId: MemberId }[], now: Instant): Promise<CheckInsOfBatch> {
    const { zone } = await termsOf(tx)
    return { rows: await readCheckIns(tx, [...new Set(needs.map((n) => n.memberId))], addDays(dateAt(now, zone), -1)), made: [] }
  }
  async write(tx: Tx, state: CheckInsOfBatch, now: Instant): Promise<void> { if (state.made.length > 0) await insertCheckIns(tx, state.made, now) }
}
const checkIns = new CheckIns()

const checkInRule = (terms: MerchantTerms, at: Instant) => rulesAt(terms, at).rules.find((r) => r.on === 'check-in' && r.wallet === 'points')

/** Once a day of the shop's calendar. Refusals in this order: check-in-off, checked-in-already. */
export const checkIn: ActKind<{ memberId: MemberId }, { points: number; streak: number; balance: ReturnType<typeof balanceNow> }> = {
  name: 'check-in',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId }), checkIns.need({ memberId: r.memberId })],
  decide(r, batch, ctx) {
    const books = batch.of(pointsBook)
    const days = batch.of(checkIns)
    const today = dateAt(ctx.now, books.terms.zone)
    if (!checkInRule(books.terms, ctx.now)) return { ok: false, refusal: { code: 'check-in-off', facts: {} } }
    const mine = [...days.made, ...days.rows].filter((row) => row.member_id === r.memberId)
    if (mine.some((row) => row.day === today)) return { ok: false, refusal: { code: 'checked-in-already', facts: { day: today } } }
    const streak = (mine.find((row) => row.day === addDays(today, -1))?.streak_days ?? 0) + 1
    const booked = books.book(r.memberId, { id: ctx.actId, kind: 'check-in', actId: ctx.actId, actor: ctx.actor, deeds: [{ kind: 'action', action: 'check-in', streakDay: streak, context: { tier: null } }] })
    if (!booked.ok) return booked
    const points = booked.done.filter((d) => d.wallet === 'points').reduce((sum, d) => sum + (d.answer as { points: number }).points, 0)
    days.made.push({ member_id: r.memberId, day: today, streak_days: streak, points })
    return { ok: true, answer: { points, streak, balance: balanceNow(books, r.memberId) }, nudges: [pointsNudge(r.memberId)] }
  },
}

/** What home shows of check-ins, by member; null where the shop has none. */
export async function readCheckInStates(tx: Tx, ids: readonly MemberId[], now: Instant) {
  const terms = await termsOf(tx)
  const rule = checkInRule(terms, now)
  if (!rule) return null
  const today = dateAt(now, terms.zone)
  const monday = startOf('week', today)
  const from = [startOf('month', today), addDays(monday, -1)].sort()[0]!
  const rows = await readCheckIns(tx, ids, from < addDays(today, -1) ? from : addDays(today, -1))
  return new Map(ids.map((id) => {
    const mine = rows.filter((r) => r.member_id === id)
    const done = new Set<LocalDate>(mine.map((r) => r.day))
    const last = mine.find((r) => r.day === today) ?? mine.find((r) => r.day === addDays(today, -1))
    return [id, {
      today, doneToday: done.has(today), streak: last?.streak_days ?? 0, pointsToday: rule.fixedPoints ?? 0,
      week: Array.from({ length: 7 }, (_, i) => ({ day: addDays(monday, i), done: done.has(addDays(monday, i)) })),
      month: [...done].filter((d) => d >= startOf('month', today) && d <= endOf('month', today)).sort(), nextReward: nextReward(rule, last?.streak_days ?? 0),
    }]
  }))
}

/** The next day of the streak that pays extra. */
function nextReward(rule: WireRule, streak: number): { streak: number; points: number } | null {
  const days = rule.streak.map((s) => (Math.floor(streak / s.every) + 1) * s.every).sort((a, b) => a - b)
  const [day] = days
  return day === undefined ? null : { streak: day, points: (rule.fixedPoints ?? 0) + Math.max(...rule.streak.filter((s) => day % s.every === 0).map((s) => s.points)) }
}
