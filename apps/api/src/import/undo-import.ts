import type { AnswerOf, importRoutes } from '@huitou/contract'
import { decideThrough } from '@huitou/tier'
import type { Instant, MemberId, MerchantId, OrderId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { lockMembers } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { countsBack, lockOrders, readOrders, type StoredOrder } from '../order/index.js'
import { readBooks, termsOf, tiersAt, writeBooks, type BookAct, type BookNeed, type BooksOfBatch } from '../points/index.js'
import { daysOf, readStandings } from '../tier/index.js'
import { refundAct } from './book-history.js'
import { finishRun, setProgress } from './import.rows.js'
import { reshapeOrder, type Reshaped } from './reshape-order.js'
import { linesAdded, refundsOf, writeReshaped } from './reshape.rows.js'
import { daysTaken, dropCancellations, dropMembers, factsOfOrders, freeCancellations, markUndone, membersOfImport, ordersToUndo, ordersTouched, ordersWithLots, undoAnonymous, undoFacts, whoSpent } from './undo.rows.js'
import type { ImportDeps } from './run-import.js'

const MEMBERS_AT_ONCE = 60

/** What an undo would take back and what would stay. */
export async function previewUndo(tx: Tx, importId: string, now: Instant): Promise<AnswerOf<typeof importRoutes.previewUndo>> {
  const f = await undoFacts(tx, importId)
  const [tiersDown, debts] = [await countTiersDown(tx, importId, now), await debtsMade(tx, importId, now)]
  return { orders: f.orders, ordersTouched: f.touched, refundedMinor: f.back_minor, membersGone: f.members_gone, membersStay: f.members_stay, points: f.points, growth: f.growth, debtMembers: debts.length, debtPoints: debts.reduce((sum, d) => sum + d, 0), tiersDown, totalMinor: f.total_minor }
}

/** Debts that the undo would make: the books of those who spent are folded without it, and nothing is written. */
async function debtsMade(tx: Tx, importId: string, now: Instant): Promise<number[]> {
  const ids = await whoSpent(tx, importId)
  const debts: number[] = []
  for (let i = 0; i < ids.length; i += MEMBERS_AT_ONCE) {
    const some = ids.slice(i, i + MEMBERS_AT_ONCE)
    const { acts } = await planUndo(tx, importId, some)
    const books = await readBooks(tx, needsOf(some, []), now)
    for (const id of some) {
      const before = books.wallet(id).debt
      takeOut(books, importId, id, acts.get(id) ?? [])
      const made = books.wallet(id).debt - before
      if (made > 0) debts.push(made)
    }
  }
  return debts
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

/** What an undo does to some members: facts that become void, refunds booked again, orders that go or change. */
interface UndoPlan { readonly acts: ReadonlyMap<MemberId, readonly BookAct[]>; readonly gone: readonly OrderId[]; readonly reshaped: readonly Reshaped[] }

async function planUndo(tx: Tx, importId: string, members: readonly MemberId[]): Promise<UndoPlan> {
  const [gone, touched] = [await ordersToUndo(tx, importId, members), await ordersTouched(tx, importId, members)]
  const reshaped = await reshape(tx, importId, touched)
  const rest = new Map(reshaped.map((r) => [r.order.orderId, r]))
  const voided = new Map<MemberId, string[]>()
  const facts = await factsOfOrders(tx, importId, members, gone, touched)
  for (const f of facts) {
    const staying = rest.get(f.order_id)
    // Lines that somebody gave back since stay, and what they earned; refunds are told again below, as they are without it.
    if (staying && (f.kind === 'refund' ? staying.refundsGone.length + staying.linesGone.length === 0 : staying.linesGone.length === 0)) continue
    voided.set(f.member_id, [...(voided.get(f.member_id) ?? []), f.fact_id])
  }
  const acts = new Map<MemberId, BookAct[]>([...voided].map(([id, facts]) => [id, [{ id: `u:${newId()}`, kind: 'undo', deeds: [{ kind: 'void', facts }] }]]))
  for (const r of reshaped) if (r.order.memberId !== null && r.refundsGone.length + r.linesGone.length > 0) for (const s of r.stay) acts.get(r.order.memberId)?.push(refundAct({ refundId: `${s.refund.refundId}/${newId()}`, at: s.refund.at, orderId: r.order.orderId, plan: { minor: s.refund.minor, whole: s.whole, lines: s.refund.lines } }, s.after))
  // What came with a merge was told to somebody else's log: here it is given back as a refund of everything is.
  const own = new Set(facts.map((f) => f.order_id))
  const taken = await ordersWithLots(tx, members, gone.filter((id) => !own.has(id)))
  for (const order of (await readOrders(tx, taken)).values()) if (order.memberId !== null) acts.set(order.memberId, [...(acts.get(order.memberId) ?? []), reversal(order)])
  return { acts, gone, reshaped }
}

const reversal = (order: StoredOrder): BookAct => ({
  id: `u:${order.orderId}`, kind: 'undo', orderId: order.orderId, deeds: [{ kind: 'refund', of: { orderId: order.orderId }, kept: [], nothingLeft: true, keptMinor: 0 }],
  counted: { at: order.paidAt, ...countsBack(order, { minor: order.paidMinor - order.refundedMinor, whole: order.status !== 'refunded', lines: order.lines.map((l) => ({ lineNo: l.lineNo, minor: l.paidMinor - l.refundedMinor })) }) },
})

async function reshape(tx: Tx, importId: string, orders: readonly OrderId[]): Promise<Reshaped[]> {
  const [stored, refunds, added] = await Promise.all([readOrders(tx, orders), refundsOf(tx, orders), linesAdded(tx, importId, orders)])
  return orders.map((id) => reshapeOrder(stored.get(id)!, refunds.get(id) ?? [], added.get(id) ?? [], importId))
}

/** The log is folded without what the import told: points that lapsed unused leave nothing behind, points that were used leave a debt. */
function takeOut(books: BooksOfBatch, importId: string, memberId: MemberId, acts: readonly BookAct[]): void {
  if (acts.length > 0) books.bookLate(books.member(memberId), acts.map((act) => ({ ...act, actor: `import:${importId}`, reason: 'undo' })))
}

/** The whole logs, and of orders that stay all lots: also spent ones must know that nothing more can be asked of them. */
const needsOf = (members: readonly MemberId[], reshaped: readonly Reshaped[]): BookNeed[] => [
  ...members.map((memberId) => ({ memberId, late: true, all: true })), ...reshaped.flatMap(({ order }) => (order.memberId === null ? [] : [{ memberId: order.memberId, orderId: order.orderId }])),
]

/**
 * Takes a whole import back, member by member in short transactions: what it told is void in their books (points used
 * since are debt), its orders stop counting and may be imported again, orders of before lose the lines and refunds it
 * told. Members made by it leave, unless they did anything else. Interrupted, it goes on where it stopped.
 */
export async function undoImport(deps: ImportDeps, merchantId: MerchantId, importId: string): Promise<void> {
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => deps.database.inMerchant(merchantId, work)
  const now = deps.clock.now()
  const facts = await inTx((tx) => undoFacts(tx, importId))
  const of = facts.orders + facts.touched
  let done = await inTx(async (tx) => {
    const touched = await ordersTouched(tx, importId, null)
    await lockOrders(tx, touched)
    await writeReshaped(tx, importId, await reshape(tx, importId, touched))
    return touched.length + (await undoAnonymous(tx, importId))
  })
  let after: MemberId | null = null
  for (;;) {
    const from: MemberId | null = after
    const members: MemberId[] = await inTx((tx) => membersOfImport(tx, importId, from, MEMBERS_AT_ONCE))
    if (members.length === 0) break
    after = members.at(-1)!
    done += await inTx((tx) => undoMembers(tx, importId, members, now))
    await inTx((tx) => setProgress(tx, importId, { phase: 'booking', done, of }, deps.clock.now()))
  }
  await inTx(async (tx) => {
    await dropCancellations(tx, importId)
    await dropMembers(tx, importId, now)
    await finishRun(tx, importId, { status: 'undone' }, deps.clock.now())
  })
}

async function undoMembers(tx: Tx, importId: string, members: readonly MemberId[], now: Instant): Promise<number> {
  await lockMembers(tx, members)
  const [gone, touched] = [await ordersToUndo(tx, importId, members), await ordersTouched(tx, importId, members)]
  await lockOrders(tx, [...gone, ...touched])
  const plan = await planUndo(tx, importId, members)
  const books = await readBooks(tx, needsOf(members, plan.reshaped), now)
  for (const id of members) takeOut(books, importId, id, plan.acts.get(id) ?? [])
  await writeBooks(tx, books)
  await freeCancellations(tx, importId, plan.gone)
  await writeReshaped(tx, importId, plan.reshaped)
  await markUndone(tx, plan.gone, members)
  return gone.length + touched.length
}
