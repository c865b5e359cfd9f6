import { Module } from '@nestjs/common'
import { CheckText } from './check-text.js'
import { Community } from './community.js'
import { CommunityController } from './community.controller.js'
import { PictureAddress } from './picture-address.js'
import { PictureController } from './picture.controller.js'
import { Pictures } from './pictures.js'
import { ReviewController } from './review.controller.js'
import { WechatPushController } from './wechat-push.controller.js'

@Module({ controllers: [CommunityController, ReviewController, PictureController, WechatPushController], providers: [Community, CheckText, Pictures, PictureAddress], exports: [Community, CheckText] })
export class CommunityModule {}
