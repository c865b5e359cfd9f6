import type { DateFormat } from './read-when.js'

export type Field =
  | 'order-no' | 'line-no' | 'sku' | 'name' | 'quantity' | 'unit-price' | 'line-amount' | 'order-amount' | 'discount' | 'ordered-at' | 'paid-at' | 'customer' | 'customer-name' | 'phone' | 'address' | 'region'
  | 'status' | 'category' | 'brand' | 'store' | 'refund-amount' | 'skip'

/** How the columns of a file are read. */
export interface Mapping {
  readonly columns: readonly { readonly column: string; readonly field: Field }[]
  readonly dateFormat: DateFormat
  /** null: the merchant's */
  readonly zone: string | null
  /** an order number that begins so takes back an earlier sale */
  readonly cancelPrefix: string | null
  /** statuses of a paid order; empty: all rows are */
  readonly paidStatuses: readonly string[]
  /** statuses of an order that was closed or given back whole */
  readonly refundStatuses: readonly string[]
}

export interface Preset {
  readonly presetId: string
  readonly name: string
  /** columns that only this export has together */
  readonly signature: readonly string[]
  readonly mapping: Mapping
}

const columns = (of: Readonly<Record<string, Field>>) => Object.entries(of).map(([column, field]) => ({ column, field }))

/** The exports that the shop meets most, ready to use. */
export const PRESETS: readonly Preset[] = [
  {
    presetId: 'taobao', name: '淘宝 / 天猫订单报表', signature: ['订单编号', '买家会员名', '买家实际支付金额', '订单状态'],
    mapping: {
      columns: columns({ 订单编号: 'order-no', 买家会员名: 'customer', 买家实际支付金额: 'order-amount', 订单状态: 'status', 收货人姓名: 'customer-name', 收货地址: 'address', 联系手机: 'phone', 订单创建时间: 'ordered-at', 订单付款时间: 'paid-at', 宝贝标题: 'name', 宝贝总数量: 'quantity', 店铺名称: 'skip', 退款金额: 'refund-amount' }),
      dateFormat: 'ymd', zone: 'Asia/Shanghai', cancelPrefix: null, paidStatuses: ['交易成功', '卖家已发货，等待买家确认', '买家已付款，等待卖家发货', '卖家部分发货'], refundStatuses: ['交易关闭'],
    },
  },
  {
    presetId: 'online-retail', name: 'Online Retail (UCI)', signature: ['InvoiceNo', 'StockCode', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID'],
    mapping: {
      columns: columns({ InvoiceNo: 'order-no', StockCode: 'sku', Description: 'name', Quantity: 'quantity', InvoiceDate: 'ordered-at', UnitPrice: 'unit-price', CustomerID: 'customer', Country: 'region' }),
      dateFormat: 'auto', zone: 'Europe/London', cancelPrefix: 'C', paidStatuses: [], refundStatuses: [],
    },
  },
  {
    presetId: 'complete-journey', name: 'Complete Journey (84.51°)', signature: ['household_id', 'basket_id', 'product_id', 'sales_value', 'transaction_timestamp'],
    mapping: {
      // A maker's coupon is paid to the shop by the maker, so it takes nothing off; the loyalty card and its match do.
      columns: columns({ household_id: 'customer', store_id: 'store', basket_id: 'order-no', product_id: 'sku', quantity: 'quantity', sales_value: 'line-amount', retail_disc: 'discount', coupon_disc: 'skip', coupon_match_disc: 'discount', week: 'skip', transaction_timestamp: 'ordered-at' }),
      dateFormat: 'ymd', zone: 'America/New_York', cancelPrefix: null, paidStatuses: [], refundStatuses: [],
    },
  },
]
