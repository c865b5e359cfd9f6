export { VisitModule } from './visit.module.js'
export { VISIT_SETTINGS } from './visit-settings.js'
export { settleDeeds, refundDeed } from './book-deeds.js'
