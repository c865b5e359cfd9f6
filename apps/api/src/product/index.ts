export { ProductModule } from './product.module.js'
export { productShelf, shelfProduct, Shelf, type ShelfNeed, type ShelfProduct } from './shelf.js'
export { categoriesOnSale, goodsForOffer, goodsOnSale, goodsOnShelf, type PricedRow } from './goods.rows.js'
export { findProducts, insertProducts, storedValueOf, type NewProduct, type ProductRow, type ProductTerms } from './product.rows.js'
