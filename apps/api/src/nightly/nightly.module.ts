import { Module } from '@nestjs/common'
import { NightWatch } from './night-watch.js'

@Module({ providers: [NightWatch], exports: [NightWatch] })
export class NightlyModule {}
