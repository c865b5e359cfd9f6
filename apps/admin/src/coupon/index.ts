export { CouponsPage } from './coupons-page'
export { CouponPage } from './coupon-page'
