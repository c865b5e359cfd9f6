import { allocate, type Currency, type Instant, type MemberId, type OrderId, type StoreId } from '@huitou/units'
import { applyRefund, planRefund, storedOf, type NewLine, type NewOrder, type RefundAsk, type RefundPlan, type StoredOrder } from '../order/index.js'
import type { StagedRow } from './staging.rows.js'

/** What the shop already has of this customer that the file may speak of. */
export interface CustomerHistory {
  readonly memberId: MemberId | null
  /** living orders of the channel: those the file names, and those a cancellation may take back */
  readonly orders: readonly StoredOrder[]
  /** refund numbers taken, by order */
  readonly refundNos: ReadonlyMap<OrderId, ReadonlySet<string>>
  /** cancellation lines seen by earlier imports: cancelKey */
  readonly cancellations: ReadonlySet<string>
  /** those of them that found too little to take back: a sale told now may be theirs */
  readonly waiting: readonly Cancellation[]
}

/** A line of a cancellation, and the import that told it. */
export interface Cancellation { readonly cancelNo: string; readonly sku: string; readonly ordinal: number; readonly quantity: number; readonly at: Instant; readonly rowNo: number; readonly importId: string }

export interface PlanContext {
  readonly channel: string
  readonly currency: Currency
  readonly importId: string
  /** stores of the shop by name: a file may say where a sale was */
  readonly stores: ReadonlyMap<string, StoreId>
  /** SKUs of gift cards and top-ups: their sale earns nothing */
  readonly storedValue: ReadonlySet<string>
  /** a refund told only now, of an order told earlier, takes effect now */
  readonly now: Instant
  readonly newId: () => string
}

export type PlannedEvent =
  | { readonly kind: 'order'; readonly at: Instant; readonly order: NewOrder }
  /** lines of an order told earlier that this file adds */
  | { readonly kind: 'more-lines'; readonly at: Instant; readonly addId: string; readonly orderId: OrderId; readonly lines: readonly NewLine[]; readonly fromLineNo: number }
  | { readonly kind: 'refund'; readonly at: Instant; readonly refundId: string; readonly orderId: OrderId; readonly refundNo: string; readonly plan: RefundPlan; readonly after: StoredOrder; readonly importId: string }

export interface PlannedCancellation extends Cancellation { readonly matched: number }

export interface CustomerPlan {
  /** in the order of their effect */
  readonly events: PlannedEvent[]
  readonly cancellations: PlannedCancellation[]
  /** of earlier imports: what more they found now */
  readonly found: PlannedCancellation[]
  readonly alreadyThere: number
  readonly newLines: number
  readonly newOrders: number
  /** of new lines */
  readonly paidMinor: number
  readonly closedUnknown: readonly StagedRow[]
}

export const cancelKey = (cancelNo: string, sku: string, ordinal: number): string => `${cancelNo}\n${sku}\n${ordinal}`

/**
 * What one customer's rows come to: orders to book, lines to add, refunds for cancellations and late refunds, in order of
 * effect. A cancellation takes back the latest earlier sale of the SKU with quantity left, and goes on to the one before.
 */
export function planCustomer(rows: readonly StagedRow[], had: CustomerHistory, c: PlanContext): CustomerPlan {
  const events: PlannedEvent[] = []
  const orders = new Map(had.orders.map((o) => [o.orderNo, structuredClone(o)]))
  const told = new Set(orders.keys())
  let [alreadyThere, newLines, newOrders, paidMinor] = [0, 0, 0, 0]
  for (const [orderNo, lines] of byOrder(rows.filter((r) => r.kind === 'sale'))) {
    const before = orders.get(orderNo)
    if (before) {
      const key = (l: { sku: string; ordinal: number }) => `${l.sku}\n${l.ordinal}`
      const there = new Set(before.lines.map(key))
      const more = linesOf(lines, c).filter((l) => !there.has(key(l)))
      alreadyThere += lines.length - more.length
      if (more.length === 0) continue
      const at = lines[0]!.placedAt
      events.push({ kind: 'more-lines', at, addId: c.newId(), orderId: before.orderId, lines: more, fromLineNo: lastLine(before) + 1 })
      extend(before, more)
      newLines += more.length
      paidMinor += more.reduce((sum, l) => sum + paidOf(l), 0)
      continue
    }
    const order = orderOf(orderNo, lines, had.memberId, c)
    const stored = storedOf(order)
    events.push({ kind: 'order', at: order.paidAt, order })
    orders.set(orderNo, stored)
    newOrders++
    newLines += order.lines.length
    paidMinor += stored.paidMinor
  }
  const cancellations = takeBack(rows.filter((r) => r.kind === 'cancel'), orders, had, c, events)
  alreadyThere += cancellations.seen
  const closedUnknown = lateRefunds(rows, orders, told, had, c, events)
  events.sort((a, b) => a.at - b.at || rank(a) - rank(b))
  return { events, cancellations: cancellations.planned, found: cancellations.found, alreadyThere, newLines, newOrders, paidMinor, closedUnknown }
}

