import { randomInt } from 'node:crypto'
import { assert, type Currency, type Instant, type MemberId, type OrderId, type StoreId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { lockMembers } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { insertOrders, insertRefunds, lockOrders, readOrders, type NewOrder, type NewRefund, type StoredOrder } from '../order/index.js'
import { storedValueOf } from '../product/index.js'
import { addLines, findMembers, insertAccounts, insertCancellations, insertMembers, insertProducts, knownCancellations, matchCancellations, namedOrders, refundNosOf, takenNumbers, waitingCancellations, type NewMember } from './booking.rows.js'
import { bookHistories, type HistoryTerms, type MemberHistory } from './book-history.js'
import { cancelKey, planCustomer, type Cancellation, type CustomerPlan, type PlanContext, type PlannedCancellation } from './plan-customer.js'
import type { Problem, StagedRow } from './staging.rows.js'

export interface PieceOrder {
  readonly importId: string
  readonly channel: string
  readonly currency: Currency
  readonly stores: ReadonlyMap<string, StoreId>
  readonly now: Instant
  readonly dry: boolean
  readonly history: HistoryTerms
}

export interface PieceDone {
  orders: number
  membersMade: number
  membersMatched: number
  cancellationsMatched: number
  earlierCancellationsMatched: number
  alreadyThere: number
  points: number
  growth: number
  readonly problems: Problem[]
}

/** One customer of the piece, or one order of nobody. */
interface Person {
  memberId: MemberId | null
  isNew: boolean
  readonly accounts: Set<string>
  rows: StagedRow[]
}

/**
 * Books a piece of the staged rows in one short transaction: members made or matched, orders, refunds, and the members'
 * books as of each order's own date. A dry piece plans the same and writes nothing.
 */
export async function bookPiece(tx: Tx, groups: readonly (readonly StagedRow[])[], o: PieceOrder): Promise<PieceDone> {
  const done: PieceDone = { orders: 0, membersMade: 0, membersMatched: 0, cancellationsMatched: 0, earlierCancellationsMatched: 0, alreadyThere: 0, points: 0, growth: 0, problems: [] }
  const people = await whoTheyAre(tx, groups, o)
  const named = people.filter((p) => p.accounts.size > 0)
  done.membersMade = named.filter((p) => p.isNew && p.memberId !== null).length
  done.membersMatched = named.filter((p) => !p.isNew).length
  if (!o.dry) await makeMembers(tx, named.filter((p) => p.isNew && p.memberId !== null), o)
  const locked = await lockMembers(tx, [...new Set(people.filter((p) => !p.isNew && p.memberId !== null).map((p) => p.memberId!))].sort())
  // Merged between the look and the lock: whose it is now is known here, and nothing was read of them yet.
  for (const p of people) if (p.memberId !== null) p.memberId = locked.get(p.memberId) ?? p.memberId

  if (!o.dry) await keepAccounts(tx, people.filter((p) => !p.isNew), o)

  const had = await whatTheyHave(tx, people, o)
  const context: PlanContext = { channel: o.channel, currency: o.currency, importId: o.importId, stores: o.stores, storedValue: await storedValueOf(tx, [...new Set(people.flatMap((p) => p.rows.map((r) => r.sku)))]), now: o.now, newId }
  const plans: { person: Person; plan: CustomerPlan }[] = []
  for (const person of people) {
    const mine = had.of(person)
    plans.push({ person, plan: planCustomer(person.rows, { memberId: person.isNew && o.dry ? null : person.memberId, orders: mine, refundNos: had.refundNos, cancellations: had.cancellations, waiting: had.waiting(person) }, context) })
  }
  for (const { person, plan } of plans) {
    done.alreadyThere += plan.alreadyThere
    if (person.accounts.size > 0) done.orders += new Set(person.rows.filter((r) => r.kind === 'sale').map((r) => r.orderNo)).size
    for (const c of plan.cancellations) {
      if (c.matched > 0) done.cancellationsMatched++
      if (c.matched < c.quantity) done.problems.push({ rowNo: c.rowNo, code: 'cancellation-unmatched', column: '', value: `${c.cancelNo} ${c.sku} ${c.quantity - c.matched}`, cells: [] })
    }
    done.earlierCancellationsMatched += plan.found.length
    for (const row of plan.closedUnknown) done.problems.push({ rowNo: row.rowNo, code: 'order-closed', column: '', value: row.orderNo, cells: [] })
  }
  // Books first: whether an order is a member's first is told by what was written before this piece.
  const histories = historiesOf(plans, had.orders)
  if (o.history.rules !== 'none' && histories.length > 0) {
    const booked = await bookHistories(tx, histories, o.history, { dry: o.dry, now: o.now, importId: o.importId })
    done.points = booked.points
    done.growth = booked.growth
  }
  if (!o.dry) await write(tx, plans, had.orders, o)
  return done
}

/** Customers by account on the channel, then by phone; two accounts of one phone are one person. */
async function whoTheyAre(tx: Tx, groups: readonly (readonly StagedRow[])[], o: PieceOrder): Promise<Person[]> {
  const named = groups.filter((g) => g[0]!.customer !== '')
  const phoneOf = (rows: readonly StagedRow[]) => rows.find((r) => r.phoneHash !== null)?.phoneHash ?? null
  const known = await findMembers(tx, o.channel, named.map((g) => g[0]!.customer), named.flatMap((g) => phoneOf(g) ?? []))
  const people = new Map<string, Person>()
  for (const rows of named) {
    const { customer } = rows[0]!
    const phone = phoneOf(rows)?.toString('hex')
    const memberId = known.byAccount.get(customer) ?? (phone === undefined ? undefined : known.byPhone.get(phone)) ?? null
    const key = memberId ?? (phone === undefined ? `account:${customer}` : `phone:${phone}`)
    const same = people.get(key)
    if (same) { same.accounts.add(customer); same.rows = [...same.rows, ...rows].sort((a, b) => a.rowNo - b.rowNo) }
    else people.set(key, { memberId, isNew: memberId === null, accounts: new Set([customer]), rows: [...rows] })
  }
  // Whoever only cancels, and bought nothing that counts, is not made a member.
  for (const p of people.values()) if (p.memberId === null && p.rows.some((r) => r.kind === 'sale')) p.memberId = newId<MemberId>()
  return [...people.values(), ...groups.filter((g) => g[0]!.customer === '').map((rows): Person => ({ memberId: null, isNew: false, accounts: new Set(), rows: [...rows] }))]
}

async function makeMembers(tx: Tx, people: readonly Person[], o: PieceOrder): Promise<void> {
  if (people.length > 0) {
    const numbers = await freeNumbers(tx, people.length)
    const made = people.map((p, i): NewMember => {
      const sales = p.rows.filter((r) => r.kind === 'sale')
      const told = (pick: (r: StagedRow) => string) => sales.map(pick).find((text) => text !== '') ?? ''
      const phone = p.rows.find((r) => r.phoneHash !== null)
      const [account = ''] = p.accounts
      return { memberId: p.memberId!, memberNo: numbers[i]!, name: told((r) => r.buyerName) || (account.startsWith('phone:') ? '' : account.slice(0, 60)), region: told((r) => r.region), phoneHash: phone?.phoneHash ?? null, phoneCipher: phone?.phoneCipher ?? null, phoneLast4: phone?.phoneLast4 ?? null, joinedAt: Math.min(...sales.map((r) => r.placedAt)) }
    })
    assert((await insertMembers(tx, o.importId, made)) === made.length, 'each new member leaves one row')
  }
  await keepAccounts(tx, people, o)
}

/** A member found by phone is known by this account too from now on: a later file may tell no phone. */
async function keepAccounts(tx: Tx, people: readonly Person[], o: PieceOrder): Promise<void> {
  const accounts = people.flatMap((p) => [...p.accounts].filter((a) => !a.startsWith('phone:')).map((account) => ({ account, memberId: p.memberId! })))
  if (accounts.length > 0) await insertAccounts(tx, o.importId, o.channel, accounts, o.now)
}

/** Ten digits that tell nothing, as for members who join by themselves. */
async function freeNumbers(tx: Tx, count: number): Promise<string[]> {
  const free = new Set<string>()
  while (free.size < count) {
    const drawn = Array.from({ length: count - free.size }, () => `8${String(randomInt(0, 1_000_000_000)).padStart(9, '0')}`)
    const taken = new Set(await takenNumbers(tx, drawn))
    for (const no of drawn) if (!taken.has(no)) free.add(no)
  }
  return [...free]
}

async function whatTheyHave(tx: Tx, people: readonly Person[], o: PieceOrder) {
  const rows = people.flatMap((p) => p.rows)
  const cancels = rows.filter((r) => r.kind === 'cancel')
  const old = people.filter((p) => p.memberId !== null && !p.isNew)
  const waiting = await waitingCancellations(tx, o.channel, old.map((p) => p.memberId!), people.flatMap((p) => [...p.accounts]))
  const found = await namedOrders(tx, o.channel, [...new Set(rows.filter((r) => r.kind !== 'cancel').map((r) => r.orderNo))], cancels.length + waiting.length === 0 ? [] : old.map((p) => p.memberId!), [...new Set([...cancels, ...waiting].map((r) => r.sku))])
  const ids = found.map((f) => f.order_id)
  if (ids.length > 0) await lockOrders(tx, ids)
  const [orders, refundNos, cancellations] = await Promise.all([
    readOrders(tx, ids), ids.length === 0 ? [] : refundNosOf(tx, ids), cancels.length === 0 ? [] : knownCancellations(tx, o.channel, [...new Set(cancels.map((r) => r.orderNo))]),
  ])
  const byNo = new Map([...orders.values()].map((order) => [order.orderNo, order]))
  const byMember = new Map<MemberId, StoredOrder[]>()
  for (const order of orders.values()) if (order.memberId !== null) byMember.set(order.memberId, [...(byMember.get(order.memberId) ?? []), order])
  const numbers = new Map<OrderId, Set<string>>()
  for (const r of refundNos) numbers.set(r.order_id, (numbers.get(r.order_id) ?? new Set()).add(r.refund_no))
  return {
    orders, refundNos: numbers, cancellations: new Set(cancellations.map((c) => cancelKey(c.cancel_no, c.sku, c.ordinal))),
    // Worth another look where the file sells what they want to take back.
    waiting: (p: Person): Cancellation[] => {
      if (waiting.length === 0) return []
      const sold = new Set(p.rows.flatMap((r) => (r.kind === 'sale' ? [r.sku] : [])))
      return waiting.filter((w) => sold.has(w.sku) && (w.memberId === null ? p.accounts.has(w.customer) : w.memberId === p.memberId || p.accounts.has(w.customer)))
    },
    of: (p: Person): StoredOrder[] => {
      const mine = new Set(p.memberId === null ? [] : byMember.get(p.memberId) ?? [])
      for (const r of p.rows) {
        const order = byNo.get(r.orderNo)
        if (order) mine.add(order)
      }
      return [...mine]
    },
  }
}

async function write(tx: Tx, plans: readonly { person: Person; plan: CustomerPlan }[], had: ReadonlyMap<OrderId, StoredOrder>, o: PieceOrder): Promise<void> {
  const events = plans.flatMap((p) => p.plan.events)
  const orders = events.flatMap((e): NewOrder[] => (e.kind === 'order' ? [e.order] : []))
  await writeProducts(tx, orders, o)
  await insertOrders(tx, orders, o.now)
  for (const e of events) if (e.kind === 'more-lines') await addLines(tx, e.orderId, e.lines, { fromLineNo: e.fromLineNo, importId: o.importId })
  const after = new Map<OrderId, StoredOrder>(had)
  const refunds: NewRefund[] = []
  for (const e of events) {
    if (e.kind !== 'refund') continue
    after.set(e.orderId, e.after)
    refunds.push({ refundId: e.refundId, orderId: e.orderId, refundNo: e.refundNo, refundedAt: e.at, plan: e.plan, reason: '', staffId: null, importId: e.importId, outcome: null, actId: null })
  }
  await insertRefunds(tx, refunds, after, o.now)
  const by = (pick: (plan: CustomerPlan) => readonly PlannedCancellation[]) => plans.flatMap(({ person, plan }) => {
    const [customer] = person.accounts
    return customer === undefined ? [] : pick(plan).map((c) => ({ ...c, memberId: person.memberId, customer }))
  })
  await insertCancellations(tx, o.importId, o.channel, by((plan) => plan.cancellations))
  await matchCancellations(tx, o.channel, by((plan) => plan.found))
}

/** The dearest price of a SKU that the file shows is its list price; promotions only ever took off. */
async function writeProducts(tx: Tx, orders: readonly NewOrder[], o: PieceOrder): Promise<void> {
  const products = new Map<string, { productId: string; sku: string; name: string; category: string; brand: string; priceMinor: number }>()
  for (const order of orders) for (const l of order.lines) {
    if (l.sku === '-' || l.unitMinor <= 0) continue
    const known = products.get(l.sku)
    if (!known || known.priceMinor < l.unitMinor) products.set(l.sku, { productId: known?.productId ?? newId(), sku: l.sku, name: l.name, category: l.category, brand: l.brand, priceMinor: l.unitMinor })
  }
  if (products.size > 0) await insertProducts(tx, o.importId, [...products.values()].sort((a, b) => (a.sku < b.sku ? -1 : 1)), o.now)
}

/** The events by the member whose book they move; sales of nobody move none. */
function historiesOf(plans: readonly { person: Person; plan: CustomerPlan }[], had: ReadonlyMap<OrderId, StoredOrder>): MemberHistory[] {
  const histories = new Map<MemberId, MemberHistory>()
  for (const { person, plan } of plans) for (const event of plan.events) {
    const memberId = event.kind === 'order' ? person.memberId : (had.get(event.orderId)?.memberId ?? person.memberId)
    if (memberId === null) continue
    const mine = histories.get(memberId)
    if (mine) mine.events.push(event)
    else histories.set(memberId, { memberId, isNew: person.isNew, joinedAt: Math.min(...person.rows.map((r) => r.placedAt)), events: [event] })
  }
  return [...histories.values()]
}
