import { minorOf, mulDiv, minorDigits, type Currency, type Instant } from '@huitou/units'
import type { Field, Mapping } from './presets.js'
import { whenReader, type DateFormat } from './read-when.js'

/** A row of the file in our words. Money in minor units; `customer` is the account on the channel, '' for none. */
export interface ReadRow {
  readonly kind: 'sale' | 'cancel' | 'closed'
  readonly orderNo: string
  readonly sku: string
  readonly name: string
  /** above zero, also of a cancellation */
  readonly quantity: number
  readonly unitMinor: number
  readonly listMinor: number
  readonly paidMinor: number
  readonly orderMinor: number | null
  readonly refundMinor: number
  readonly placedAt: Instant
  readonly customer: string
  /** digits with country code, '' for none */
  readonly phone: string
  readonly buyerName: string
  readonly region: string
  readonly category: string
  readonly brand: string
  readonly store: string
}

export type RowFaultCode =
  | 'row-short' | 'order-no-missing' | 'order-not-paid' | 'date-missing' | 'date-unreadable' | 'quantity-unreadable' | 'quantity-not-positive' | 'price-unreadable' | 'price-not-positive' | 'amount-missing'

export interface RowFault {
  readonly code: RowFaultCode
  readonly column: string
  readonly value: string
}

export type RowReading = { readonly ok: true; readonly row: ReadRow } | { readonly ok: false; readonly faults: readonly RowFault[] }

export interface ReadTerms {
  readonly mapping: Mapping
  readonly dateFormat: Exclude<DateFormat, 'auto'>
  readonly zone: string
  readonly currency: Currency
}

/** The fields a file must have before it can be read, those missing named. */
export function missingFields(mapping: Mapping): Field[][] {
  const has = (...fields: Field[]) => mapping.columns.some((c) => fields.includes(c.field))
  const missing: Field[][] = []
  if (!has('order-no')) missing.push(['order-no'])
  if (!has('ordered-at', 'paid-at')) missing.push(['ordered-at', 'paid-at'])
  if (!has('line-amount', 'order-amount') && !(has('unit-price') && has('quantity'))) missing.push(['line-amount', 'order-amount', 'unit-price'])
  return missing
}

/** Cells as spreadsheets and exports write them: ="123", a leading quote or tab that keeps digits as text. */
const clean = (cell: string | undefined): string => {
  if (cell === undefined) return ''
  const text = cell.trim()
  if (text.charCodeAt(0) === 61 && text.startsWith('="') && text.endsWith('"')) return text.slice(2, -1).trim()
  return text.charCodeAt(0) === 39 ? text.slice(1).trim() : text
}

/** Eleven digits of China, or a number with its country code; anything starred out or too short is none. */
export function phoneOf(text: string): string {
  const digits = text.replace(/[\s()-]/g, '')
  if (/^1[3-9]\d{9}$/.test(digits)) return `+86${digits}`
  if (/^(\+|00)86-?1[3-9]\d{9}$/.test(digits)) return `+86${digits.slice(-11)}`
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : ''
}

