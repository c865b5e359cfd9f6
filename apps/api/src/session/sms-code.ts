import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { dateAt, MINUTE, SECOND, type Instant, type Zone } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Keys } from '../platform/config/index.js'
import type { Tx } from '../platform/database/index.js'
import { refuse, type Refused } from '../platform/http/index.js'
import { lockCode, noteWrong, putCode, useCode } from './sms-code.rows.js'

const LIFE = 5 * MINUTE
const BETWEEN = 60 * SECOND
const A_DAY = 10
const MOST_WRONG = 5

/** One-time codes to a phone: six digits, five minutes, five tries, one a minute, ten a day. */
@Injectable()
export class SmsCodes {
  constructor(private readonly keys: Keys, private readonly clock: Clock) {}

  async make(tx: Tx, phoneHash: Buffer, zone: Zone): Promise<{ code: string; expiresAt: Instant } | Refused> {
    const now = this.clock.now()
    const day = dateAt(now, zone)
    const last = await lockCode(tx, phoneHash)
    const thatDay = last?.sent_on === day ? last.sent_that_day : 0
    const waitMs = last ? last.sent_at.getTime() + BETWEEN - now : 0
    if (waitMs > 0 || thatDay >= A_DAY) return refuse('sms-too-often', { retryAfterSeconds: waitMs > 0 ? Math.ceil(waitMs / 1000) : 3600 })
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
    await putCode(tx, { phoneHash, codeHash: this.hash(code, phoneHash), expiresAt: now + LIFE, day, thatDay: thatDay + 1 }, now)
    return { code, expiresAt: now + LIFE }
  }

  /** null when the code is right: it is used up. */
  async take(tx: Tx, phoneHash: Buffer, code: string): Promise<Refused | null> {
    const now = this.clock.now()
    const row = await lockCode(tx, phoneHash)
    if (!row || row.used_at) return refuse('sms-code-wrong')
    if (row.wrong >= MOST_WRONG) return refuse('sms-code-locked')
    if (row.expires_at.getTime() <= now) return refuse('sms-code-expired')
    if (!timingSafeEqual(row.code_hash, this.hash(code, phoneHash))) {
      await noteWrong(tx, phoneHash)
      return refuse(row.wrong + 1 >= MOST_WRONG ? 'sms-code-locked' : 'sms-code-wrong')
    }
    await useCode(tx, phoneHash, now)
    return null
  }

  private hash(code: string, phoneHash: Buffer): Buffer {
    return createHmac('sha256', this.keys.of('token')).update('sms\n').update(phoneHash).update(code).digest()
  }
}
