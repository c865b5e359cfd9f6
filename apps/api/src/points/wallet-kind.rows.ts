import type { Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { WalletKind } from './merchant-terms.rows.js'

/** How many members have something in a wallet of the merchant's own, and how much there is. */
export const readWalletUse = (tx: Tx): Promise<{ wallet: string; members: number; points: number }[]> =>
  tx.query("select wallet, count(*)::int as members, sum(available + pending + held + in_transit)::bigint as points from wallet where merchant_id = $1 and wallet not in ('points', 'growth') and available + pending + held + in_transit > 0 group by wallet", [tx.merchantId])

export const saveWalletKind = (tx: Tx, w: WalletKind, now: Instant): Promise<number> =>
  tx.run(
    `insert into wallet_kind (merchant_id, code, name_zh, name_en, spendable, expiry, created_at, changed_at) values ($1, $2, $3, $4, $5, $6::jsonb, $7, $7)
     on conflict (merchant_id, code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, spendable = excluded.spendable, expiry = excluded.expiry, changed_at = excluded.changed_at`,
    [tx.merchantId, w.code, w.name_zh, w.name_en, w.spendable, JSON.stringify(w.expiry), new Date(now)])
