import { Module } from '@nestjs/common'
import { FlashController } from './flash.controller.js'
import { FlashCrowd } from './flash-crowd.js'
import { MyFlashController } from './my-flash.controller.js'
import { QueuePlaces } from './queue-places.js'
import { ServeQueues } from './serve-queues.js'

@Module({ controllers: [FlashController, MyFlashController], providers: [FlashCrowd, QueuePlaces, ServeQueues] })
export class FlashModule {}
