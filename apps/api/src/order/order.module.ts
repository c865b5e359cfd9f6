import { Module } from '@nestjs/common'
import { OrderController } from './order.controller.js'

@Module({ controllers: [OrderController] })
export class OrderModule {}
