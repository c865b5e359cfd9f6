export { coreTerms, tierOf, tierRef, timesOf, type TierSetInForce, type WireTier, type WireTierTerms } from './tier-terms.js'
export { wireProgress } from './wire-progress.js'
export { daysOf, readStandings, readTierSets, writeDays, writeStandings, writeTierChanges, type ChangeWrite, type DayWrite, type SetRow, type StandingRow, type StandingWrite } from './tier.rows.js'
export { tierNames, type TierName, type TierNames } from './tier-names.rows.js'
