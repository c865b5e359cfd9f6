import { Module } from '@nestjs/common'
import { LiabilityController } from './liability.controller.js'

@Module({ controllers: [LiabilityController] })
export class LiabilityModule {}
