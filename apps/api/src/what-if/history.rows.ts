import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { stageSql, typicalGapSql, type Stage } from '../insight/index.js'
import type { LoggedFact } from '../points/index.js'

export interface MemberRow { member_id: MemberId; joined_at: Date; birthday: string | null; birthday_calendar: 'solar' | 'lunar'; tier_id: string | null; stage: Stage | null; tags: string[] | null }

export const countMembers = async (tx: Tx): Promise<number> => (await tx.query<{ n: number }>('select count(*)::int as n from member where merchant_id = $1 and left_at is null and merged_into is null', [tx.merchantId]))[0]!.n

/** The id up to which half of them stand; null where there is nothing to share. */
export const halfway = async (tx: Tx, members: number): Promise<string | null> =>
  members < 2 ? null : (await tx.query<{ member_id: string }>('select member_id from member where merchant_id = $1 and left_at is null and merged_into is null order by member_id offset $2 limit 1', [tx.merchantId, Math.floor(members / 2) - 1]))[0]?.member_id ?? null

/** The shop's typical gap between two orders of one member, asked once for all chunks. */
export const typicalGap = async (tx: Tx): Promise<string> => (await tx.query<{ gap: string }>(`select (extract(epoch from ${typicalGapSql('$1')}) || ' s') as gap`, [tx.merchantId]))[0]!.gap

/** The next members after an id, with what rules and segments may ask of them. */
export const membersAfter = (tx: Tx, o: { after: string; upTo: string; most: number; gap: string; now: Instant; tags: boolean }): Promise<MemberRow[]> =>
  tx.query<MemberRow>(
    `select m.member_id, m.joined_at, m.birthday, m.birthday_calendar, m.tier_id, ${stageSql('$4::interval', '$5::timestamptz')} as stage, ${o.tags ? '(select array_agg(t.tag order by t.tag) from member_tag t where t.merchant_id = m.merchant_id and t.member_id = m.member_id)' : 'null::text[]'} as tags
     from member m where m.merchant_id = $1 and m.member_id > $2::uuid and m.member_id <= $6::uuid and m.left_at is null and m.merged_into is null order by m.member_id limit $3`,
    [tx.merchantId, o.after, o.most, o.gap, new Date(o.now), o.upTo], `what-if-members-${o.tags}`)

interface FactRow { member_id: MemberId; fact_id: string; at: number; rule_set: number | null; body: Pick<LoggedFact, 'deeds' | 'counted' | 'termsAt' | 'joined' | 'grant'> }

/** What is in the logs of members between two ids, as it was known at an instant, member by member. */
export async function factsBetween(tx: Tx, o: { first: string; last: string; asOf: Instant }): Promise<Map<MemberId, LoggedFact[]>> {
  const rows = await tx.query<FactRow>(
    `select member_id, fact_id, round(date_part('epoch', effective_at) * 1000) as at, rule_set, body from fact
     where merchant_id = $1 and member_id between $2::uuid and $3::uuid and known_at <= $4 order by member_id, seq`, [tx.merchantId, o.first, o.last, new Date(o.asOf)], 'what-if-facts')
  const out = new Map<MemberId, LoggedFact[]>()
  let [last, mine]: [MemberId | null, LoggedFact[]] = [null, []]
  for (const { member_id, fact_id, at, rule_set, body } of rows) {
    if (member_id !== last) out.set((last = member_id), (mine = []))
    mine.push({ id: fact_id, at, knownAt: at, deeds: body.deeds, ruleSet: rule_set, termsAt: body.termsAt, counted: body.counted, joined: body.joined, grant: body.grant })
  }
  return out
}
