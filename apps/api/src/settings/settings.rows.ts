import type { Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'

export type SettingValue = string | number | boolean
export interface SettingRow { key: string; value: SettingValue; since: Date }
export interface ChangeRow { key: string; before: SettingValue; after: SettingValue; at: Date; staff_name: string | null }

export const changedSettings = (tx: Tx): Promise<SettingRow[]> => tx.query<SettingRow>('select key, value, since from setting where merchant_id = $1', [tx.merchantId])

export const settingChanges = (tx: Tx, key: string | null): Promise<ChangeRow[]> =>
  tx.query<ChangeRow>(
    `select c.key, c.before, c.after, c.at, s.name as staff_name from setting_change c left join staff s on s.merchant_id = c.merchant_id and s.staff_id = c.staff_id
     where c.merchant_id = $1 and ($2::text is null or c.key = $2) order by c.at desc, c.change_id desc limit 500`, [tx.merchantId, key])

/** One change after another: the lock is on the shop's own row of the key, or on the shop where there is none yet. */
export const lockSetting = async (tx: Tx, key: string): Promise<SettingValue | undefined> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7))', [`${tx.merchantId} ${key}`])
  return (await tx.query<SettingRow>('select key, value, since from setting where merchant_id = $1 and key = $2', [tx.merchantId, key]))[0]?.value
}

export const putSetting = async (tx: Tx, s: { key: string; before: SettingValue; after: SettingValue; staffId: string }, now: Instant): Promise<void> => {
  await tx.run('insert into setting (merchant_id, key, value, since) values ($1, $2, $3::jsonb, $4) on conflict (merchant_id, key) do update set value = excluded.value, since = excluded.since', [tx.merchantId, s.key, JSON.stringify(s.after), new Date(now)])
  await tx.run('insert into setting_change (merchant_id, change_id, key, before, after, staff_id, at) values ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7)', [tx.merchantId, newId(), s.key, JSON.stringify(s.before), JSON.stringify(s.after), s.staffId, new Date(now)])
}
