import { Module } from '@nestjs/common'
import { FlashController } from './flash.controller.js'
import { FlashCrowd } from './flash-crowd.js'
import { MyFlashController } from './my-flash.controller.js'

@Module({ controllers: [FlashController, MyFlashController], providers: [FlashCrowd] })
export class FlashModule {}
