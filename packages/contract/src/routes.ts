import { bagRoutes } from './bag.js'
import { behaviourRoutes } from './behaviour.js'
import { campaignRoutes } from './campaign.js'
import { communityRoutes, inboxRoutes } from './community.js'
import { couponRoutes, productRoutes } from './coupon.js'
import { flashRoutes } from './flash.js'
import { promotionRoutes } from './promotion.js'
import { importRoutes, insightRoutes } from './import.js'
import { liabilityRoutes } from './liability.js'
import { memberRoutes } from './member.js'
import { merchantRoutes } from './merchant.js'
import { personRoutes } from './person.js'
import { pointsRoutes } from './points.js'
import { reviewRoutes } from './review.js'
import { sessionRoutes } from './session.js'
import { careRoutes } from './care.js'
import { tierRoutes } from './tier.js'
import { orderRoutes, visitRoutes } from './visit.js'
import { watchRoutes } from './watch.js'
import { whatIfRoutes } from './what-if.js'

/** Every operation of the API by its name, which is also its operationId. */
export const routes = {
  ...sessionRoutes, ...merchantRoutes, ...memberRoutes, ...personRoutes, ...pointsRoutes, ...tierRoutes, ...careRoutes, ...couponRoutes, ...flashRoutes, ...campaignRoutes,
  ...promotionRoutes, ...productRoutes, ...visitRoutes, ...bagRoutes, ...orderRoutes, ...communityRoutes, ...inboxRoutes, ...importRoutes, ...insightRoutes, ...liabilityRoutes, ...watchRoutes, ...behaviourRoutes, ...reviewRoutes, ...whatIfRoutes,
} as const
