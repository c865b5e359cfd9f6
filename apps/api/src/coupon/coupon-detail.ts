import type { AnswerOf, routes } from '@huitou/contract'
import { PRICE_SETTING_KEYS, priceSettings } from '../promotion/index.js'
import type { Tx } from '../platform/database/index.js'
import type { ClaimRow } from './claim.rows.js'
import { claimedCard, type CardShop } from './coupon-card.js'
import { COUPON_SETTINGS } from './coupon-settings.js'
import { giftOfClaim } from './gift.rows.js'
import { openStores, settingValues, tierNames } from './detail.rows.js'

type Detail = AnswerOf<typeof routes.readMyCoupon>
const GRACE = COUPON_SETTINGS[0]

/** One coupon with all that its page says. Every word of it stands in the terms it was got under, or in the shop's settings as they are now. */
export async function couponDetail(tx: Tx, row: ClaimRow, shop: CardShop): Promise<Detail> {
  const onTheWay = row.state === 'locked' && row.locked_by!.startsWith('gift:') && row.locked_until!.getTime() > shop.now
  const { scope, weekdays, fromMinute, untilMinute, firstOrder } = row.terms
  const [stores, settings, tiers, sent] = await Promise.all([openStores(tx), settingValues(tx, [...PRICE_SETTING_KEYS, GRACE.key]), scope.tierIds.length === 0 ? [] : tierNames(tx, scope.tierIds), onTheWay || row.state === 'given' ? giftOfClaim(tx, row.claim_id) : undefined])
  const { couponsPerOrder, flashAlone } = priceSettings(settings)
  const grace = settings.find((s) => s.key === GRACE.key)?.value
  const where = stores.filter((s) => scope.storeIds.length === 0 || scope.storeIds.includes(s.store_id))
  return {
    ...claimedCard(row, shop),
    terms: {
      weekdays: [...weekdays], fromMinute, untilMinute, firstOrder: firstOrder ?? false, tiers,
      perOrder: couponsPerOrder, notAtFlash: flashAlone, graceDays: typeof grace === 'number' ? grace : GRACE.fallback,
      giftable: row.terms.giftable !== false && row.pack_id === null, gift: sent ? { giftId: sent.gift_id, until: sent.until_at.toISOString(), toCalled: sent.to_called } : null,
      everywhere: where.length === stores.length, stores: where.map((s) => ({ storeId: s.store_id, name: s.name, address: s.address, opensAt: s.opens_at_minute, closesAt: s.closes_at_minute })),
    },
  }
}
