export * from './terms.js'
export { afterGrace, amountsIn, holdEnd, windowAt, type Anchor, type Span } from './window.js'
export { decideTier, grantTier, joinTier, newcomer, type Basis, type Because, type ChangeCause, type Decided, type Hold, type TierChange, type TierState } from './decide.js'
export { progressOf, tierDueAt, type Progress } from './progress.js'
