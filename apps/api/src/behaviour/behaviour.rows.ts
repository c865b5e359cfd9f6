import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export interface SeenEvent {
  readonly eventId: string
  readonly memberId: MemberId
  readonly kind: 'view' | 'search' | 'cart' | 'favourite'
  readonly sku: string
  readonly words: string
  readonly source: string
  readonly at: Instant
}

/** Members that are there, locked against a consent that is being taken back; in the order in which everybody locks members. */
export const holdMembers = async (tx: Tx, ids: readonly MemberId[]): Promise<MemberId[]> =>
  (await tx.query<{ member_id: MemberId }>('select member_id from member where merchant_id = $1 and member_id = any($2::uuid[]) and left_at is null order by member_id for share', [tx.merchantId, ids])).map((r) => r.member_id)

/** How much of each is there since an instant. */
export const eventsSince = async (tx: Tx, ids: readonly MemberId[], since: Instant): Promise<Map<MemberId, number>> =>
  new Map((await tx.query<{ member_id: MemberId; n: number }>('select member_id, count(*)::int as n from behaviour_event where merchant_id = $1 and member_id = any($2::uuid[]) and at > $3 group by member_id', [tx.merchantId, ids, new Date(since)])).map((r) => [r.member_id, r.n]))

/** Answers how many were new. */
export const insertEvents = (tx: Tx, events: readonly SeenEvent[]): Promise<number> =>
  tx.run(
    `insert into behaviour_event (merchant_id, event_id, member_id, kind, sku, words, source, at)
     select $1, e.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[]) e on conflict do nothing`,
    [tx.merchantId, events.map((e) => e.eventId), events.map((e) => e.memberId), events.map((e) => e.kind), events.map((e) => e.sku), events.map((e) => e.words), events.map((e) => e.source), events.map((e) => new Date(e.at))])

/** All that was seen of a member: the consent was taken back. */
export const forgetBrowsing = (tx: Tx, memberId: MemberId): Promise<number> =>
  tx.run('delete from behaviour_event where merchant_id = $1 and member_id = $2', [tx.merchantId, memberId])

export const daysKept = async (tx: Tx, key: string): Promise<number | undefined> =>
  (await tx.query<{ value: number }>('select value from setting where merchant_id = $1 and key = $2', [tx.merchantId, key]))[0]?.value

/** A piece of what is older than that. */
export const purgeBefore = (tx: Tx, before: Instant, most: number): Promise<number> =>
  tx.run('delete from behaviour_event where merchant_id = $1 and event_id in (select event_id from behaviour_event where merchant_id = $1 and at < $2 order by at limit $3)', [tx.merchantId, new Date(before), most])

/** A piece of what there still is of members who no longer agree: somebody who agreed was merged into somebody who does not. */
export const purgeNotAgreed = (tx: Tx, most: number): Promise<number> =>
  tx.run(
    `delete from behaviour_event where merchant_id = $1 and event_id in (
       select e.event_id from (select distinct on (member_id) member_id, given from consent where merchant_id = $1 and purpose = 'browsing' order by member_id, at desc, consent_id desc) c
       join behaviour_event e on e.merchant_id = $1 and e.member_id = c.member_id where not c.given limit $2)`, [tx.merchantId, most])
