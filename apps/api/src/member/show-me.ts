import type { ReplyOf, routes } from '@huitou/contract'
import { addYears, dateAt, type Instant } from '@huitou/units'
import type { MerchantRow } from '../merchant/index.js'
import { maskPhone } from '../platform/phone/index.js'
import type { ProfileRow } from './profile.rows.js'

/** A birthday is changed once a year: a date that moves would bring a gift each time. */
export const isBirthdayLocked = (p: Pick<ProfileRow, 'birthday' | 'birthday_set_at'>, zone: string, now: Instant): boolean =>
  p.birthday !== null && p.birthday_set_at !== null && dateAt(now, zone) < addYears(dateAt(p.birthday_set_at.getTime(), zone), 1)

export const meShown = (p: ProfileRow, shop: MerchantRow, now: Instant): ReplyOf<typeof routes.readMe> => ({
  memberId: p.member_id, memberNo: p.member_no, name: p.name, phoneMasked: maskPhone(p.phone_last4), birthday: p.birthday, birthdayCalendar: p.birthday_calendar, birthYear: p.birth_year, birthdayLocked: isBirthdayLocked(p, shop.zone, now),
  language: p.language, largeType: p.large_type, joinedAt: p.joined_at.toISOString(),
  merchant: { merchantId: shop.merchant_id, slug: shop.slug, name: shop.name, brand: shop.brand, currency: shop.currency, zone: shop.zone, isDemo: shop.is_demo },
})
