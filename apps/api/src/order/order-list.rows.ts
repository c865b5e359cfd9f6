import type { MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export interface OrderRowFacts {
  order_id: string; order_no: string; channel: string; paid_at: Date; member_id: string | null; member_name: string | null; store_name: string | null; clerk_name: string | null
  list_minor: number; paid_minor: number; refunded_minor: number; line_count: number; first_line: string; status: 'paid' | 'part-refunded' | 'refunded' | 'undone'
}

const SELECT = `select o.order_id, o.order_no, o.channel, o.paid_at, o.member_id, m.name member_name, s.name store_name, c.name clerk_name, o.list_minor, o.paid_minor, o.refunded_minor, o.status, l.line_count, coalesce(l.first_line, '') first_line
  from shop_order o left join member m on m.merchant_id = o.merchant_id and m.member_id = o.member_id left join store s on s.merchant_id = o.merchant_id and s.store_id = o.store_id left join staff c on c.merchant_id = o.merchant_id and c.staff_id = o.staff_id
  cross join lateral (select count(*)::int line_count, (array_agg(l.name order by l.line_no))[1] first_line from order_line l where l.merchant_id = o.merchant_id and l.order_id = o.order_id) l`

export interface OrderFilter {
  readonly memberId?: MemberId
  readonly channel?: string
  readonly importId?: string
  readonly search?: string
  readonly after: { readonly at: number; readonly id: string } | null
  readonly limit: number
}

/** Orders newest first, by keyset: the same cost on the thousandth page. Undone ones are shown only for their import. */
export function listOrderRows(tx: Tx, f: OrderFilter): Promise<OrderRowFacts[]> {
  const values: unknown[] = [tx.merchantId]
  const value = (v: unknown) => `$${values.push(v)}`
  const where = ['o.merchant_id = $1']
  if (f.memberId) where.push(`o.member_id = ${value(f.memberId)}`)
  if (f.channel) where.push(`o.channel = ${value(f.channel)}`)
  if (f.importId) where.push(`o.import_id = ${value(f.importId)}`)
  else where.push("o.status <> 'undone'")
  if (f.search) {
    const text = value(f.search)
    where.push(`(o.order_no = ${text} or o.member_id in (select member_id from member where merchant_id = $1 and (name = ${text} or member_no = ${text} or phone_last4 = ${text}) limit 200))`)
  }
  if (f.after) where.push(`(o.paid_at, o.order_id) < (${value(new Date(f.after.at))}, ${value(f.after.id)})`)
  return tx.query<OrderRowFacts>(`${SELECT} where ${where.join(' and ')} order by o.paid_at desc, o.order_id desc limit ${value(f.limit)}`, values)
}

export const readOrderRow = async (tx: Tx, orderId: string): Promise<OrderRowFacts | null> =>
  (await tx.query<OrderRowFacts>(`${SELECT} where o.merchant_id = $1 and o.order_id = $2`, [tx.merchantId, orderId]))[0] ?? null

export interface OrderRest {
  readonly quote: { steps?: unknown } | null
  readonly discounts: { line_no: number; step: number; kind: string; ref: string | null; name: string; minor: number }[]
  readonly refunds: { refund_id: string; refunded_at: Date; minor: number; points: number; reason: string; lines: { lineNo: number; quantity: number; minor: number }[]; clawback: number }[]
  readonly points: { earned: number; pending: number; pending_until: Date | null }
  readonly zone: string
  readonly phone_last4: string | null
  /** the SKUs of it that are still sold */
  readonly sold: ReadonlySet<string>
}

/** What a single order shows beside its row, lines and tenders. */
export async function readOrderRest(tx: Tx, orderId: string, memberId: string | null): Promise<OrderRest> {
  const [[head], discounts, refunds, [points], sold] = await Promise.all([
    tx.query<{ quote: OrderRest['quote']; zone: string; phone_last4: string | null }>('select o.quote, m.zone, p.phone_last4 from shop_order o join merchant m using (merchant_id) left join member p on p.merchant_id = o.merchant_id and p.member_id = o.member_id where o.merchant_id = $1 and o.order_id = $2', [tx.merchantId, orderId]),
    tx.query<OrderRest['discounts'][number]>('select line_no, step, kind, ref, name, minor from order_discount where merchant_id = $1 and order_id = $2 order by step, line_no', [tx.merchantId, orderId]),
    tx.query<OrderRest['refunds'][number]>(
      `select r.refund_id, r.refunded_at, r.minor, r.points, r.reason, coalesce((r.outcome ->> 'clawback')::bigint, 0) clawback, (select coalesce(jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'quantity', l.quantity, 'minor', l.minor) order by l.line_no), '[]') from refund_line l where l.merchant_id = r.merchant_id and l.refund_id = r.refund_id) lines
       from refund r where r.merchant_id = $1 and r.order_id = $2 order by r.refunded_at, r.refund_id`, [tx.merchantId, orderId]),
    tx.query<OrderRest['points']>(
      `select coalesce(sum(points), 0)::bigint earned, coalesce(sum(left_points) filter (where state = 'pending'), 0)::bigint pending, max(active_at) filter (where state = 'pending' and left_points > 0) pending_until
       from lot where merchant_id = $1 and member_id = $2 and wallet = 'points' and order_id = $3`, [tx.merchantId, memberId, orderId]),
    tx.query<{ sku: string }>('select p.sku from product p where p.merchant_id = $1 and p.on_sale and p.sku in (select l.sku from order_line l where l.merchant_id = $1 and l.order_id = $2)', [tx.merchantId, orderId]),
  ])
  return { quote: head?.quote ?? null, zone: head?.zone ?? 'UTC', phone_last4: head?.phone_last4 ?? null, discounts, refunds, points: points ?? { earned: 0, pending: 0, pending_until: null }, sold: new Set(sold.map((p) => p.sku)) }
}