const rank = (e: PlannedEvent): number => (e.kind === 'refund' ? 1 : 0)
const paidOf = (l: NewLine): number => l.listMinor - l.discounts.reduce((sum, d) => sum + d.minor, 0)

function byOrder(rows: readonly StagedRow[]): Map<string, StagedRow[]> {
  const found = new Map<string, StagedRow[]>()
  for (const r of rows) {
    const list = found.get(r.orderNo)
    if (list) list.push(r)
    else found.set(r.orderNo, [r])
  }
  return found
}

/** Rows of one order as lines. Where the file tells what was paid for the whole order, that is split over them. */
function linesOf(rows: readonly StagedRow[], { storedValue }: PlanContext): NewLine[] {
  const whole = rows.find((r) => r.orderMinor !== null)?.orderMinor ?? null
  const paid = whole === null ? rows.map((r) => r.paidMinor) : allocate(Math.max(0, whole), rows.map((r) => r.listMinor))
  const seen = new Map<string, number>()
  return rows.map((r, i) => {
    const ordinal = (seen.get(r.sku) ?? 0) + 1
    seen.set(r.sku, ordinal)
    const listMinor = Math.max(r.listMinor, paid[i]!)
    const off = listMinor - paid[i]!
    return { sku: r.sku, ordinal, productId: null, name: r.name || r.sku, category: r.category, brand: r.brand, image: '', quantity: r.quantity, unitMinor: r.unitMinor, listMinor, discounts: off > 0 ? [{ kind: 'manual' as const, ref: null, name: '', minor: off }] : [], pointsMinor: 0, pointsSpent: 0, gift: false, ...(storedValue.has(r.sku) ? { storedValue: true } : {}) }
  })
}

function orderOf(orderNo: string, rows: readonly StagedRow[], memberId: MemberId | null, c: PlanContext): NewOrder {
  const lines = linesOf(rows, c)
  const at = rows[0]!.placedAt
  const minor = lines.reduce((sum, l) => sum + paidOf(l), 0)
  return { orderId: c.newId() as OrderId, channel: c.channel, orderNo, memberId, storeId: c.stores.get(rows[0]!.store) ?? null, staffId: null, visitId: null, importId: c.importId, placedAt: at, paidAt: at, currency: c.currency, shippingMinor: 0, lines, tenders: [{ kind: 'channel', minor }], quote: null, actId: null }
}

const lastLine = (order: StoredOrder): number => order.lines.reduce((last, l) => Math.max(last, l.lineNo), 0)

/** The stored order with the added lines, as later steps of this plan need it. */
function extend(order: StoredOrder, more: readonly NewLine[]): void {
  for (const l of more) {
    const paidMinor = paidOf(l)
    order.lines.push({ ...l, lineNo: lastLine(order) + 1, discountMinor: l.listMinor - paidMinor, paidMinor, refundedQuantity: 0, refundedMinor: 0, refundedPoints: 0 })
    const tender = order.tenders[0] as { minor: number } | undefined
    if (tender) tender.minor += paidMinor
    const totals = order as { listMinor: number; discountMinor: number; paidMinor: number }
    totals.listMinor += l.listMinor
    totals.discountMinor += l.listMinor - paidMinor
    totals.paidMinor += paidMinor
  }
  if (order.status === 'refunded') order.status = 'part-refunded'
}

interface Sold { readonly order: StoredOrder; readonly line: StoredOrder['lines'][number]; left: number }

/** What was sold of each SKU and has not gone back, the latest first. */
function soldBySku(orders: ReadonlyMap<string, StoredOrder>): Map<string, Sold[]> {
  const bySku = new Map<string, Sold[]>()
  for (const order of orders.values()) {
    if (order.status === 'undone') continue
    for (const line of order.lines) {
      const list = bySku.get(line.sku)
      const one = { order, line, left: line.quantity - line.refundedQuantity }
      if (list) list.push(one)
      else bySku.set(line.sku, [one])
    }
  }
  for (const list of bySku.values()) list.sort((a, b) => b.order.paidAt - a.order.paidAt || (a.order.orderNo < b.order.orderNo ? 1 : -1) || b.line.lineNo - a.line.lineNo)
  return bySku
}

