export { PromotionsPage } from './promotions-page'
export { PromotionPage } from './promotion-page'
