import { t, type Sentences } from '../facts.js'

export const product: Sentences = {
  'sku-taken': '这个编号已经有商品用了',
  'barcode-taken': '这个条码已经有商品用了',
  'product-unknown': (f) => `没有这件商品 ${t(f, 'sku')}`,
  'price-missing': '这一行没有价钱',
  'basket-too-large': '金额太大，一单放不下，请分开下单',
}
