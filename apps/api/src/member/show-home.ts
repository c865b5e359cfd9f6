import { Injectable } from '@nestjs/common'
import type { ReplyOf, routes } from '@huitou/contract'
import { dateAt, daysBetween, partsOf, type Instant, type MemberId, type MerchantId } from '@huitou/units'
import type { SpeakIn } from '@huitou/words'
import { birthdayKey, careOf, nextBirthday, wordsOf } from '../care/index.js'
import { claimableCard, claimCounts, claimedCard, firstClaims, offeredCoupons } from '../coupon/index.js'
import { merchantOf, type MerchantRow } from '../merchant/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { GroupRead } from '../platform/group-read/index.js'
import { unauthorized } from '../platform/http/index.js'
import { balanceNow, readBooks, readCheckInStates, rulesAt, type BooksOfBatch } from '../points/index.js'
import { homeExtras, homeOfShop, type HomeExtraRow, type HomeShopRow } from './home.rows.js'
import { profilesOf, type ProfileRow } from './profile.rows.js'
import { meShown } from './show-me.js'
import { expiriesOf } from './show-member.js'

type Home = ReplyOf<typeof routes.readHome>
const SHOWN = 3

/** Everything the phone's first screen shows: homes asked for at once are read together, each folded for its reader. */
@Injectable()
export class ShowHome {
  private readonly shops = new Map<string, { shop: MerchantRow; until: number }>()
  private readonly reads: GroupRead<MemberId, (speech: SpeakIn) => Home>
  constructor(database: Database, private readonly clock: Clock) {
    this.reads = new GroupRead(database, (tx, ids) => this.homes(tx, ids))
  }

  async home(merchantId: MerchantId, memberId: MemberId, speech: SpeakIn): Promise<Home> {
    return (await this.reads.ask(merchantId, memberId))(speech)
  }

  private async homes(tx: Tx, asked: readonly MemberId[]): Promise<((speech: SpeakIn) => Home)[]> {
    const now = this.clock.now(), ids = [...new Set(asked)]
    const shop = await this.shopOf(tx)
    const today = dateAt(now, shop.zone), { year } = partsOf(today)
    const [profiles, books, checkIns, extras, ofShop, mine, offered, counts] = await Promise.all([
      profilesOf(tx, ids), readBooks(tx, ids.map((memberId) => ({ memberId, all: true })), now), readCheckInStates(tx, ids, now),
      homeExtras(tx, { memberIds: ids, now: new Date(now), giftKeys: [year - 1, year, year + 1].map(birthdayKey) }), homeOfShop(tx),
      firstClaims(tx, ids, SHOWN, now), offeredCoupons(tx), claimCounts(tx, ids),
    ])
    const profileOf = new Map(profiles.map((p) => [p.member_id, p])), extraOf = new Map(extras.map((e) => [e.member_id, e]))
    const claimed = new Map(counts.map((c) => [`${c.member_id}|${c.coupon_id}`, c.mine]))
    return asked.map((memberId) => (speech) => {
      const profile = profileOf.get(memberId), extra = extraOf.get(memberId)!
      if (!profile) throw unauthorized('token-expired')
      const card = { zone: shop.zone, currency: shop.currency, now, speech }
      const claimable = offered.flatMap((r) => claimableCard({ ...r, mine: claimed.get(`${memberId}|${r.coupon_id}`) ?? 0, tier_id: profile.tier_id }, card) ?? []).filter((c) => c.state === 'claimable' && c.usable)
      const { settlement } = extra
      return {
        now: new Date(now).toISOString(), me: meShown(profile, shop, now), progress: books.progress(memberId), sinceYears: yearsSince(dateAt(profile.joined_at.getTime(), shop.zone), today),
        points: balanceNow(books, memberId), expiries: expiriesOf(books, memberId, shop.zone), coupons: mine.filter((r) => r.member_id === memberId).map((r) => claimedCard(r, card)), couponCount: extra.coupon_count, claimableCount: claimable.length,
        birthday: birthdayOf(profile, ofShop, extra, today), checkIn: checkIns?.get(memberId) ?? null, topic: topicOf(ofShop), unread: extra.unread,
        lastSettlement: settlement && { orderId: settlement.orderId, at: new Date(settlement.at).toISOString(), seen: settlement.seen }, firstSteps: firstStepsOf(profile, books, extra, now),
      }
    })
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

function birthdayOf(profile: ProfileRow, ofShop: HomeShopRow, extras: HomeExtraRow, today: string): Home['birthday'] {
  if (!profile.birthday || !ofShop.birthday_care?.on) return null
  const care = careOf([{ kind: 'birthday', terms: ofShop.birthday_care }]).birthday
  const next = nextBirthday({ calendar: profile.birthday_calendar, monthDay: profile.birthday }, today, care.feb29)
  return next && { daysLeft: daysBetween(today, next.on), giftText: wordsOf(care, profile.language), received: extras.gift_keys?.includes(birthdayKey(next.year)) ?? false }
}

const topicOf = ({ topic }: HomeShopRow): Home['topic'] => topic && { topicId: topic.topicId, title: topic.title, posts: topic.posts, faces: topic.faces ?? [] }

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