function takeBack(rows: readonly StagedRow[], orders: ReadonlyMap<string, StoredOrder>, had: CustomerHistory, c: PlanContext, events: PlannedEvent[]): { planned: PlannedCancellation[]; found: PlannedCancellation[]; seen: number } {
  if (rows.length === 0 && had.waiting.length === 0) return { planned: [], found: [], seen: 0 }
  const { told, seen } = cancellationsOf(rows, had, c)
  const isNew = new Set(told)
  const bySku = soldBySku(orders)
  const [planned, found]: [PlannedCancellation[], PlannedCancellation[]] = [[], []]
  // One number of one file is one cancellation, all at the time of its first line.
  const groups = new Map<string, Cancellation[]>()
  for (const one of [...had.waiting, ...told]) groups.set(`${one.importId}\n${one.cancelNo}`, [...(groups.get(`${one.importId}\n${one.cancelNo}`) ?? []), one])
  for (const group of [...groups.values()].sort((a, b) => a[0]!.at - b[0]!.at || a[0]!.rowNo - b[0]!.rowNo)) {
    const asks = new Map<StoredOrder, RefundAsk[]>()
    for (const one of group) {
      let need = one.quantity
      for (const sold of bySku.get(one.sku) ?? []) {
        if (need === 0) break
        if (sold.left === 0 || sold.order.paidAt > one.at) continue
        const quantity = Math.min(need, sold.left)
        sold.left -= quantity
        need -= quantity
        asks.set(sold.order, [...(asks.get(sold.order) ?? []), { lineNo: sold.line.lineNo, quantity }])
      }
      const matched = one.quantity - need
      if (isNew.has(one)) planned.push({ ...one, matched })
      else if (matched > 0) found.push({ ...one, matched })
    }
    for (const [order, wanted] of asks) refundOf(order, wanted, { name: group[0]!.cancelNo, at: group[0]!.at, importId: group[0]!.importId }, had, c, events)
  }
  return { planned, found, seen }
}

/** The file's cancellations that no import told before. */
function cancellationsOf(rows: readonly StagedRow[], had: CustomerHistory, c: PlanContext): { told: Cancellation[]; seen: number } {
  const told: Cancellation[] = []
  let seen = 0
  for (const group of byOrder(rows).values()) {
    const ordinals = new Map<string, number>()
    for (const row of group) {
      const ordinal = (ordinals.get(row.sku) ?? 0) + 1
      ordinals.set(row.sku, ordinal)
      if (had.cancellations.has(cancelKey(row.orderNo, row.sku, ordinal))) seen++
      else told.push({ cancelNo: row.orderNo, sku: row.sku, ordinal, quantity: row.quantity, at: row.placedAt, rowNo: row.rowNo, importId: c.importId })
    }
  }
  return { told, seen }
}

/** Orders the file calls closed, and money it says went back: what of it we have not booked yet. */
function lateRefunds(rows: readonly StagedRow[], orders: ReadonlyMap<string, StoredOrder>, told: ReadonlySet<string>, had: CustomerHistory, c: PlanContext, events: PlannedEvent[]): StagedRow[] {
  const unknown: StagedRow[] = []
  for (const [orderNo, group] of byOrder(rows.filter((r) => r.kind === 'closed' || r.refundMinor > 0))) {
    const order = orders.get(orderNo)
    if (!order) { unknown.push(...group); continue }
    // The file does not say when: with the order where both are new, else today, and never before a refund already planned.
    const at = Math.max(told.has(orderNo) ? c.now : order.paidAt, order.paidAt, ...events.filter((e) => e.kind === 'refund' && e.orderId === order.orderId).map((e) => e.at))
    if (group.some((r) => r.kind === 'closed')) {
      const asks = order.lines.filter((l) => l.refundedQuantity < l.quantity).map((l) => ({ lineNo: l.lineNo, quantity: l.quantity - l.refundedQuantity }))
      if (asks.length > 0) refundOf(order, asks, { name: `${orderNo}-R`, at, importId: c.importId }, had, c, events)
      continue
    }
    const due = Math.min(group.reduce((sum, r) => sum + r.refundMinor, 0), order.paidMinor) - order.refundedMinor
    if (due <= 0) continue
    const left = order.lines.map((l) => l.paidMinor - l.refundedMinor)
    const parts = allocate(due, left)
    const asks = order.lines.map((l, i): RefundAsk => (parts[i] === left[i] && l.refundedQuantity < l.quantity ? { lineNo: l.lineNo, quantity: l.quantity - l.refundedQuantity } : { lineNo: l.lineNo, amountMinor: parts[i]! }))
    refundOf(order, asks, { name: `${orderNo}-R`, at, importId: c.importId }, had, c, events)
  }
  return unknown
}

function refundOf(order: StoredOrder, asks: readonly RefundAsk[], { name, at, importId }: { name: string; at: Instant; importId: string }, had: CustomerHistory, c: PlanContext, events: PlannedEvent[]): void {
  const decision = planRefund(order, asks)
  if (!decision.ok) return
  applyRefund(order, decision.plan)
  const taken = (no: string) => had.refundNos.get(order.orderId)?.has(no) || events.some((e) => e.kind === 'refund' && e.orderId === order.orderId && e.refundNo === no)
  let refundNo = name
  for (let n = 2; taken(refundNo); n++) refundNo = `${name}/${n}`
  events.push({ kind: 'refund', at, refundId: c.newId(), orderId: order.orderId, refundNo, plan: decision.plan, after: structuredClone(order), importId })
}
