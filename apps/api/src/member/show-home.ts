import { Injectable } from '@nestjs/common'
import type { ReplyOf, routes } from '@huitou/contract'
import { dateAt, partsOf, type Instant, type MemberId } from '@huitou/units'
import type { SpeakIn } from '@huitou/words'
import { claimableCard, claimedCard, listClaimable, listClaims, type ClaimRow } from '../coupon/index.js'
import { merchantOf, type MerchantRow } from '../merchant/index.js'
import { Clock } from '../platform/clock/index.js'
import type { Tx } from '../platform/database/index.js'
import { unauthorized } from '../platform/http/index.js'
import { balanceNow, readBooks, readCheckInState, rulesAt, type BooksOfBatch } from '../points/index.js'
import { nextBirthday } from './birthday.js'
import { homeExtras, query, type HomeExtraRow } from './home.rows.js'
import { profileOf, type ProfileRow } from './profile.rows.js'
import { meShown } from './show-me.js'
import { expiriesOf } from './show-member.js'

type Home = ReplyOf<typeof routes.readHome>
type Claimable = Parameters<typeof claimableCard>[0]
const SHOWN = 3

/** Everything the phone's first screen shows: statements sent together, folded here. */
@Injectable()
export class ShowHome {
  private readonly shops = new Map<string, { shop: MerchantRow; until: number }>()
  constructor(private readonly clock: Clock) {}

  async home(tx: Tx, memberId: MemberId, speech: SpeakIn): Promise<Home> {
    const now = this.clock.now()
    const shop = await this.shopOf(tx)
    const today = dateAt(now, shop.zone)
    const { year } = partsOf(today)
    const [profile, books, checkIn, extras, mine, claimable] = await Promise.all([
      profileOf(tx, memberId), readBooks(tx, [{ memberId, all: true }], now), readCheckInState(tx, memberId, now),
      homeExtras(tx, { memberId, now: new Date(now), giftKeys: [`birthday:${year}`, `birthday:${year + 1}`] }),
      query<ClaimRow>(tx, listClaims({ merchantId: tx.merchantId, memberId, state: 'usable', after: null, limit: SHOWN - 1, now })),
      query<Claimable>(tx, listClaimable(tx.merchantId, memberId)),
    ])
    if (!profile) throw unauthorized('token-expired')
    const card = { zone: shop.zone, currency: shop.currency, now, speech }
    const offered = claimable.flatMap((r) => claimableCard(r, card) ?? []).filter((c) => c.state === 'claimable' && c.usable)
    const settlement = extras.settlement
    return {
      now: new Date(now).toISOString(), me: meShown(profile, shop, now), progress: books.progress(memberId), sinceYears: yearsSince(dateAt(profile.joined_at.getTime(), shop.zone), today),
      points: balanceNow(books, memberId), expiries: expiriesOf(books, memberId, shop.zone), coupons: mine.map((r) => claimedCard(r, card)), couponCount: extras.coupon_count, claimableCount: offered.length,
      birthday: birthdayOf(profile, extras, today), checkIn, topic: topicOf(extras), unread: extras.unread,
      lastSettlement: settlement && { orderId: settlement.orderId, at: new Date(settlement.at).toISOString(), seen: settlement.seen }, firstSteps: firstStepsOf(profile, books, extras, now),
    }
  }

  /** Name, zone and colour of a shop change rarely: read at most once in five seconds a process. */
  private async shopOf(tx: Tx): Promise<MerchantRow> {
    const known = this.shops.get(tx.merchantId)
    if (known && known.until > performance.now()) return known.shop
    const shop = await merchantOf(tx)
    if (this.shops.size > 1000) this.shops.clear()
    this.shops.set(tx.merchantId, { shop, until: performance.now() + 5000 })
    return shop
  }
}

const yearsSince = (joined: string, today: string): number => Math.max(0, Number(today.slice(0, 4)) - Number(joined.slice(0, 4)) - (today.slice(5) < joined.slice(5) ? 1 : 0))

function birthdayOf(profile: ProfileRow, extras: HomeExtraRow, today: string): Home['birthday'] {
  const care = extras.birthday_care
  if (!profile.birthday || !care?.on) return null
  const next = nextBirthday(today, profile.birthday, care.feb29)
  return { daysLeft: next.daysLeft, giftText: care.text, received: extras.gift_keys?.includes(`birthday:${next.year}`) ?? false }
}

const topicOf = ({ topic }: HomeExtraRow): Home['topic'] => topic && { topicId: topic.topicId, title: topic.title, posts: topic.posts, faces: topic.faces ?? [] }

/** What a rule gives for an action, as far as it is a fixed award. */
function awardFor(books: BooksOfBatch, on: string, now: Instant): number | null {
  const rule = rulesAt(books.terms, now).rules.find((r) => r.on === on && r.wallet === 'points')
  return rule ? (rule.fixedPoints ?? 0) : null
}

const firstStepsOf = (profile: ProfileRow, books: BooksOfBatch, extras: HomeExtraRow, now: Instant): Home['firstSteps'] => [
  { step: 'birthday', points: awardFor(books, 'profile', now) ?? 0, done: profile.birthday !== null },
  { step: 'first-order', points: awardFor(books, 'first-order', now) ?? 0, done: profile.order_count > 0 },
  { step: 'first-post', points: awardFor(books, 'post', now) ?? 0, done: extras.has_post },
]
