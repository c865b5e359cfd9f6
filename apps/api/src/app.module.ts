import { Module, type DynamicModule } from '@nestjs/common'
import { AuditModule } from './audit/index.js'
import { BagModule } from './bag/index.js'
import { BehaviourModule } from './behaviour/index.js'
import { CampaignModule } from './campaign/index.js'
import { CareModule } from './care/index.js'
import { CommunityModule } from './community/index.js'
import { CouponModule } from './coupon/index.js'
import { FlashModule } from './flash/index.js'
import { ImportModule } from './import/index.js'
import { InboxModule } from './inbox/index.js'
import { InsightModule } from './insight/index.js'
import { IntegrationModule } from './integration/index.js'
import { LiabilityModule } from './liability/index.js'
import { LiveModule } from './live/index.js'
import { MemberModule } from './member/index.js'
import { MerchantModule } from './merchant/index.js'
import { NightlyModule } from './nightly/index.js'
import { OrderModule } from './order/index.js'
import { PointsModule } from './points/index.js'
import { ProductModule } from './product/index.js'
import { PromotionModule } from './promotion/index.js'
import type { Config } from './platform/config/index.js'
import { PlatformModule } from './platform/platform.module.js'
import { ReviewModule } from './review/index.js'
import { SelfAuditModule } from './self-audit/index.js'
import { SessionModule } from './session/index.js'
import { SettingsModule } from './settings/index.js'
import { StaffModule } from './staff/index.js'
import { StoreModule } from './store/index.js'
import { TierModule } from './tier/index.js'
import { VisitModule } from './visit/index.js'
import { WatchModule } from './watch/index.js'
import { WhatIfModule } from './what-if/index.js'

/** The list of rooms. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config),
        SessionModule, IntegrationModule, MerchantModule, StaffModule, StoreModule, AuditModule, SettingsModule, LiveModule, MemberModule,
        BagModule, BehaviourModule, CommunityModule, ReviewModule, CouponModule, FlashModule, InboxModule, ImportModule, InsightModule, OrderModule, ProductModule, PromotionModule, PointsModule, TierModule, CareModule, CampaignModule, NightlyModule, VisitModule, LiabilityModule, SelfAuditModule, WatchModule, WhatIfModule,
      ],
    }
  }
}
