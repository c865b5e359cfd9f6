import type { Instant, MemberId } from '@huitou/units'
import { calledSql } from '../member-name/index.js'
import { instants, plain, texts, type Tx } from '../platform/database/index.js'

export type GiftState = 'waiting' | 'accepted' | 'declined' | 'returned'
export interface GiftRow { gift_id: string; from_member: MemberId; to_member: MemberId; points: number; arrived: number; state: GiftState; sent_at: Date; until_at: Date; ended_at: Date | null }
export interface NamedGift extends GiftRow { from_called: string; to_called: string }
export interface DayCount { member_id: MemberId; called: string; out_count: number; out_points: number; in_count: number; in_points: number }

const GIFT = 'g.gift_id, g.from_member, g.to_member, g.points, g.arrived, g.state, g.sent_at, g.until_at, g.ended_at'

export const readGifts = (tx: Tx, ids: readonly string[]): Promise<NamedGift[]> =>
  tx.query<NamedGift>(
    `select ${GIFT}, ${calledSql('f')} as from_called, ${calledSql('t')} as to_called from point_gift g join member f on f.merchant_id = $1 and f.member_id = g.from_member join member t on t.merchant_id = $1 and t.member_id = g.to_member
     where g.merchant_id = $1 and g.gift_id = any($2::uuid[])`, [tx.merchantId, plain(ids)], 'read-gifts')

/** A member's gifts of both directions, newest first. */
export const listGifts = (tx: Tx, memberId: MemberId, most: number): Promise<NamedGift[]> =>
  tx.query<NamedGift>(
    `select ${GIFT}, ${calledSql('f')} as from_called, ${calledSql('t')} as to_called from point_gift g join member f on f.merchant_id = $1 and f.member_id = g.from_member join member t on t.merchant_id = $1 and t.member_id = g.to_member
     where g.merchant_id = $1 and (g.from_member = $2 or g.to_member = $2) order by g.sent_at desc, g.gift_id desc limit $3`, [tx.merchantId, memberId, most], 'list-gifts')

/** What members sent and accepted since an instant, and how others call them. */
export const countGifts = (tx: Tx, ids: readonly MemberId[], since: Instant): Promise<DayCount[]> =>
  tx.query<DayCount>(
    `select m.member_id, ${calledSql('m')} as called, o.n as out_count, o.points as out_points, i.n as in_count, i.points as in_points from member m
     cross join lateral (select count(*)::int as n, coalesce(sum(points), 0)::bigint as points from point_gift where merchant_id = $1 and from_member = m.member_id and sent_at >= $3) o
     cross join lateral (select count(*)::int as n, coalesce(sum(arrived), 0)::bigint as points from point_gift where merchant_id = $1 and to_member = m.member_id and state = 'accepted' and ended_at >= $3) i
     where m.merchant_id = $1 and m.member_id = any($2::uuid[])`,
    [tx.merchantId, plain(ids), new Date(since)], 'count-gifts')

export const insertGifts = (tx: Tx, gifts: readonly GiftRow[]): Promise<number> =>
  tx.run(
    `insert into point_gift (merchant_id, gift_id, from_member, to_member, points, state, sent_at, until_at)
     select $1, g.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::text[], $7::timestamptz[], $8::timestamptz[]) as g`,
    [tx.merchantId, plain(gifts.map((g) => g.gift_id)), plain(gifts.map((g) => g.from_member)), plain(gifts.map((g) => g.to_member)), plain(gifts.map((g) => g.points)), texts(gifts.map((g) => g.state)), instants(gifts.map((g) => g.sent_at.getTime())), instants(gifts.map((g) => g.until_at.getTime()))], 'insert-gifts')

/** Ends gifts that were waiting; how many were. */
export const endGifts = (tx: Tx, gifts: readonly GiftRow[]): Promise<number> =>
  tx.run(
    `update point_gift g set state = e.state, arrived = e.arrived, ended_at = e.ended_at from unnest($2::uuid[], $3::text[], $4::bigint[], $5::timestamptz[]) as e(gift_id, state, arrived, ended_at)
     where g.merchant_id = $1 and g.gift_id = e.gift_id and g.state = 'waiting'`,
    [tx.merchantId, plain(gifts.map((g) => g.gift_id)), texts(gifts.map((g) => g.state)), plain(gifts.map((g) => g.arrived)), instants(gifts.map((g) => g.ended_at!.getTime()))], 'end-gifts')

/** Gifts nobody took in time, some at a time. */
export const overdueGifts = async (tx: Tx, at: Instant, most: number): Promise<NamedGift[]> =>
  readGifts(tx, (await tx.query<{ gift_id: string }>("select gift_id from point_gift where merchant_id = $1 and state = 'waiting' and until_at <= $2 order by until_at limit $3", [tx.merchantId, new Date(at), most])).map((r) => r.gift_id))

/** The member of a phone number or member number who can be given something. */
export const findReceiver = async (tx: Tx, by: { phoneHash?: Buffer; memberNo?: string }): Promise<{ member_id: MemberId; called: string } | undefined> =>
  (await tx.query<{ member_id: MemberId; called: string }>(
    `select m.member_id, ${calledSql('m')} as called from member m where m.merchant_id = $1 and (m.phone_hash = $2::bytea or m.member_no = $3::text) limit 1`, [tx.merchantId, by.phoneHash ?? null, by.memberNo ?? null], 'find-receiver'))[0]
