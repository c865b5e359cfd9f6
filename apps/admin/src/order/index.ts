export { OrdersPage } from './orders-page'
export { OrderPage } from './order-page'
export { RefundPage } from './refund-page'
export { OfflineSalesPage } from './offline-sales-page'
