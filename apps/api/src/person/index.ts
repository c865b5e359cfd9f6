// Who a member is: a phone, a platform account and a unionid lead to one member per merchant.
export { joinMember, lockIdentity, moveWechat, setPhone, type Joining, type MemberIdentity } from './join-member.rows.js'
export { agreesTo, consentsOf, writeConsent, CONSENT_VERSION, PURPOSES, type ConsentRow, type Purpose } from './consent.rows.js'
