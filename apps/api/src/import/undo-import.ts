import type { AnswerOf, importRoutes } from '@huitou/contract'
import { decideThrough } from '@huitou/tier'
import type { Instant, MemberId, MerchantId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { lockMembers } from '../platform/group-commit/index.js'
import { lockOrders, readOrders, type StoredOrder } from '../order/index.js'
import { readBooks, termsOf, tiersAt, writeBooks, type BookAct, type BookNeed } from '../points/index.js'
import { daysOf, readStandings } from '../tier/index.js'
import { finishRun, setProgress } from './import.rows.js'
import { daysTaken, dropCancellations, dropMembers, markUndone, membersOfImport, ordersToUndo, undoAnonymous, undoFacts } from './undo.rows.js'
import type { ImportDeps } from './run-import.js'

const MEMBERS_AT_ONCE = 60

/** What an undo would take back and what would stay. */
export async function previewUndo(tx: Tx, importId: string, now: Instant): Promise<AnswerOf<typeof importRoutes.previewUndo>> {
  const f = await undoFacts(tx, importId)
  const tiersDown = await countTiersDown(tx, importId, now)
  return { orders: f.orders, membersGone: f.members_gone, membersStay: f.members_stay, points: f.points, growth: f.growth, debtMembers: f.debt_members, debtPoints: f.debt_points, tiersDown, totalMinor: f.total_minor }
}

/** Only members with a tier can fall: each is judged by the days that would be left. */
async function countTiersDown(tx: Tx, importId: string, now: Instant): Promise<number> {
  const terms = await termsOf(tx)
  const set = tiersAt(terms, now)
  if (!set) return 0
  const taken = new Map<MemberId, Map<string, { growth: number; spend: number; orders: number }>>()
  for (const t of await daysTaken(tx, importId, terms.zone)) {
    const days = taken.get(t.member_id) ?? new Map()
    taken.set(t.member_id, days.set(t.day, t))
  }
  let down = 0
  const ids = [...taken.keys()]
  for (let i = 0; i < ids.length; i += 1000) for (const row of await readStandings(tx, ids.slice(i, i + 1000))) {
    if (!row.state?.hold) continue
    const gone = taken.get(row.member_id)!
    const days = daysOf(row).map((d) => { const g = gone.get(d.day); return g ? { day: d.day, growth: Math.max(0, d.growth - g.growth), spend: d.spend - g.spend, orders: d.orders - g.orders } : d })
    const [after] = decideThrough(row.state, now, days, terms.tierSets, 'refund')
    if ((after.hold?.rank ?? -1) < row.state.hold.rank) down++
  }
  return down
}

/**
 * Takes a whole import back, member by member in short transactions: each order is reversed in the book as a refund of
 * everything is (a shortfall is debt), stops counting, and may be imported again. Members made by it leave, unless they
 * did anything else. Interrupted, it goes on where it stopped.
 */
export async function undoImport(deps: ImportDeps, merchantId: MerchantId, importId: string): Promise<void> {
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => deps.database.inMerchant(merchantId, work)
  const now = deps.clock.now()
  const { orders: of } = await inTx((tx) => undoFacts(tx, importId))
  let done = await inTx((tx) => undoAnonymous(tx, importId))
  let after: MemberId | null = null
  for (;;) {
    const from: MemberId | null = after
    const members: MemberId[] = await inTx((tx) => membersOfImport(tx, importId, from, MEMBERS_AT_ONCE))
    if (members.length === 0) break
    after = members.at(-1)!
    done += await inTx(async (tx) => {
      await lockMembers(tx, members)
      const acts = await actsOf(tx, importId, members, now)
      const books = await readBooks(tx, needsOf(acts), now)
      for (const [id, list] of acts) for (const act of list) books.book(id, { ...act, actor: `import:${importId}`, reason: 'undo' })
      await writeBooks(tx, books)
      const orders = await ordersToUndo(tx, importId, members)
      await markUndone(tx, orders.map((o) => o.order_id), members)
      return orders.length
    })
    await inTx((tx) => setProgress(tx, importId, { phase: 'booking', done, of }, deps.clock.now()))
  }
  await inTx(async (tx) => {
    await dropCancellations(tx, importId)
    await dropMembers(tx, importId, now)
    await finishRun(tx, importId, { status: 'undone' }, deps.clock.now())
  })
}

async function actsOf(tx: Tx, importId: string, members: readonly MemberId[], now: Instant): Promise<Map<MemberId, BookAct[]>> {
  const ids = (await ordersToUndo(tx, importId, members)).map((o) => o.order_id)
  await lockOrders(tx, ids)
  const acts = new Map<MemberId, BookAct[]>()
  for (const order of (await readOrders(tx, ids)).values()) acts.set(order.memberId!, [...(acts.get(order.memberId!) ?? []), reversal(order, now)])
  return acts
}

const reversal = (order: StoredOrder, now: Instant): BookAct => ({
  id: `u:${order.orderId}`, at: now, kind: 'undo', orderId: order.orderId, deeds: [{ kind: 'refund', of: { orderId: order.orderId }, kept: [], nothingLeft: true, keptMinor: 0 }],
  counted: { at: order.paidAt, spendMinor: order.refundedMinor - order.paidMinor, orders: order.status === 'refunded' ? 0 : -1 },
})

const needsOf = (acts: ReadonlyMap<MemberId, readonly BookAct[]>): BookNeed[] => [...acts].flatMap(([memberId, list]) => [{ memberId, all: true }, ...list.map((a): BookNeed => ({ memberId, orderId: a.orderId! }))])
