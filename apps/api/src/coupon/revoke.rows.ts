import type { Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { unusedSql } from './coupon.rows.js'
import { giftHoldingSql } from './gift-holder.js'
import { endWaitingGifts } from './gift.rows.js'

/**
 * Takes back what nobody used of a coupon, or of these claims; what is under way to a friend goes too, and its link leads to
 * nothing. What was paid for in points stays good. Claims are locked in the order of their ids, before gifts. Answers how many.
 */
export async function revokeClaims(tx: Tx, of: { readonly couponId: string } | { readonly claimIds: readonly string[] }, now: Instant): Promise<number> {
  const [which, value] = 'couponId' in of ? ['k.coupon_id = $2', of.couponId] : ['k.claim_id = any($2::uuid[])', of.claimIds]
  const due = await tx.query<{ claim_id: string; gift_id: string | null }>(
    `select k.claim_id, ${giftHoldingSql('k')} as gift_id from coupon_claim k where k.merchant_id = $1 and ${which} and ${unusedSql('$3')} order by k.claim_id for no key update`, [tx.merchantId, value, new Date(now)])
  await endWaitingGifts(tx, due.flatMap(({ claim_id, gift_id }) => (gift_id === null ? [] : [{ claim_id, gift_id }])), now)
  return tx.run("update coupon_claim k set state = 'revoked', locked_by = null, locked_until = null from unnest($2::uuid[]) e(id) where k.merchant_id = $1 and k.claim_id = e.id", [tx.merchantId, due.map((d) => d.claim_id)])
}
