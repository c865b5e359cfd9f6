import { Module } from '@nestjs/common'
import { InsightController } from './insight.controller.js'

@Module({ controllers: [InsightController] })
export class InsightModule {}
