import type { Instant, MemberId } from '@huitou/units'
import type { Sql, Tx } from '../platform/database/index.js'

export interface DeviceRow { device_id: string; member_id: MemberId; revoked_at: Date | null }

export const findDevice = (tx: Tx, deviceId: string): Promise<DeviceRow[]> =>
  tx.query<DeviceRow>('select device_id, member_id, revoked_at from code_device where merchant_id = $1 and device_id = $2 for update', [tx.merchantId, deviceId])

export const insertDevice = (tx: Tx, d: { deviceId: string; memberId: MemberId }, now: Instant): Promise<number> =>
  tx.run('insert into code_device (merchant_id, device_id, member_id, created_at) values ($1, $2, $3, $4)', [tx.merchantId, d.deviceId, d.memberId, new Date(now)])

/** A member keeps their latest phones; codes of older ones are no longer taken. */
export const revokeOlderDevices = (tx: Tx, memberId: MemberId, keep: number, now: Instant): Promise<number> =>
  tx.run(
    `update code_device set revoked_at = $4 where merchant_id = $1 and member_id = $2 and revoked_at is null and device_id not in (
       select device_id from code_device where merchant_id = $1 and member_id = $2 and revoked_at is null order by created_at desc, device_id desc limit $3)`,
    [tx.merchantId, memberId, keep, new Date(now)],
  )

export const unusedAliases = (tx: Tx, deviceId: string): Promise<{ alias: string }[]> =>
  tx.query('select alias from code_alias where merchant_id = $1 and device_id = $2 and used_at is null order by issued_at, alias', [tx.merchantId, deviceId])

/** Issues the aliases that nobody of this shop holds yet; the caller asks again for the rest. */
export const insertAliases = (tx: Tx, a: { aliases: readonly string[]; deviceId: string; memberId: MemberId }, now: Instant): Promise<number> =>
  tx.run('insert into code_alias (merchant_id, alias, device_id, member_id, issued_at) select $1, a, $3, $4, $5 from unnest($2::text[]) a on conflict do nothing', [tx.merchantId, a.aliases, a.deviceId, a.memberId, new Date(now)])

/** Whose alias it is: does not change, so it may be read before the act. */
export const aliasHolder = (merchantId: string, alias: string): Sql => ({ text: 'select member_id from code_alias where merchant_id = $1 and alias = $2', values: [merchantId, alias], name: 'alias-holder' })

export const insertBadScan = (tx: Tx, scan: { tillId: string; key: string }, now: Instant): Promise<number> =>
  tx.run('insert into bad_scan (merchant_id, till_id, scan_key, at) values ($1, $2, $3, $4) on conflict do nothing', [tx.merchantId, scan.tillId, scan.key, new Date(now)])
