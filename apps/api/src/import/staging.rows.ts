import { once } from 'node:events'
import type { MerchantId } from '@huitou/units'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** A row on its way into staging: the columns of import_row after the first two, ready as COPY text. */
export interface StagedRow {
  readonly rowNo: number
  readonly kind: 'sale' | 'cancel' | 'closed'
  readonly orderNo: string
  readonly sku: string
  readonly name: string
  readonly quantity: number
  readonly unitMinor: number
  readonly listMinor: number
  readonly paidMinor: number
  readonly orderMinor: number | null
  readonly refundMinor: number
  readonly placedAt: number
  /** account on the channel, else "phone:<hash>"; '' for an anonymous sale */
  readonly customer: string
  readonly phoneHash: Buffer | null
  readonly phoneCipher: Buffer | null
  readonly phoneLast4: string | null
  readonly buyerName: string
  readonly region: string
  readonly category: string
  readonly brand: string
  readonly store: string
}

export interface Problem {
  readonly rowNo: number
  readonly code: string
  readonly column: string
  readonly value: string
  readonly cells: readonly string[]
}

const escape = (text: string): string => (/[\\\t\n\r]/.test(text) ? text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r') : text)
const clip = (text: string, most: number): string => escape((text.length > most ? text.slice(0, most) : text).replaceAll('\u0000', ''))
const bytes = (b: Buffer | null): string => (b === null ? '\\N' : `\\\\x${b.toString('hex')}`)

// Lines of one order follow each other and say the same time.
let [lastAt, lastStamp] = [NaN, '']
const stampOf = (at: number): string => (at === lastAt ? lastStamp : ((lastAt = at), (lastStamp = new Date(at).toISOString())))

/** Staging is filled through COPY, which row-level security does not allow: the owner's connection, one merchant named in every row. */
export class Staging {
  private constructor(private readonly client: pg.Client, private readonly merchantId: MerchantId, private readonly importId: string) {}

  static async open(adminUrl: string, merchantId: MerchantId, importId: string): Promise<Staging> {
    const client = new pg.Client({ connectionString: adminUrl, application_name: 'huitou-import' })
    client.on('error', () => {})
    await client.connect()
    await client.query("set work_mem = '64MB'; set synchronous_commit = off")
    return new Staging(client, merchantId, importId)
  }

  close = (): Promise<void> => this.client.end()

  async empty(): Promise<void> {
    await this.client.query('delete from import_row where merchant_id = $1 and import_id = $2', [this.merchantId, this.importId])
  }

  /** Copies rows as they come; waits when the server is slower than the file. */
  async copy(pieces: AsyncIterable<readonly StagedRow[]>): Promise<number> {
    const stream = this.client.query(copyFrom('copy import_row (merchant_id, import_id, row_no, kind, order_no, sku, name, quantity, unit_minor, list_minor, paid_minor, order_minor, refund_minor, placed_at, customer, phone_hash, phone_cipher, phone_last4, buyer_name, region, category, brand, store) from stdin'))
    const failed = once(stream, 'error').then(([fault]) => { throw fault })
    failed.catch(() => {})
    const finished = once(stream, 'finish')
    let [piece, count] = ['', 0]
    const first = `${this.merchantId}\t${this.importId}\t`
    for await (const rows of pieces) {
      for (const r of rows) piece += `${first}${r.rowNo}\t${r.kind}\t${clip(r.orderNo, 200)}\t${clip(r.sku, 200)}\t${clip(r.name, 300)}\t${r.quantity}\t${r.unitMinor}\t${r.listMinor}\t${r.paidMinor}\t${r.orderMinor ?? '\\N'}\t${r.refundMinor}\t${stampOf(r.placedAt)}\t${clip(r.customer, 200)}\t${bytes(r.phoneHash)}\t${bytes(r.phoneCipher)}\t${r.phoneLast4 ?? '\\N'}\t${clip(r.buyerName, 60)}\t${clip(r.region, 100)}\t${clip(r.category, 60)}\t${clip(r.brand, 60)}\t${clip(r.store, 60)}\n`
      count += rows.length
      if (piece.length > 1 << 17) {
        if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), failed])
        piece = ''
      }
    }
    stream.end(piece)
    await Promise.race([finished, failed])
    await this.client.query('analyze import_row')
    return count
  }

  /** An order has one customer, the first that the file names for it. */
  async settleCustomers(): Promise<number> {
    const { rowCount } = await this.client.query(
      `update import_row r set customer = o.customer, phone_hash = coalesce(r.phone_hash, o.phone_hash), phone_cipher = coalesce(r.phone_cipher, o.phone_cipher), phone_last4 = coalesce(r.phone_last4, o.phone_last4)
       from (select distinct on (order_no) order_no, customer, phone_hash, phone_cipher, phone_last4 from import_row where merchant_id = $1 and import_id = $2 and customer <> ''
             and order_no in (select order_no from import_row where merchant_id = $1 and import_id = $2 group by order_no having count(distinct customer) > 1) order by order_no, row_no) o
       where r.merchant_id = $1 and r.import_id = $2 and r.order_no = o.order_no and r.customer <> o.customer`, [this.merchantId, this.importId])
    return rowCount ?? 0
  }

  /** Which of these customers have no sale in the file. */
  async withoutSale(customers: readonly string[]): Promise<string[]> {
    const { rows } = await this.client.query<{ customer: string }>(
      `select c.customer from (select unnest($3::text[]) customer union select customer from import_row where merchant_id = $1 and import_id = $2 and kind <> 'sale' and customer <> '') c
       where c.customer <> '' and not exists (select from import_row r where r.merchant_id = $1 and r.import_id = $2 and r.customer = c.customer and r.kind = 'sale') order by 1`, [this.merchantId, this.importId, customers])
    return rows.map((r) => r.customer)
  }

  /** Valid sales: with a customer, of nobody, and what the first come to. */
  async count(): Promise<{ lines: number; anonymousLines: number; totalMinor: number }> {
    const { rows } = await this.client.query<{ lines: string; anonymous: string; total: string }>(
      "select count(*) filter (where customer <> '') lines, count(*) filter (where customer = '') anonymous, coalesce(sum(paid_minor) filter (where customer <> ''), 0) total from import_row where merchant_id = $1 and import_id = $2 and kind = 'sale'", [this.merchantId, this.importId])
    return { lines: Number(rows[0]!.lines), anonymousLines: Number(rows[0]!.anonymous), totalMinor: Number(rows[0]!.total) }
  }

  /** All rows, those of one customer together, and of an order within; in pieces of whole customers (whole orders for anonymous sales). */
  async *groups(atLeast: number): AsyncGenerator<StagedRow[][]> {
    await this.client.query('begin read only')
    try {
      await this.client.query({ text: `declare staged no scroll cursor for select row_no, kind, order_no, sku, name, quantity, unit_minor, list_minor, paid_minor, order_minor, refund_minor, placed_at, customer, phone_hash, phone_cipher, phone_last4, buyer_name, region, category, brand, store
        from import_row where merchant_id = $1 and import_id = $2 order by customer, order_no, row_no`, values: [this.merchantId, this.importId] })
      let piece: StagedRow[][] = []
      let group: StagedRow[] = []
      let size = 0
      for (;;) {
        const { rows } = await this.client.query<Record<string, unknown>>('fetch 5000 from staged')
        for (const raw of rows) {
          const row = rowOf(raw)
          const last = group[0]
          if (last && (last.customer !== row.customer || (row.customer === '' && last.orderNo !== row.orderNo))) {
            piece.push(group)
            size += group.length
            group = []
            if (size >= atLeast || piece.length >= 2000) {
              yield piece
              piece = []
              size = 0
            }
          }
          group.push(row)
        }
        if (rows.length === 0) break
      }
      if (group.length > 0) piece.push(group)
      if (piece.length > 0) yield piece
    } finally {
      await this.client.query('rollback').catch(() => {})
    }
  }
}

const rowOf = (r: Record<string, unknown>): StagedRow => ({
  rowNo: r['row_no'] as number, kind: r['kind'] as StagedRow['kind'], orderNo: r['order_no'] as string, sku: r['sku'] as string, name: r['name'] as string, quantity: r['quantity'] as number,
  unitMinor: Number(r['unit_minor']), listMinor: Number(r['list_minor']), paidMinor: Number(r['paid_minor']), orderMinor: r['order_minor'] === null ? null : Number(r['order_minor']), refundMinor: Number(r['refund_minor']), placedAt: (r['placed_at'] as Date).getTime(),
  customer: r['customer'] as string, phoneHash: r['phone_hash'] as Buffer | null, phoneCipher: r['phone_cipher'] as Buffer | null, phoneLast4: r['phone_last4'] as string | null,
  buyerName: r['buyer_name'] as string, region: r['region'] as string, category: r['category'] as string, brand: r['brand'] as string, store: r['store'] as string,
})
