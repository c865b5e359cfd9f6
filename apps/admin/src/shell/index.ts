export { Shell } from './shell'
export { LostPage } from './lost-page'
