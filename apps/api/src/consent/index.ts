// What a member agreed to, purpose by purpose. Whoever does what a purpose names asks here first, in its own transaction.
export { agreeing, agreesTo, agreesSql, askedAbout, consentsOf, joinConsents, partConsents, writeConsent, CONSENT_VERSION, PURPOSES, type ConsentRow, type Purpose } from './consent.rows.js'
