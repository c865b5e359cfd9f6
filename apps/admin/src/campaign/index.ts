export { CampaignsPage } from './campaigns-page'
export { CampaignPage } from './campaign-page'
export { EffectPage } from './effect-page'
