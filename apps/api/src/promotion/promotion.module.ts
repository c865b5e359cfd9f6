import { Module } from '@nestjs/common'
import { PromotionController } from './promotion.controller.js'

@Module({ controllers: [PromotionController] })
export class PromotionModule {}
