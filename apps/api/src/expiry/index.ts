// How long points last where a tier, an earning rule or a wallet says so itself.
export { ownExpiry, ownExpiryProblem } from './own-expiry.js'
