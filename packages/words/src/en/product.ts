import { t, type Sentences } from '../facts.js'

export const product: Sentences = {
  'sku-taken': 'A product has this SKU already',
  'barcode-taken': 'A product has this barcode already',
  'product-unknown': (f) => `No such product ${t(f, 'sku')}`,
  'price-missing': 'This line has no price',
  'basket-too-large': 'No order may come to so much: split it',
}
