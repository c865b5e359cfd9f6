import { Module } from '@nestjs/common'
import { TierController } from './tier.controller.js'

@Module({ controllers: [TierController] })
export class TierModule {}
