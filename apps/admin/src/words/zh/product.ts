export const product = {
  title: '商品', sub: '给规则、券和收银台用；随订单导进来的也在这里', add: '加商品', search: '名字、货号、条码', anyCategory: '全部类目',
  columns: { name: '商品', sku: '货号', barcode: '条码', category: '类目', brand: '品牌', price: '价格', source: '从哪来', state: '状态' }, onSale: '在卖', offSale: '停卖',
  sources: { manual: '手工', hand: '手工', import: '导入', demo: '示例', seed: '示例' } as Record<string, string>, emptyTitle: '还没有商品',
  emptyHint: '手工加，或者随订单一起导进来', emptyFound: '没有这样的商品', showing: (n: string) => `这一页 ${n} 种`, all: '看全部',
  newTitle: '加商品', editTitle: '改商品', name: '名称', sku: '货号', skuHint: '店里唯一', barcode: '条码', barcodeHint: '扫码枪扫出来的那串，可不填', category: '类目', brand: '品牌',
  price: '价格', selling: '在卖', storedValue: '储值卡、礼品卡', storedValueHint: '卖出和充值不得积分，用它付款的时候得', added: '加好了', saved: '存好了',
}
