import { Module } from '@nestjs/common'
import { CheckText } from './check-text.js'
import { Community } from './community.js'
import { CommunityController } from './community.controller.js'
import { ReviewController } from './review.controller.js'

@Module({ controllers: [CommunityController, ReviewController], providers: [Community, CheckText], exports: [Community, CheckText] })
export class CommunityModule {}
