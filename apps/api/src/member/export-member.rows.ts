import type { Tx } from '../platform/database/index.js'

// What each table keeps about a member; secrets and hashes stay here, they are of use to nobody else.
const PARTS: Readonly<Record<string, string>> = {
  profile: 'select member_no, name, phone_last4, birthday, birthday_calendar, birth_year, region, gender, source, language, large_type, joined_at, order_count, spent_minor from member where merchant_id = $1 and member_id = $2',
  accounts: 'select channel, account, created_at from member_account where merchant_id = $1 and member_id = $2',
  consents: 'select purpose, given, version, place, at from consent where merchant_id = $1 and member_id = $2 order by at',
  tags: 'select tag, source, why, since from member_tag where merchant_id = $1 and member_id = $2 order by since',
  orders: 'select order_no, channel, paid_at, currency, list_minor, discount_minor, points_spent, paid_minor, refunded_minor, status from shop_order where merchant_id = $1 and member_id = $2 order by paid_at',
  points: 'select wallet, from_account, to_account, points, cause, effective_at from posting where merchant_id = $1 and member_id = $2 order by effective_at, posting_id',
  coupons: 'select k.claim_id, c.title, k.state, k.valid_from, k.valid_until, k.claimed_at, k.redeemed_at from coupon_claim k join coupon c using (merchant_id, coupon_id) where k.merchant_id = $1 and k.member_id = $2 order by k.claimed_at',
  couponsSent: 'select c.title, g.state, g.sent_at, g.ended_at from coupon_gift g join coupon_claim k using (merchant_id, claim_id) join coupon c using (merchant_id, coupon_id) where k.merchant_id = $1 and k.member_id = $2 order by g.sent_at',
  tierChanges: 'select at, from_tier, to_tier, cause from tier_change where merchant_id = $1 and member_id = $2 order by at',
  posts: 'select body, state, created_at from post where merchant_id = $1 and member_id = $2 order by created_at',
  // as addresses would end with the session, a picture is named by its post, size and bytes
  pictures: 'select picture_id, post_id, width, height, octet_length(large) as bytes, state, created_at from picture where merchant_id = $1 and member_id = $2 order by created_at',
  comments: 'select body, state, created_at from comment where merchant_id = $1 and member_id = $2 order by created_at',
  liked: 'select post_id, at from post_like where merchant_id = $1 and member_id = $2 order by at',
  reviews: 'select product_name, stars, body, state, points, reply, created_at from review where merchant_id = $1 and member_id = $2 order by created_at',
  browsing: 'select kind, sku, words, source, at from behaviour_event where merchant_id = $1 and member_id = $2 order by at',
  checkIns: 'select day, streak_days, points from check_in where merchant_id = $1 and member_id = $2 order by day',
  visits: 'select opened_at, settled_at from visit where merchant_id = $1 and member_id = $2 order by opened_at',
  campaigns: "select c.terms->>'name' as name, c.launched_at, k.arm, k.state, k.points, k.at from campaign_member k join campaign c using (merchant_id, campaign_id) where k.merchant_id = $1 and k.member_id = $2 order by c.launched_at",
  // who of the shop looked at the phone number or changed something
  lookedAt: "select action, at from audit where merchant_id = $1 and subject = 'member:' || $2::text and action in ('show-phone', 'change-member', 'bind-phone') order by at",
  messages: 'select kind, title_code, title_facts, body_code, body_facts, at, read_at from inbox_message where merchant_id = $1 and member_id = $2 order by at',
}

/** Everything the shop keeps about a member, by kind. */
export async function exportMember(tx: Tx, memberId: string): Promise<Record<string, unknown>> {
  const names = Object.keys(PARTS)
  const rows = await Promise.all(names.map((name) => tx.query<Record<string, unknown>>(PARTS[name]!, [tx.merchantId, memberId])))
  return Object.fromEntries(names.map((name, i) => [name, name === 'profile' ? (rows[i]![0] ?? null) : rows[i]]))
}

/** The same as rows of a table: part, number in it, field, value. */
export function exportedRows(parts: Readonly<Record<string, unknown>>): string[][] {
  const text = (value: unknown): string => (value === null || value === undefined ? '' : value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value as string))
  return Object.entries(parts).flatMap(([part, of]) => (Array.isArray(of) ? of : of === null ? [] : [of]).flatMap((row: Record<string, unknown>, i) => Object.entries(row).map(([field, value]) => [part, String(i + 1), field, text(value)])))
}
