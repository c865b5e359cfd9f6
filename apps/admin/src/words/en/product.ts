import type { product as zh } from '../zh/product'

export const product: typeof zh = {
  title: 'Products', sub: 'For rules, coupons and the till; imported ones are here too', add: 'Add a product', search: 'Name, SKU, barcode',
  anyCategory: 'Every category',
  columns: { name: 'Product', sku: 'SKU', barcode: 'Barcode', category: 'Category', brand: 'Brand', price: 'Price', source: 'From', state: 'State' },
  onSale: 'On sale', offSale: 'Off sale', sources: { manual: 'by hand', hand: 'by hand', import: 'import', demo: 'demo', seed: 'demo' },
  emptyTitle: 'No products yet', emptyHint: 'Add them by hand, or along with imported orders', emptyFound: 'No such product',
  showing: (n) => `${n} on this page`, all: 'Show all',
  newTitle: 'Add a product', editTitle: 'Change the product', name: 'Name', sku: 'SKU', skuHint: 'One of a kind in the shop', barcode: 'Barcode',
  barcodeHint: 'What the scanner reads; optional', category: 'Category', brand: 'Brand', price: 'Price', selling: 'On sale', storedValue: 'Stored value or gift card', storedValueHint: 'Its sale and top-up earn nothing; what it pays for does', added: 'Added',
  saved: 'Saved',
}
