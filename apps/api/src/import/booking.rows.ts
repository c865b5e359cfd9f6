import { assert, type Instant, type MemberId, type OrderId, type StoreId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { discountOf, type NewLine } from '../order/index.js'
import type { Cancellation, PlannedCancellation } from './plan-customer.js'

const at = (instant: Instant) => new Date(instant)

export const readMerchant = async (tx: Tx): Promise<{ currency: string; zone: string }> => {
  const [row] = await tx.query<{ currency: string; zone: string }>('select currency, zone from merchant where merchant_id = $1', [tx.merchantId])
  if (!row) throw new Error('no such merchant')
  return row
}

export const readStores = async (tx: Tx): Promise<Map<string, StoreId>> =>
  new Map((await tx.query<{ name: string; store_id: StoreId }>('select name, store_id from store where merchant_id = $1', [tx.merchantId])).map((r) => [r.name, r.store_id]))

/** Members by account on the channel and by phone. */
export async function findMembers(tx: Tx, channel: string, accounts: readonly string[], phones: readonly Buffer[]): Promise<{ byAccount: Map<string, MemberId>; byPhone: Map<string, MemberId> }> {
  const [byAccount, byPhone] = await Promise.all([
    tx.query<{ account: string; member_id: MemberId }>('select account, member_id from member_account where merchant_id = $1 and channel = $2 and account = any($3::text[])', [tx.merchantId, channel, accounts], 'find-accounts'),
    phones.length === 0 ? [] : tx.query<{ phone_hash: Buffer; member_id: MemberId }>('select phone_hash, coalesce(merged_into, member_id) as member_id from member where merchant_id = $1 and phone_hash = any($2::bytea[]) and (left_at is null or merged_into is not null)', [tx.merchantId, phones], 'find-phones'),
  ])
  return { byAccount: new Map(byAccount.map((r) => [r.account, r.member_id])), byPhone: new Map(byPhone.map((r) => [r.phone_hash.toString('hex'), r.member_id])) }
}

export const takenNumbers = async (tx: Tx, numbers: readonly string[]): Promise<string[]> =>
  (await tx.query<{ member_no: string }>('select member_no from member where merchant_id = $1 and member_no = any($2::text[])', [tx.merchantId, numbers])).map((r) => r.member_no)

export interface NewMember {
  readonly memberId: MemberId
  readonly memberNo: string
  readonly name: string
  readonly region: string
  readonly phoneHash: Buffer | null
  readonly phoneCipher: Buffer | null
  readonly phoneLast4: string | null
  readonly joinedAt: Instant
}

export const insertMembers = (tx: Tx, importId: string, members: readonly NewMember[]): Promise<number> =>
  tx.run(
    `insert into member (merchant_id, member_id, member_no, name, region, phone_hash, phone_cipher, phone_last4, source, joined_at, import_id)
     select $1, m.id, m.no, m.name, m.region, m.hash, m.cipher, m.last4, 'import', j.at, $2 from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::bytea[], $9::text[]) with ordinality m(id, no, name, region, hash, cipher, last4, n)
     join unnest($10::timestamptz[]) with ordinality j(at, n) using (n)`,
    [tx.merchantId, importId, members.map((m) => m.memberId), members.map((m) => m.memberNo), members.map((m) => m.name), members.map((m) => m.region), members.map((m) => m.phoneHash), members.map((m) => m.phoneCipher), members.map((m) => m.phoneLast4), members.map((m) => at(m.joinedAt))])

/** Accounts by which a file knows members; those known already stay as they are. */
export const insertAccounts = (tx: Tx, importId: string, channel: string, accounts: readonly { account: string; memberId: MemberId }[], now: Instant): Promise<number> =>
  tx.run('insert into member_account (merchant_id, channel, account, member_id, created_at, import_id) select $1, $2, a.account, a.id, $5, $6 from unnest($3::text[], $4::uuid[]) a(account, id) on conflict do nothing', [tx.merchantId, channel, accounts.map((a) => a.account), accounts.map((a) => a.memberId), at(now), importId])

/** Living orders of the channel that the file names, and those of members whose sales its cancellations may take back. */
export const namedOrders = (tx: Tx, channel: string, orderNos: readonly string[], members: readonly MemberId[], skus: readonly string[]): Promise<{ order_id: OrderId; order_no: string; member_id: MemberId | null }[]> =>
  tx.query(
    `select order_id, order_no, member_id from shop_order where merchant_id = $1 and channel = $2 and order_no = any($3::text[]) and status <> 'undone'
     union select o.order_id, o.order_no, o.member_id from shop_order o join order_line l using (merchant_id, order_id) where o.merchant_id = $1 and o.channel = $2 and o.status <> 'undone' and o.member_id = any($4::uuid[]) and l.sku = any($5::text[]) and l.refunded_quantity < l.quantity`,
    [tx.merchantId, channel, orderNos, members, skus])

export const refundNosOf = (tx: Tx, orders: readonly OrderId[]): Promise<{ order_id: OrderId; refund_no: string }[]> =>
  tx.query('select order_id, refund_no from refund where merchant_id = $1 and order_id = any($2::uuid[])', [tx.merchantId, orders])

export const knownCancellations = (tx: Tx, channel: string, cancelNos: readonly string[]): Promise<{ cancel_no: string; sku: string; ordinal: number }[]> =>
  tx.query('select cancel_no, sku, ordinal from import_cancellation where merchant_id = $1 and channel = $2 and cancel_no = any($3::text[])', [tx.merchantId, channel, cancelNos])

/** Cancellations of these customers that found too little to take back, with what is missing. */
export async function waitingCancellations(tx: Tx, channel: string, members: readonly MemberId[], accounts: readonly string[]): Promise<(Cancellation & { memberId: MemberId | null; customer: string })[]> {
  if (members.length + accounts.length === 0) return []
  const rows = await tx.query<{ cancel_no: string; sku: string; ordinal: number; missing: number; canceled_at: Date; row_no: number; import_id: string; member_id: MemberId | null; customer: string }>(
    `select cancel_no, sku, ordinal, quantity - matched missing, canceled_at, row_no, import_id, member_id, customer from import_cancellation
     where merchant_id = $1 and channel = $2 and matched < quantity and (customer = any($3::text[]) or member_id = any($4::uuid[])) order by canceled_at, row_no`, [tx.merchantId, channel, accounts, members], 'waiting-cancellations')
  return rows.map((r) => ({ cancelNo: r.cancel_no, sku: r.sku, ordinal: r.ordinal, quantity: r.missing, at: r.canceled_at.getTime(), rowNo: r.row_no, importId: r.import_id, memberId: r.member_id, customer: r.customer }))
}

type CancellationOf = PlannedCancellation & { readonly memberId: MemberId | null; readonly customer: string }

export async function insertCancellations(tx: Tx, importId: string, channel: string, of: readonly CancellationOf[]): Promise<void> {
  if (of.length === 0) return
  await tx.run(
    `insert into import_cancellation (merchant_id, channel, cancel_no, sku, ordinal, import_id, member_id, quantity, matched, canceled_at, customer, row_no)
     select $1, $2, c.no, c.sku, c.ordinal, $3, c.member, c.quantity, c.matched, c.at, c.customer, c.row_no from unnest($4::text[], $5::text[], $6::int[], $7::uuid[], $8::int[], $9::int[], $10::timestamptz[], $11::text[], $12::int[]) c(no, sku, ordinal, member, quantity, matched, at, customer, row_no)
     on conflict do nothing`,
    [tx.merchantId, channel, importId, of.map((c) => c.cancelNo), of.map((c) => c.sku), of.map((c) => c.ordinal), of.map((c) => c.memberId), of.map((c) => c.quantity), of.map((c) => c.matched), of.map((c) => at(c.at)), of.map((c) => c.customer), of.map((c) => c.rowNo)])
}

/** Cancellations of earlier imports that found their sale now. */
export async function matchCancellations(tx: Tx, channel: string, of: readonly CancellationOf[]): Promise<void> {
  if (of.length === 0) return
  const changed = await tx.run(
    `update import_cancellation k set matched = k.matched + c.matched, member_id = c.member from unnest($3::text[], $4::text[], $5::int[], $6::int[], $7::uuid[]) c(no, sku, ordinal, matched, member)
     where k.merchant_id = $1 and k.channel = $2 and k.cancel_no = c.no and k.sku = c.sku and k.ordinal = c.ordinal`,
    [tx.merchantId, channel, of.map((c) => c.cancelNo), of.map((c) => c.sku), of.map((c) => c.ordinal), of.map((c) => c.matched), of.map((c) => c.memberId)])
  assert(changed === of.length, 'a waiting cancellation went away')
}

/** Lines that a later file adds to an order: its totals, its tender and the member's counter follow. */
export async function addLines(tx: Tx, orderId: OrderId, lines: readonly NewLine[], o: { fromLineNo: number; importId: string }): Promise<void> {
  const off = lines.map(discountOf)
  const paid = lines.map((l, i) => l.listMinor - off[i]!)
  const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0)
  await Promise.all([
    tx.run(
      `insert into order_line (merchant_id, order_id, line_no, sku, ordinal, name, category, brand, quantity, unit_minor, list_minor, discount_minor, paid_minor, stored_value, import_id)
       select $1, $2, $3 + l.n - 1, l.sku, l.ordinal, l.name, l.category, l.brand, l.quantity, l.unit, l.list, l.off, l.paid, l.stored, $15
       from unnest($4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::int[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bool[]) with ordinality l(sku, ordinal, name, category, brand, quantity, unit, list, off, paid, stored, n)`,
      [tx.merchantId, orderId, o.fromLineNo, lines.map((l) => l.sku), lines.map((l) => l.ordinal), lines.map((l) => l.name), lines.map((l) => l.category), lines.map((l) => l.brand), lines.map((l) => l.quantity), lines.map((l) => l.unitMinor), lines.map((l) => l.listMinor), off, paid, lines.map((l) => l.storedValue ?? false), o.importId]),
    tx.run(
      `insert into order_discount (merchant_id, order_id, line_no, step, kind, name, minor) select $1, $2, $3 + d.n - 1, 1, 'manual', '', d.minor from unnest($4::bigint[]) with ordinality d(minor, n) where d.minor > 0`,
      [tx.merchantId, orderId, o.fromLineNo, off]),
    tx.run(
      `update shop_order set list_minor = list_minor + $3, discount_minor = discount_minor + $4, paid_minor = paid_minor + $5, status = case when status = 'refunded' then 'part-refunded' else status end where merchant_id = $1 and order_id = $2`,
      [tx.merchantId, orderId, sum(lines.map((l) => l.listMinor)), sum(off), sum(paid)]),
    tx.run('update tender set minor = minor + $3 where merchant_id = $1 and order_id = $2 and tender_no = 1', [tx.merchantId, orderId, sum(paid)]),
    tx.run('update member m set spent_minor = m.spent_minor + $3 from shop_order o where o.merchant_id = $1 and o.order_id = $2 and m.merchant_id = o.merchant_id and m.member_id = o.member_id', [tx.merchantId, orderId, sum(paid)]),
  ])
}

/** Products the file speaks of and the shop did not know; those known stay as they are. */
export const insertProducts = (tx: Tx, importId: string, products: readonly { productId: string; sku: string; name: string; category: string; brand: string; priceMinor: number }[], now: Instant): Promise<number> =>
  tx.run(
    `insert into product (merchant_id, product_id, sku, name, category, brand, price_minor, source, import_id, created_at, updated_at)
     select $1, p.id, p.sku, p.name, p.category, p.brand, p.price, 'import', $2, $9, $9 from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[]) p(id, sku, name, category, brand, price) on conflict do nothing`,
    [tx.merchantId, importId, products.map((p) => p.productId), products.map((p) => p.sku), products.map((p) => p.name), products.map((p) => p.category), products.map((p) => p.brand), products.map((p) => p.priceMinor), at(now)])
