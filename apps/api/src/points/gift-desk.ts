import { assert, dateAt, startOfDate, type Instant, type MemberId } from '@huitou/units'
import { sendMessages, type NewMessage } from '../inbox/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type Participant } from '../platform/group-commit/index.js'
import { countGifts, endGifts, insertGifts, readGifts, type DayCount, type GiftRow, type NamedGift } from './gift.rows.js'
import { termsOf } from './merchant-terms.js'

export interface GiftNeed { readonly giftId?: string; readonly memberId: MemberId }

/** The gifts of a batch and what their members did today, with what its earlier acts did. */
export class GiftsOfBatch {
  readonly sent: GiftRow[] = []
  readonly ended: NamedGift[] = []
  readonly messages: NewMessage[] = []
  constructor(private readonly gifts: ReadonlyMap<string, NamedGift>, private readonly days: ReadonlyMap<MemberId, DayCount>) {}

  gift = (id: string): NamedGift | undefined => this.gifts.get(id)
  day = (memberId: MemberId): DayCount => this.days.get(memberId)!

  send(gift: GiftRow): void {
    this.sent.push(gift)
    const day = this.day(gift.from_member)
    day.out_count += 1
    day.out_points += gift.points
  }

  end(gift: NamedGift, by: { state: 'accepted' | 'declined'; arrived: number; at: Instant }): void {
    Object.assign(gift, { state: by.state, arrived: by.arrived, ended_at: new Date(by.at) })
    this.ended.push(gift)
    if (by.state !== 'accepted') return
    const day = this.day(gift.to_member)
    day.in_count += 1
    day.in_points += by.arrived
  }
}

class GiftDesk implements Participant<GiftNeed, GiftsOfBatch> {
  readonly name = 'gifts'
  readonly need = (need: GiftNeed) => needOf<GiftNeed, GiftsOfBatch>(this, need)
  async read(tx: Tx, needs: readonly GiftNeed[], now: Instant): Promise<GiftsOfBatch> {
    const { zone } = await termsOf(tx)
    const ids = [...new Set(needs.flatMap((n) => n.giftId ?? []))]
    const [gifts, days] = await Promise.all([ids.length ? readGifts(tx, ids) : [], countGifts(tx, [...new Set(needs.map((n) => n.memberId))], startOfDate(dateAt(now, zone), zone))])
    return new GiftsOfBatch(new Map(gifts.map((g) => [g.gift_id, g])), new Map(days.map((d) => [d.member_id, d])))
  }
  async write(tx: Tx, state: GiftsOfBatch, now: Instant): Promise<void> {
    if (state.sent.length > 0) await insertGifts(tx, state.sent)
    if (state.ended.length > 0) assert((await endGifts(tx, state.ended)) === state.ended.length, 'a gift ended twice')
    await sendMessages(tx, state.messages, now)
  }
}

/** Gifts of points between members: their share of a batch. */
export const giftDesk = new GiftDesk()
