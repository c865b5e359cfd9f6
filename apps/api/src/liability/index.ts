export { LiabilityModule } from './liability.module.js'
export { readUsedShare } from './used-share.js'
export { countLiability, countAndKeep, type Liability } from './count-liability.js'
