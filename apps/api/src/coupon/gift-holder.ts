/** Whoever holds a locked coupon is named by its kind: a checkout by itself, a sending to a friend by this and its id. */
const GIFT = 'gift:'

/** What holds a coupon under way to a friend. */
export const holderOf = (giftId: string): string => `${GIFT}${giftId}`

/** Whether that is what holds it. */
export const isGiftHolder = (by: string): boolean => by.startsWith(GIFT)

/** The same of a row of claims, and which sending it is; null where it is none. */
export const heldByGiftSql = (claim: string): string => `${claim}.locked_by like '${GIFT}%'`
export const giftHoldingSql = (claim: string): string => `case when ${heldByGiftSql(claim)} then substr(${claim}.locked_by, ${GIFT.length + 1}) end`
