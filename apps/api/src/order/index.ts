export * from './order-record.js'
export * from './plan-refund.js'
export { orderBook, OrdersOfBatch, type OrderNeed } from './order-book.js'
export { insertOrders, insertRefunds, lockOrders, readOrders, type NewRefund } from './order.rows.js'
