import type { MerchantId } from '@huitou/units'
import type { PhoneVault, SealedPhone } from '../platform/phone/index.js'
import { rowsOf, type FileShape } from './order-file.js'
import { rowReader, type ReadTerms } from './read-row.js'
import type { Problem, StagedRow } from './staging.rows.js'

/** What reading the file came to, apart from its rows. */
export interface FileTally {
  rows: number
  bytes: number
  faulty: number
  /** rows by reason; a row may have several */
  readonly reasons: Map<string, number>
  anonymousLines: number
  cancellations: number
  /** customers of faulty rows: perhaps they have no valid one */
  readonly doubtful: Set<string>
}

export const newTally = (): FileTally => ({ rows: 0, bytes: 0, faulty: 0, reasons: new Map(), anonymousLines: 0, cancellations: 0, doubtful: new Set() })

const MOST_DOUBTFUL = 200_000

/** The rows of the file that can be booked, in pieces, ready for staging; faulty ones go to `problem`. */
export async function* readableRows(o: {
  readonly path: string
  readonly shape: FileShape
  readonly terms: ReadTerms
  readonly merchantId: MerchantId
  readonly vault: PhoneVault
  readonly tally: FileTally
  problem(problem: Problem): void
}): AsyncGenerator<StagedRow[]> {
  const { tally } = o
  const sealed = new Map<string, SealedPhone>()
  const seal = (phone: string): SealedPhone => {
    let known = sealed.get(phone)
    if (!known) {
      if (sealed.size > 20_000) sealed.clear()
      sealed.set(phone, (known = o.vault.seal(o.merchantId, phone)))
    }
    return known
  }
  let read: ReturnType<typeof rowReader> | null = null
  let customerAt = -1
  for await (const piece of rowsOf(o.path, o.shape, (bytes) => { tally.bytes += bytes })) {
    const staged: StagedRow[] = []
    for (const cells of piece) {
      if (!read) {
        read = rowReader(cells, o.terms)
        const column = o.terms.mapping.columns.find((c) => c.field === 'customer')?.column.trim()
        customerAt = cells.findIndex((c) => c.trim() === column)
        continue
      }
      const row = take(cells, read)
      if (row) staged.push(row)
    }
    yield staged
  }

  function take(cells: string[], readRow: ReturnType<typeof rowReader>): StagedRow | null {
    tally.rows++
    // As a spreadsheet counts: the header is row 1.
    const rowNo = tally.rows + 1
    const said = readRow(cells)
    if (!said.ok) {
      tally.faulty++
      for (const f of said.faults) {
        count(f.code)
        o.problem({ rowNo, code: f.code, column: f.column, value: f.value, cells })
      }
      const customer = cells[customerAt]?.trim()
      if (customer && tally.doubtful.size < MOST_DOUBTFUL) tally.doubtful.add(customer)
      return null
    }
    const { row } = said
    const phone = row.phone === '' ? null : seal(row.phone)
    const customer = row.customer || (phone ? `phone:${phone.hash.toString('hex')}` : '')
    if (row.kind === 'sale' && customer === '') tally.anonymousLines++
    if (row.kind === 'cancel') {
      tally.cancellations++
      if (customer === '') {
        count('cancellation-anonymous')
        o.problem({ rowNo, code: 'cancellation-anonymous', column: '', value: row.orderNo, cells })
        return null
      }
    }
    // Written out: a spread of twenty fields costs more than reading the row did.
    return {
      rowNo, kind: row.kind, orderNo: row.orderNo, sku: row.sku, name: row.name, quantity: row.quantity, unitMinor: row.unitMinor, listMinor: row.listMinor, paidMinor: row.paidMinor, orderMinor: row.orderMinor, refundMinor: row.refundMinor,
      placedAt: row.placedAt, customer, buyerName: row.buyerName, region: row.region, category: row.category, brand: row.brand, store: row.store,
      phoneHash: phone?.hash ?? null, phoneCipher: phone?.cipher ?? null, phoneLast4: phone?.last4 ?? null,
    }
  }

  function count(reason: string): void {
    tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1)
  }
}
