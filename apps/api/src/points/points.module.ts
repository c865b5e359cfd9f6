import { Module } from '@nestjs/common'
import { EarningRulesController } from './earning-rules.controller.js'
import { TierGrantsController } from './tier-grants.controller.js'
import { GiftController } from './gift.controller.js'
import { PointsController } from './points.controller.js'
import { RequestsController } from './requests.controller.js'
import { WalletKindController } from './wallet-kind.controller.js'

@Module({ controllers: [PointsController, RequestsController, GiftController, WalletKindController, EarningRulesController, TierGrantsController] })
export class PointsModule {}
