import { minorOf } from '@huitou/units'
import { guessFormat, type DateFormat } from './read-when.js'
import { PRESETS, type Field, type Mapping } from './presets.js'

export interface GuessedColumn {
  readonly column: string
  readonly field: Field
  /** the name said it and the cells agree */
  readonly sure: boolean
  readonly samples: string[]
}

export interface FileGuess {
  readonly columns: GuessedColumn[]
  readonly preset: string | null
  readonly delimiter: string
  readonly dateFormat: Exclude<DateFormat, 'auto'>
}

// What columns are called, most telling first. Compared without case, spaces and punctuation.
const NAMES: readonly (readonly [Field, readonly string[]])[] = [
  ['order-no', ['订单编号', '订单号', '主订单编号', '单号', '小票号', '交易号', 'orderno', 'orderid', 'ordernumber', 'invoiceno', 'invoice', 'basketid', 'transactionid', 'receiptno']],
  ['line-no', ['行号', '子订单编号', 'lineno', 'linenumber']],
  ['sku', ['商家编码', '商品编码', '货号', '外部系统编号', 'sku', 'skuid', 'stockcode', 'productid', 'itemid', 'productcode', 'upc']],
  ['name', ['宝贝标题', '商品标题', '商品名称', '宝贝名称', '品名', 'description', 'productname', 'itemname', 'title', 'product']],
  ['quantity', ['宝贝总数量', '购买数量', '商品数量', '数量', 'quantity', 'qty', 'units']],
  ['unit-price', ['商品单价', '单价', '商品价格', 'unitprice', 'price']],
  ['line-amount', ['商品金额', '实付金额', '行金额', 'salesvalue', 'lineamount', 'linetotal']],
  ['order-amount', ['买家实际支付金额', '订单实付金额', '实际支付金额', '订单金额', '总金额', 'orderamount', 'ordertotal', 'total', 'amount']],
  ['discount', ['优惠金额', '折扣', 'discount', 'retaildisc', 'couponmatchdisc']],
  ['paid-at', ['订单付款时间', '付款时间', '支付时间', 'paidat', 'paymenttime']],
  ['ordered-at', ['订单创建时间', '下单时间', '交易时间', '日期', '时间', 'invoicedate', 'orderdate', 'transactiontimestamp', 'createdat', 'orderedat', 'date', 'datetime', 'timestamp']],
  ['customer', ['买家会员名', '会员名', '会员号', '客户编号', '买家昵称', 'customerid', 'customer', 'householdid', 'memberid', 'userid', 'buyer']],
  ['customer-name', ['收货人姓名', '收件人', '姓名', '联系人', 'customername', 'name', 'recipient']],
  ['phone', ['联系手机', '手机', '手机号', '手机号码', '收货人手机', '联系电话', 'phone', 'mobile', 'tel']],
  ['address', ['收货地址', '地址', 'address', 'shippingaddress']],
  ['region', ['省份', '地区', '城市', 'country', 'region', 'province', 'city']],
  ['status', ['订单状态', '状态', 'status', 'orderstatus']],
  ['category', ['类目', '分类', '品类', 'category', 'department']],
  ['brand', ['品牌', 'brand']],
  ['store', ['店铺名称', '门店', '店名', 'store', 'storeid', 'shop']],
  ['refund-amount', ['退款金额', '已退款', 'refundamount', 'refund']],
]

const plain = (text: string): string => text.toLowerCase().replace(/[\s_\-./()（）:：]/g, '')

/** Guesses what each column is, by its name and by what stands in it. */
export function guessColumns(head: readonly (readonly string[])[], delimiter: string): FileGuess {
  const [header = [], ...rows] = head
  const taken = new Set<Field>()
  const samplesOf = (i: number) => rows.map((r) => r[i] ?? '').filter((c) => c.trim() !== '')
  const columns = header.map((column, i): GuessedColumn => {
    const samples = samplesOf(i)
    const named = NAMES.find(([field, names]) => names.includes(plain(column)) && (field === 'discount' || !taken.has(field)))?.[0]
    const likely = named ?? NAMES.find(([field, names]) => !taken.has(field) && names.some((n) => n.length > 3 && plain(column).includes(n)))?.[0]
    const field = likely ?? (!taken.has('phone') && samples.length > 2 && samples.every((s) => /^['\t]?1[3-9]\d{9}$/.test(s.trim())) ? 'phone' : 'skip')
    if (field !== 'skip') taken.add(field)
    return { column, field, sure: field === 'skip' ? likely === undefined : named !== undefined && agrees(field, samples), samples: samples.slice(0, 3).map((s) => s.slice(0, 60)) }
  })
  const times = columns.findIndex((c) => c.field === 'paid-at') >= 0 ? columns.findIndex((c) => c.field === 'paid-at') : columns.findIndex((c) => c.field === 'ordered-at')
  const preset = PRESETS.find((p) => p.signature.every((name) => header.some((h) => plain(h) === plain(name))))
  if (!preset) return { columns, preset: null, delimiter, dateFormat: guessFormat(times < 0 ? [] : samplesOf(times)) }
  const asPreset = new Map(preset.mapping.columns.map((c) => [plain(c.column), c.field]))
  return {
    columns: columns.map((c) => ({ ...c, field: asPreset.get(plain(c.column)) ?? 'skip', sure: true })), preset: preset.presetId, delimiter,
    dateFormat: guessFormat(times < 0 ? [] : samplesOf(times)),
  }
}

/** Whether the cells look like what the name says. */
function agrees(field: Field, samples: readonly string[]): boolean {
  if (samples.length === 0) return true
  const most = (ok: (s: string) => boolean) => samples.filter(ok).length >= samples.length * 0.9
  if (field === 'quantity' || field === 'unit-price' || field === 'line-amount' || field === 'order-amount' || field === 'discount' || field === 'refund-amount') return most((s) => minorOf(s, 'CNY') !== null)
  if (field === 'phone') return most((s) => /\d{4,}/.test(s))
  return true
}

/** The mapping a guess stands for, to start from. */
export const mappingOf = (guess: FileGuess): Mapping => {
  const preset = PRESETS.find((p) => p.presetId === guess.preset)?.mapping
  return { columns: guess.columns.map(({ column, field }) => ({ column, field })), dateFormat: 'auto', zone: preset?.zone ?? null, cancelPrefix: preset?.cancelPrefix ?? null, paidStatuses: [...(preset?.paidStatuses ?? [])], refundStatuses: [...(preset?.refundStatuses ?? [])] }
}
