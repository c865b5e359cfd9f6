import { Module } from '@nestjs/common'
import { StaffDayController } from './staff-day.controller.js'
import { WatchController } from './watch.controller.js'

@Module({ controllers: [WatchController, StaffDayController] })
export class WatchModule {}
