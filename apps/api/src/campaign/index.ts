export { CampaignModule } from './campaign.module.js'
/** For the demo's past: the same groups, the same words. */
export { armOf } from './arm-of.js'
export { looksAtProfile } from './audience.rows.js'
export { messageOf } from './give-campaign.js'
