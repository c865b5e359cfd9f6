import { addDays, endOfDate, type Instant, type LocalDate, type MemberId } from '@huitou/units'
import { agreesSql } from '../consent/index.js'
import type { Tx } from '../platform/database/index.js'
import { endsSql, idleSql } from '../points/index.js'
import type { DueQuery } from './due.rows.js'

export interface Ending { readonly lastDay: LocalDate; readonly zone: string; /** the zone of the night before, where it was another one: this night goes on where that one ended */ readonly zoneBefore?: string }

/** The once-key of what is told of points that end with a day. */
export const expiryKey = (lastDay: LocalDate): string => `expiry:${lastDay}`

/** Members with points that end with that day or in the course of it, who were not told of it and agreed to be told. */
export const expiringQuery = (merchantId: string, { lastDay, zone, zoneBefore }: Ending): DueQuery => ({
  text: `select l.member_id, sum(l.left_points - l.held)::bigint as points, min(l.ends) as ends from (
        select l.member_id, l.left_points, l.held, l.expires_at as ends from lot l where l.merchant_id = $1 and l.wallet = 'points' and l.left_points > 0 and l.expires_at > $4 and l.expires_at <= $2 and l.state = 'active'
        union all select * from (select l.member_id, l.left_points, l.held, ${endsSql('l')} as ends from lot l where l.merchant_id = $1 and l.wallet = 'points' and ${idleSql('l')} and l.state = 'active') i where i.ends > $4 and i.ends <= $2) l
      where not exists (select from inbox_message i where i.merchant_id = $1 and i.member_id = l.member_id and i.once_key = $3)
      and ${agreesSql('l.member_id', 'messages')}
     group by l.member_id having sum(l.left_points - l.held) > 0`,
  values: [merchantId, new Date(endOfDate(lastDay, zone)), expiryKey(lastDay), new Date(endOfDate(addDays(lastDay, -1), zoneBefore ?? zone))],
})

/** Members whose tier is judged within a time and who were not warned of that end and agreed to be. */
export const endingQuery = (merchantId: string, from: Instant, to: Instant): DueQuery => ({
  text: `select s.member_id, s.due_at from tier_standing s where s.merchant_id = $1 and s.due_at > $2 and s.due_at <= $3 and s.warned_for is distinct from s.due_at and ${agreesSql('s.member_id', 'messages')}`,
  values: [merchantId, new Date(from), new Date(to)],
})

export const expiringAfter = (tx: Tx, q: DueQuery, after: string, most: number): Promise<{ member_id: MemberId; points: number; ends: Date }[]> =>
  tx.query(`select * from (${q.text}) due where member_id > $${q.values.length + 1}::uuid order by member_id limit $${q.values.length + 2}`, [...q.values, after, most])

export const endingAfter = (tx: Tx, q: DueQuery, after: string, most: number): Promise<{ member_id: MemberId; due_at: Date }[]> =>
  tx.query(`select * from (${q.text}) due where member_id > $${q.values.length + 1}::uuid order by member_id limit $${q.values.length + 2}`, [...q.values, after, most])

export const markWarned = (tx: Tx, ids: readonly MemberId[]): Promise<number> =>
  tx.run('update tier_standing set warned_for = due_at where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, ids])
