export { TiersPage } from './tiers-page'
