import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import { giveablePoints } from '@huitou/ledger'
import { dateAt, startOfDate, type Instant, type MemberId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { GroupCommit, type Outcome } from '../platform/group-commit/index.js'
import { actorOf, Caller, Endpoint, IdempotencyKey, Input, notFound, refuse, type MemberCaller, type StaffCaller } from '../platform/http/index.js'
import { phoneOf, PhoneVault } from '../platform/phone/index.js'
import { acceptGift, declineGift, sendGift, type EndGift, type GiftAnswer } from './give-points.js'
import { countGifts, findReceiver, listGifts, readGifts, type NamedGift } from './gift.rows.js'
import { knowsMember } from './points.rows.js'
import { readBooks } from './points-book.js'

/** Most gifts a page shows: those that wait and the last ones. */
const MOST = 50

@Controller()
export class GiftController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly vault: PhoneVault) {}

  @Endpoint(routes.listMyGifts)
  mine(@Input() _: InputOf<typeof routes.listMyGifts>, @Caller() caller: MemberCaller) {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const books = await readBooks(tx, [{ memberId: caller.memberId, all: true }], now)
      const { zone, settings: { gift } } = books.terms
      const [[today], rows] = await Promise.all([countGifts(tx, [caller.memberId], startOfDate(dateAt(now, zone), zone)), listGifts(tx, caller.memberId, MOST)])
      const book = books.wallet(caller.memberId)
      const leftToday = { count: Math.max(0, gift.outCount - today!.out_count), points: Math.max(0, gift.outPoints - today!.out_points) }
      const giveable = giveablePoints(book, now, gift.orderDays)
      return { on: gift.on, giveablePoints: giveable, freshPoints: Math.max(0, book.available - giveable), orderDays: gift.orderDays, returnDays: gift.returnDays, leftToday, transitPoints: book.transit, items: rows.map((g) => wireGift(g, caller.memberId, now)) }
    }, { readOnly: true })
  }

  @Endpoint(routes.listMemberGifts)
  ofMember(@Input() { memberId }: InputOf<typeof routes.listMemberGifts>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      if (!(await knowsMember(tx, memberId))) throw notFound('member-unknown')
      return { items: (await listGifts(tx, memberId as MemberId, MOST)).map((g) => ({ ...wireGift(g, memberId as MemberId, this.clock.now()), otherId: g.from_member === memberId ? g.to_member : g.from_member })) }
    }, { readOnly: true })
  }

  /** Who would get it, masked: the sender looks before sending. */
  @Endpoint(routes.findGiftReceiver, { limit: 'claim' })
  async receiver(@Input() { to }: InputOf<typeof routes.findGiftReceiver>, @Caller() caller: MemberCaller) {
    const found = await this.database.inMerchant(caller.merchantId, (tx) => this.find(tx, to), { readOnly: true })
    if (!found) return refuse('gift-receiver-unknown', {})
    return found.member_id === caller.memberId ? refuse('gift-to-self', {}) : { called: found.called }
  }

  @Endpoint(routes.sendGift, { limit: 'claim' })
  async send(@Input() { to, points }: InputOf<typeof routes.sendGift>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string): Promise<Outcome<GiftAnswer>> {
    const receiver = await this.database.inMerchant(caller.merchantId, (tx) => this.find(tx, to), { readOnly: true })
    if (!receiver) return refuse('gift-receiver-unknown', {})
    return this.groupCommit.submit(sendGift, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: { from: caller.memberId, to: receiver.member_id, points } })
  }

  @Endpoint(routes.acceptGift)
  async accept(@Input() { giftId }: InputOf<typeof routes.acceptGift>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string) {
    return this.groupCommit.submit(acceptGift, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: await this.forMe(caller, giftId) })
  }

  @Endpoint(routes.declineGift)
  async decline(@Input() { giftId }: InputOf<typeof routes.declineGift>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string) {
    return this.groupCommit.submit(declineGift, { merchantId: caller.merchantId, actor: actorOf(caller), key, request: await this.forMe(caller, giftId) })
  }

  /** Whose gift it is never changes; one that is not for the caller does not exist for them. */
  private async forMe(caller: MemberCaller, giftId: string): Promise<EndGift> {
    const [gift] = await this.database.inMerchant(caller.merchantId, (tx) => readGifts(tx, [giftId]), { readOnly: true })
    if (!gift || gift.to_member !== caller.memberId) throw notFound()
    return { giftId, from: gift.from_member, to: gift.to_member }
  }

  private find(tx: Tx, to: string) {
    const phone = /^8\d{9}$/.test(to) || !/^[+\d][\d\s\-()]{5,20}$/.test(to) ? null : phoneOf(to)
    return findReceiver(tx, phone ? { phoneHash: this.vault.hashOf(tx.merchantId, phone) } : { memberNo: to })
  }
}

const wireGift = (g: NamedGift, memberId: MemberId, now: Instant) => {
  const sent = g.from_member === memberId
  const state = g.state === 'waiting' && g.until_at.getTime() <= now ? 'returned' as const : g.state
  return { giftId: g.gift_id, way: sent ? 'out' as const : 'in' as const, called: sent ? g.to_called : g.from_called, points: g.points, arrived: g.arrived, state, sentAt: g.sent_at.toISOString(), until: g.until_at.toISOString(), endedAt: (g.ended_at ?? (state === 'returned' ? g.until_at : null))?.toISOString() ?? null }
}
