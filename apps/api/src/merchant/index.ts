export { MerchantModule } from './merchant.module.js'
export { addMerchant, merchantOf, type MerchantRow } from './merchant.rows.js'
export { shopShown } from './show-merchant.js'
