import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'

export type MeetingHow = 'phone' | 'unionid'

/** Two members who seem to be one person, for the owner to decide; said once while it is open. */
export const meet = (tx: Tx, m: { oneId: MemberId; otherId: MemberId; how: MeetingHow }, now: Instant): Promise<number> =>
  tx.run("insert into member_meeting (merchant_id, meeting_id, one_id, other_id, how, at) values ($1, $2, $3, $4, $5, $6) on conflict (merchant_id, one_id, other_id) where state = 'open' do nothing",
    [tx.merchantId, newId(), ...[m.oneId, m.otherId].sort(), m.how, new Date(now)])

export interface MeetingRow { meeting_id: string; how: MeetingHow; at: Date; one_id: MemberId; other_id: MemberId }

export const openMeetings = (tx: Tx): Promise<MeetingRow[]> =>
  tx.query(`select x.meeting_id, x.how, x.at, x.one_id, x.other_id from member_meeting x join member a on a.merchant_id = x.merchant_id and a.member_id = x.one_id join member b on b.merchant_id = x.merchant_id and b.member_id = x.other_id
    where x.merchant_id = $1 and x.state = 'open' and a.left_at is null and b.left_at is null order by x.at desc limit 100`, [tx.merchantId])

export const closeMeeting = (tx: Tx, meetingId: string, by: { actor: string; now: Instant }): Promise<number> =>
  tx.run("update member_meeting set state = 'dismissed', decided_at = $3, decided_by = $4 where merchant_id = $1 and meeting_id = $2 and state = 'open'", [tx.merchantId, meetingId, new Date(by.now), by.actor])

export const meetingsMerged = (tx: Tx, ids: readonly MemberId[], by: { actor: string; now: Instant }): Promise<number> =>
  tx.run("update member_meeting set state = 'merged', decided_at = $3, decided_by = $4 where merchant_id = $1 and one_id = any($2::uuid[]) and other_id = any($2::uuid[]) and state = 'open'", [tx.merchantId, ids, new Date(by.now), by.actor])
