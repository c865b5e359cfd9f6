import { Module } from '@nestjs/common'
import { CouponController } from './coupon.controller.js'
import { MyCouponsController } from './my-coupons.controller.js'

@Module({ controllers: [CouponController, MyCouponsController] })
export class CouponModule {}
