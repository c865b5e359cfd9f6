import { Module } from '@nestjs/common'
import { BehaviourController } from './behaviour.controller.js'

@Module({ controllers: [BehaviourController] })
export class BehaviourModule {}
