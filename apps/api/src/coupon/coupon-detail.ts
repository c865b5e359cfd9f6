import type { AnswerOf, routes } from '@huitou/contract'
import { PRICE_SETTING_KEYS, priceSettings } from '../promotion/index.js'
import type { Tx } from '../platform/database/index.js'
import { readTierNames } from '../tier/index.js'
import { isUnderWay, lifeOf } from './claim-life.js'
import type { ClaimRow } from './claim.rows.js'
import { claimedCard, type CardShop } from './coupon-card.js'
import { GRACE_KEY, graceDaysOf } from './coupon-settings.js'
import { giftOfClaim } from './gift.rows.js'
import { openStores, settingValues } from './detail.rows.js'

type Detail = AnswerOf<typeof routes.readMyCoupon>

/** One coupon with all that its page says. Every word of it stands in the terms it was got under, or in the shop's settings as they are now. */
export async function couponDetail(tx: Tx, row: ClaimRow, shop: CardShop): Promise<Detail> {
  const onTheWay = isUnderWay(lifeOf(row), shop.now)
  const { scope, weekdays, fromMinute, untilMinute, firstOrder } = row.terms
  const [stores, tierOf, settings, sent] = await Promise.all([openStores(tx), scope.tierIds.length > 0 ? readTierNames(tx) : () => null, settingValues(tx, [...PRICE_SETTING_KEYS, GRACE_KEY]), onTheWay || row.state === 'given' ? giftOfClaim(tx, row.claim_id) : undefined])
  const { couponsPerOrder, flashAlone } = priceSettings(settings)
  const where = stores.filter((s) => scope.storeIds.length === 0 || scope.storeIds.includes(s.store_id))
  return {
    ...claimedCard(row, shop),
    terms: {
      weekdays: [...weekdays], fromMinute, untilMinute, firstOrder: firstOrder ?? false, tiers: scope.tierIds.flatMap((id) => tierOf(id) ?? []).sort((a, b) => a.rank - b.rank).map((t) => t.name),
      perOrder: couponsPerOrder, notAtFlash: flashAlone, graceDays: graceDaysOf(settings),
      giftable: row.terms.giftable !== false && row.pack_id === null, gift: sent ? { giftId: sent.gift_id, until: sent.until_at.toISOString(), toCalled: sent.to_called } : null,
      everywhere: where.length === stores.length, stores: where.map((s) => ({ storeId: s.store_id, name: s.name, address: s.address, opensAt: s.opens_at_minute, closesAt: s.closes_at_minute })),
    },
  }
}
