export { joinMember, lockIdentity, moveWechat, setPhone, type Joining, type MemberIdentity } from './join-member.rows.js'
export { agreesTo, writeConsent, PURPOSES, type Purpose } from './consent.rows.js'
