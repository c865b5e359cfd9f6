export { LiabilityModule } from './liability.module.js'
export { countLiability, countAndKeep, type Liability } from './count-liability.js'
