import { Module } from '@nestjs/common'
import { BagController } from './bag.controller.js'

/** What a shopper picks before they come: goods at their own price, and the bag as the till would price it. */
@Module({ controllers: [BagController] })
export class BagModule {}
