import { Module } from '@nestjs/common'
import { CommunityModule } from '../community/index.js'
import { ReviewController } from './review.controller.js'
import { Reviews } from './reviews.js'
import { ShopReviewController } from './shop-review.controller.js'

@Module({ imports: [CommunityModule], controllers: [ReviewController, ShopReviewController], providers: [Reviews] })
export class ReviewModule {}
