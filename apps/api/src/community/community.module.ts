import { Module } from '@nestjs/common'
import { Community } from './community.js'
import { CommunityController } from './community.controller.js'
import { ReviewController } from './review.controller.js'

@Module({ controllers: [CommunityController, ReviewController], providers: [Community], exports: [Community] })
export class CommunityModule {}
