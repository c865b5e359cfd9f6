import type { MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export const knowsMember = async (tx: Tx, memberId: string): Promise<boolean> =>
  (await tx.query('select from member where merchant_id = $1 and member_id = $2', [tx.merchantId, memberId])).length > 0

/** Tags of members: asked only where an earning rule knows them. */
export const readTags = (tx: Tx, ids: readonly MemberId[]): Promise<{ member_id: MemberId; tags: string[] }[]> =>
  tx.query('select member_id, array_agg(tag order by tag) as tags from member_tag where merchant_id = $1 and member_id = any($2::uuid[]) group by member_id', [tx.merchantId, ids], 'tags-to-earn')

/** Whether facts of these names are in members' logs. */
export const knownFacts = (tx: Tx, memberIds: readonly MemberId[], factIds: readonly string[]): Promise<{ member_id: MemberId; fact_id: string }[]> =>
  tx.query('select f.member_id, f.fact_id from unnest($2::uuid[], $3::text[]) as a(member_id, fact_id) join fact f on f.merchant_id = $1 and f.member_id = a.member_id and f.fact_id = a.fact_id', [tx.merchantId, memberIds, factIds], 'known-facts')
