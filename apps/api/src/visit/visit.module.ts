import { Module } from '@nestjs/common'
import { CouponModule } from '../coupon/index.js'
import { IssueCodeAliases } from './issue-code-aliases.js'
import { ManagerPin } from './manager-pin.js'
import { PromotionPreview } from './preview-promotion.js'
import { MyVisitController } from './my-visit.controller.js'
import { QueuedSales } from './queued-sales.js'
import { QueuedSalesController } from './queued-sales.controller.js'
import { RefundController } from './refund.controller.js'
import { Refunds } from './refunds.js'
import { Scans } from './scans.js'
import { TillController } from './till.controller.js'
import { TillGoods } from './till-goods.js'
import { Visits } from './visits.js'

@Module({ imports: [CouponModule], controllers: [PromotionPreview, TillController, QueuedSalesController, MyVisitController, RefundController], providers: [IssueCodeAliases, ManagerPin, QueuedSales, Refunds, Scans, TillGoods, Visits], exports: [Visits] })
export class VisitModule {}
