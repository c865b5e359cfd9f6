import { Module } from '@nestjs/common'
import { CampaignController } from './campaign.controller.js'
import { SendCampaigns } from './send-campaigns.js'

@Module({ controllers: [CampaignController], providers: [SendCampaigns] })
export class CampaignModule {}
