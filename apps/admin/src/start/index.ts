export { CreateShopPage } from './create-shop-page'
