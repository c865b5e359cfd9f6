export { CouponsPage } from './coupons-page'
export { CouponPage } from './coupon-page'
export { CodesPage } from './codes-page'
