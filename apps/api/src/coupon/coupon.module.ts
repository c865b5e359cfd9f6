import { Module } from '@nestjs/common'
import { CodeGate } from './code-gate.js'
import { CodesController } from './codes.controller.js'
import { CouponPasses } from './coupon-passes.js'
import { CouponGiftsController } from './coupon-gifts.controller.js'
import { CouponController } from './coupon.controller.js'
import { MakeCodes } from './make-codes.js'
import { MyCodesController } from './my-codes.controller.js'
import { MyCouponsController } from './my-coupons.controller.js'
import { RedeemCodes } from './redeem-codes.js'

@Module({ controllers: [CouponController, CodesController, MyCodesController, MyCouponsController, CouponGiftsController], providers: [CodeGate, RedeemCodes, MakeCodes, CouponPasses], exports: [RedeemCodes, CouponPasses] })
export class CouponModule {}
