import { Module } from '@nestjs/common'
import { EarningRulesController } from './earning-rules.controller.js'
import { TierGrantsController } from './tier-grants.controller.js'
import { PointsController } from './points.controller.js'

@Module({ controllers: [PointsController, EarningRulesController, TierGrantsController] })
export class PointsModule {}
