// Who a member is: a phone, a platform account and a unionid lead to one member per merchant.
export { isFresh, joinMember, lockIdentity, otherOfUnion, setPhone, setUnion, type Joining, type MemberIdentity } from './join-member.rows.js'
export { mergeMembers, type MergeAsk, type Merged } from './merge-members.js'
export { previewMerge } from './preview-merge.js'
export { undoMerge } from './undo-merge.js'
export { BY_THE_BOOK, endSessionsOf, FOLLOWING, mergesOf, readPersons } from './merge.rows.js'
export { closeMeeting, meet, openMeetings } from './meeting.rows.js'
export { erasePerson } from './erase.rows.js'
