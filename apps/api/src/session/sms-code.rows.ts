import type { Instant, LocalDate } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

export interface SmsCodeRow {
  code_hash: Buffer
  sent_at: Date
  expires_at: Date
  wrong: number
  used_at: Date | null
  sent_on: LocalDate
  sent_that_day: number
}

export const lockCode = async (tx: Tx, phoneHash: Buffer): Promise<SmsCodeRow | null> =>
  (await tx.query<SmsCodeRow>('select code_hash, sent_at, expires_at, wrong, used_at, sent_on, sent_that_day from sms_code where merchant_id = $1 and phone_hash = $2 for update', [tx.merchantId, phoneHash]))[0] ?? null

export const putCode = (tx: Tx, c: { phoneHash: Buffer; codeHash: Buffer; expiresAt: Instant; day: LocalDate; thatDay: number }, now: Instant): Promise<number> =>
  tx.run(
    `insert into sms_code (merchant_id, phone_hash, code_hash, sent_at, expires_at, sent_on, sent_that_day) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (merchant_id, phone_hash) do update set code_hash = excluded.code_hash, sent_at = excluded.sent_at, expires_at = excluded.expires_at, wrong = 0, used_at = null, sent_on = excluded.sent_on, sent_that_day = excluded.sent_that_day`,
    [tx.merchantId, c.phoneHash, c.codeHash, new Date(now), new Date(c.expiresAt), c.day, c.thatDay])

export const noteWrong = (tx: Tx, phoneHash: Buffer): Promise<number> =>
  tx.run('update sms_code set wrong = wrong + 1 where merchant_id = $1 and phone_hash = $2', [tx.merchantId, phoneHash])

export const useCode = (tx: Tx, phoneHash: Buffer, now: Instant): Promise<number> =>
  tx.run('update sms_code set used_at = $3 where merchant_id = $1 and phone_hash = $2 and used_at is null', [tx.merchantId, phoneHash, new Date(now)])
