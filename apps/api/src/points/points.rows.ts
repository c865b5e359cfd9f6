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

export interface OrderState { readonly order_id: string; readonly member_id: MemberId | null; readonly status: string }

/** Whose orders are, and whether anything of them is left. */
export const orderStates = (tx: Tx, orderIds: readonly string[]): Promise<OrderState[]> =>
  tx.query('select order_id, member_id, status from shop_order where merchant_id = $1 and order_id = any($2::uuid[])', [tx.merchantId, orderIds])

const BACK = 'referral-back'
/** Under which key a referral is taken back: of the award, wherever its points are by then. */
export const backKey = (memberId: MemberId, factId: string): string => `${BACK} ${memberId} ${factId}`

const OF_ORDER = "(f.body->'deeds'->0->>'forOrder')"
const FALLEN = (which: string) => `select f.member_id, f.fact_id from fact f cross join lateral (select o.status from shop_order o where o.merchant_id = $1 and o.order_id = ${OF_ORDER}::uuid offset 0) o
  where f.merchant_id = $1 and f.kind = 'referral' and ${OF_ORDER} ${which} and o.status in ('refunded', 'undone')
    and not exists (select from act a where a.merchant_id = $1 and a.actor = 'system' and a.key = '${BACK} ' || f.member_id || ' ' || f.fact_id) order by 1, 2 limit $2`

/** Referrals that an order earned of which nothing is left, not taken back yet, and who got them. Of one order, or of any. */
export const fallenReferrals = (tx: Tx, orderId: string | null, most: number): Promise<{ member_id: MemberId; fact_id: string }[]> =>
  orderId === null ? tx.query(FALLEN('is not null'), [tx.merchantId, most], 'fallen-referrals') : tx.query(FALLEN('= $3'), [tx.merchantId, most, orderId], 'fallen-referrals-of')

/** Whose a member's points are now: their own, or those of whom they turned out to be. */
export const holderOf = async (tx: Tx, memberId: MemberId): Promise<MemberId> =>
  (await tx.query<{ holder: MemberId }>('select coalesce(merged_into, member_id) as holder from member where merchant_id = $1 and member_id = $2', [tx.merchantId, memberId]))[0]!.holder
