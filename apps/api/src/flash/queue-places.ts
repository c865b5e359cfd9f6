import { Injectable } from '@nestjs/common'
import type { Instant, MemberId, MerchantId } from '@huitou/units'
import { Database } from '../platform/database/index.js'
import type { FlashRow } from './flash.rows.js'
import { endedOf, placeOf, placesIn } from './queue.rows.js'

/** How long a queue is believed as it was read: thousands look every few seconds, and it is one list for all of them. */
const BELIEVED_MS = 500
interface Line { readonly places: readonly number[]; readonly since: Date | null; readonly until: number }

/** How many stand before whom, without counting the queue for everybody who looks. */
@Injectable()
export class QueuePlaces {
  private readonly lines = new Map<string, Promise<Line>>()
  private readonly ends = new Map<string, { readonly freed: Promise<number>; readonly until: number }>()

  constructor(private readonly database: Database) {}

  /** A member's place, 1 is next; null: they do not wait. */
  async of(merchantId: MerchantId, row: Pick<FlashRow, 'flash_id' | 'queued'>, memberId: MemberId): Promise<number | null> {
    if (row.queued === 0) return null
    const [mine] = await this.database.read<{ place: number }>(merchantId, placeOf({ merchantId, memberId, flashIds: [row.flash_id] }))
    return mine ? await this.before(merchantId, row.flash_id, mine.place) + 1 : null
  }

  /** How many wait before that place. */
  async before(merchantId: MerchantId, flashId: string, place: number): Promise<number> {
    const { places } = await this.line(merchantId, flashId)
    let [low, high] = [0, places.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (places[middle]! < place) low = middle + 1
      else high = middle
    }
    return low
  }

  /** When the first who waits asked. */
  async since(merchantId: MerchantId, flashId: string): Promise<Date | null> {
    return (await this.line(merchantId, flashId)).since
  }

  /** Units of reservations of the sale that came free again. */
  async ended(merchantId: MerchantId, flashId: string, now: Instant): Promise<number> {
    const known = this.ends.get(flashId)
    if (known && known.until > performance.now()) return known.freed
    if (this.ends.size > 1000) this.ends.clear()
    const freed = this.database.read<{ freed: number }>(merchantId, endedOf(merchantId, flashId, now)).then(([row]) => row!.freed)
    freed.catch(() => this.ends.delete(flashId))
    this.ends.set(flashId, { freed, until: performance.now() + BELIEVED_MS })
    return freed
  }

  /** It moved by this process's own hand. */
  forget(flashId: string): void {
    this.lines.delete(flashId)
  }

  private async line(merchantId: MerchantId, flashId: string): Promise<Line> {
    const known = this.lines.get(flashId)
    if (known) {
      const line = await known
      if (line.until > performance.now()) return line
    }
    if (this.lines.size > 1000) this.lines.clear()
    const read = this.database.read<{ places: number[]; first: Date | null }>(merchantId, placesIn(merchantId, flashId)).then(([row]): Line => ({ places: row!.places, since: row!.first, until: performance.now() + BELIEVED_MS }))
    read.catch(() => this.lines.delete(flashId))
    this.lines.set(flashId, read)
    return read
  }
}
