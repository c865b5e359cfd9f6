import { Injectable } from '@nestjs/common'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE, type Instant, type MerchantId } from '@huitou/units'
import { Keys } from '../platform/config/index.js'

export type PictureSize = 'large' | 'small'
export interface PictureAt {
  readonly merchantId: MerchantId
  readonly pictureId: string
  readonly size: PictureSize
  /** the minute after which it leads nowhere; null: as long as its post is shown */
  readonly untilMinute: number | null
}

const HOUR_MINUTES = 60

/**
 * Addresses of pictures. An image tag and WeChat's check send no token, so the address itself is what lets them in: the
 * picture, its size and an end, sealed with a key of the server. Nobody can make one, and none can be turned into another.
 */
@Injectable()
export class PictureAddress {
  constructor(private readonly keys: Keys) {}

  /** For whoever may read the post, as long as it is shown. */
  lasting = (merchantId: MerchantId, pictureId: string, size: PictureSize): string => this.seal({ merchantId, pictureId, size, untilMinute: null })

  /**
   * For its author, the shop and WeChat, before it is shown. It ends with the hour after this one: within an hour it stays
   * the same, so that a list read again shows the picture it has.
   */
  passing(merchantId: MerchantId, pictureId: string, size: PictureSize, now: Instant): string {
    return this.seal({ merchantId, pictureId, size, untilMinute: (Math.floor(now / MINUTE / HOUR_MINUTES) + 2) * HOUR_MINUTES })
  }

  /** What an address leads to; null when it is not one of ours or has ended. */
  open(sealed: string, now: Instant): PictureAt | null {
    const bytes = Buffer.from(sealed, 'base64url')
    if (bytes.length !== BODY + MAC || bytes.toString('base64url') !== sealed) return null
    const body = bytes.subarray(0, BODY)
    if (!timingSafeEqual(this.mac(body), bytes.subarray(BODY))) return null
    const until = body.readUInt32BE(33)
    if (until !== 0 && until * MINUTE <= now) return null
    return { merchantId: idOf(body.subarray(0, 16)) as MerchantId, pictureId: idOf(body.subarray(16, 32)), size: body[32] === 1 ? 'small' : 'large', untilMinute: until === 0 ? null : until }
  }

  private seal(at: PictureAt): string {
    const body = Buffer.alloc(BODY)
    Buffer.from(at.merchantId.replaceAll('-', ''), 'hex').copy(body, 0)
    Buffer.from(at.pictureId.replaceAll('-', ''), 'hex').copy(body, 16)
    body[32] = at.size === 'small' ? 1 : 0
    body.writeUInt32BE(at.untilMinute ?? 0, 33)
    return `/api/pictures/${Buffer.concat([body, this.mac(body)]).toString('base64url')}`
  }

  private mac = (body: Buffer): Buffer => createHmac('sha256', this.keys.of('picture')).update(body).digest().subarray(0, MAC)
}

/** merchant, picture, size, end; then 144 bits that nobody guesses */
const BODY = 16 + 16 + 1 + 4
const MAC = 18
const idOf = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
