import type { Instant, LocalDate, MemberId, Zone } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export interface NightRow { day: LocalDate; zone: Zone | null; done: Record<string, number>; finished_at: Date | null }

export const lastFinishedNight = async (tx: Tx): Promise<LocalDate | null> =>
  (await tx.query<{ day: LocalDate | null }>('select max(day) as day from night where merchant_id = $1 and finished_at is not null', [tx.merchantId]))[0]?.day ?? null

export const readNight = async (tx: Tx, day: LocalDate): Promise<NightRow | undefined> =>
  (await tx.query<NightRow>('select day, zone, done, finished_at from night where merchant_id = $1 and day = $2::date', [tx.merchantId, day]))[0]

/** A step of a night is over: what it did is added up, so that a night that was broken off goes on from here. */
export const saveStep = (tx: Tx, night: { day: LocalDate; zone: Zone; done: Record<string, number> }, now: Instant): Promise<number> =>
  tx.run('insert into night (merchant_id, day, zone, done, started_at) values ($1, $2::date, $3, $4::jsonb, $5) on conflict (merchant_id, day) do update set done = night.done || excluded.done', [tx.merchantId, night.day, night.zone, JSON.stringify(night.done), new Date(now)])

export const finishNight = (tx: Tx, day: LocalDate, now: Instant): Promise<number> =>
  tx.run('update night set finished_at = $3 where merchant_id = $1 and day = $2::date', [tx.merchantId, day, new Date(now)])

export interface DueMember { member_id: MemberId }

/** Members in whose wallets time has something to do. */
export const dueBooks = (tx: Tx, at: Instant, after: string, most: number): Promise<DueMember[]> =>
  tx.query('select distinct member_id from wallet where merchant_id = $1 and due_at <= $2 and member_id > $3::uuid order by member_id limit $4', [tx.merchantId, new Date(at), after, most])

/** Members whose tier is to be judged. */
export const dueTiers = (tx: Tx, at: Instant, after: string, most: number): Promise<DueMember[]> =>
  tx.query('select member_id from tier_standing where merchant_id = $1 and due_at <= $2 and member_id > $3::uuid order by member_id limit $4', [tx.merchantId, new Date(at), after, most])