/** Makes the reader of one file's rows. */
export function rowReader(header: readonly string[], t: ReadTerms): (cells: readonly string[]) => RowReading {
  const at = new Map<Field, number[]>()
  for (const { column, field } of t.mapping.columns) {
    const i = header.findIndex((h) => h.trim() === column.trim())
    if (i >= 0 && field !== 'skip') at.set(field, [...(at.get(field) ?? []), i])
  }
  const one = (field: Field) => at.get(field)?.[0] ?? -1
  const [orderNoAt, skuAt, nameAt, quantityAt, priceAt, lineAt, orderAt, paidAt, orderedAt, customerAt, buyerAt, phoneAt, addressAt, regionAt, statusAt, categoryAt, brandAt, storeAt, refundAt] =
    (['order-no', 'sku', 'name', 'quantity', 'unit-price', 'line-amount', 'order-amount', 'paid-at', 'ordered-at', 'customer', 'customer-name', 'phone', 'address', 'region', 'status', 'category', 'brand', 'store', 'refund-amount'] as const).map(one) as [number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number]
  const discounts = at.get('discount') ?? []
  const when = whenReader(t.dateFormat, t.zone)
  const paid = new Set(t.mapping.paidStatuses)
  const closed = new Set(t.mapping.refundStatuses)
  const { cancelPrefix } = t.mapping
  const cell = (cells: readonly string[], i: number): string => (i < 0 ? '' : clean(cells[i]))

  return (cells) => {
    const faults: RowFault[] = []
    const fault = (code: RowFaultCode, i: number, value = cell(cells, i)) => { faults.push({ code, column: header[i] ?? '', value }) }
    if (cells.length < header.length - 1 && cells.length <= Math.max(orderNoAt, priceAt, lineAt, orderAt)) fault('row-short', -1, String(cells.length))
    const orderNo = cell(cells, orderNoAt)
    if (orderNo === '') fault('order-no-missing', orderNoAt)
    const status = cell(cells, statusAt)
    const gone = statusAt >= 0 && closed.has(status)
    if (statusAt >= 0 && paid.size > 0 && !paid.has(status) && !gone) fault('order-not-paid', statusAt)
    const cancels = cancelPrefix !== null && cancelPrefix !== '' && orderNo.startsWith(cancelPrefix)
    const timeText = cell(cells, paidAt) || cell(cells, orderedAt)
    const placedAt = timeText === '' ? null : when(timeText)
    // A closed order was perhaps never paid and has no time of payment; its own number says which it is.
    if (placedAt === null && faults.length === 0) fault(timeText === '' ? 'date-missing' : 'date-unreadable', paidAt >= 0 && cell(cells, paidAt) ? paidAt : orderedAt, timeText)
    const quantityText = cell(cells, quantityAt)
    const counted = quantityAt < 0 || quantityText === '' ? 1 : Number(quantityText.replace(/,/g, ''))
    const quantity = cancels ? Math.abs(counted) : counted
    if (!Number.isSafeInteger(counted) || Math.abs(counted) > 2_000_000_000) fault('quantity-unreadable', quantityAt)
    else if (quantity <= 0) fault('quantity-not-positive', quantityAt)
    const money = moneyOf()
    if (faults.length > 0 || placedAt === null || money === null) return { ok: false, faults }
    const name = cell(cells, nameAt)
    return {
      ok: true,
      row: {
        kind: gone ? 'closed' : cancels ? 'cancel' : 'sale', orderNo, sku: cell(cells, skuAt) || name.slice(0, 120) || '-', name, quantity, ...money, placedAt,
        customer: cell(cells, customerAt), phone: phoneOf(cell(cells, phoneAt)), buyerName: cell(cells, buyerAt), region: cell(cells, regionAt) || regionOf(cell(cells, addressAt)), category: cell(cells, categoryAt), brand: cell(cells, brandAt), store: cell(cells, storeAt),
      },
    }

    function amount(i: number): number | null {
      const text = cell(cells, i)
      if (i < 0 || text === '') return null
      const minor = minorOf(text, t.currency)
      if (minor === null) fault('price-unreadable', i, text)
      return minor
    }

    function moneyOf(): Pick<ReadRow, 'unitMinor' | 'listMinor' | 'paidMinor' | 'orderMinor' | 'refundMinor'> | null {
      const off = discounts.reduce((sum, i) => sum + Math.abs(amount(i) ?? 0), 0)
      const unitText = cell(cells, priceAt)
      const [line, order, refund] = [amount(lineAt), amount(orderAt), amount(refundAt)]
      if (priceAt >= 0 && unitText !== '') {
        // The product is rounded, not the price: a price of 0.001 counts in its thousands.
        const list = timesPrice(unitText, quantity, t.currency)
        if (list === null) { fault('price-unreadable', priceAt); return null }
        if (!/[1-9]/.test(unitText) || unitText.startsWith('-')) { fault('price-not-positive', priceAt); return null }
        const paidMinor = line ?? Math.max(0, list - off)
        return { unitMinor: minorOf(unitText, t.currency) ?? 0, listMinor: Math.max(list, paidMinor), paidMinor, orderMinor: order, refundMinor: refund ?? 0 }
      }
      const paidMinor = line ?? order
      if (paidMinor === null) { if (faults.length === 0) fault('amount-missing', lineAt >= 0 ? lineAt : orderAt); return null }
      if (paidMinor < 0 || (paidMinor === 0 && off === 0 && !gone)) { fault('price-not-positive', lineAt >= 0 ? lineAt : orderAt); return null }
      const listMinor = paidMinor + off
      return { unitMinor: quantity > 0 ? mulDiv(listMinor, 1, quantity, 'half-up') : listMinor, listMinor, paidMinor, orderMinor: order, refundMinor: refund ?? 0 }
    }
  }
}

/** quantity × a price of any number of digits, rounded half up once. Null: not a price. */
export function timesPrice(text: string, quantity: number, currency: Currency): number | null {
  const found = /^[+-]?[¥￥£$€]?(\d{1,12})(?:\.(\d{1,8}))?$/.exec(text.replace(/[,\s]/g, ''))
  if (!found || !Number.isSafeInteger(quantity)) return null
  const fraction = found[2] ?? ''
  return mulDiv(Number(found[1]! + fraction), quantity * 10 ** minorDigits(currency), 10 ** fraction.length, 'half-up')
}

/** 浙江省杭州市西湖区… gives 浙江省 杭州市: enough to know the region, not where someone lives. */
export function regionOf(address: string): string {
  const found = /^\s*([一-鿿]{2,8}?(?:省|自治区|特别行政区|市))\s*([一-鿿]{2,8}?(?:市|自治州|地区|盟))?/.exec(address)
  return found ? [found[1], found[2]].filter(Boolean).join(' ') : ''
}
