import type { Currency, Period, Zone } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { EarningRule } from '@huitou/contract'
import * as z from 'zod/mini'
import type { WireRule } from './wire-rule.js'

export interface RuleSetRow { version: number; state: 'draft' | 'published' | 'retired'; rules: WireRule[]; saves: number; actor: string; created_at: Date; published_at: Date | null; from_at: Date | null; retired_at: Date | null }

/** Every version, newest first. What an older release kept gets the defaults of fields that it did not know. */
export const readRuleSets = async (tx: Tx): Promise<RuleSetRow[]> =>
  (await tx.query<RuleSetRow>('select version, state, rules, saves, actor, created_at, published_at, from_at, retired_at from rule_set where merchant_id = $1 order by version desc', [tx.merchantId])).map((row) => ({ ...row, rules: row.rules.map((rule) => z.parse(EarningRule, rule)) }))

export interface WalletKind { code: string; name_zh: string; name_en: string; spendable: boolean; expiry: { kind: 'none' } | { kind: 'rolling' | 'inactivity'; months: number; roundTo: Period } }

export const readWalletKinds = (tx: Tx): Promise<WalletKind[]> =>
  tx.query<WalletKind>('select code, name_zh, name_en, spendable, expiry from wallet_kind where merchant_id = $1 order by created_at, code', [tx.merchantId], 'wallet-kinds')

export interface SettingChange { key: string; before: unknown; at: Date }

/** What became of the settings of this room, oldest first. */
export const readSettingChanges = (tx: Tx): Promise<SettingChange[]> =>
  tx.query<SettingChange>("select key, before, at from setting_change where merchant_id = $1 and (key like 'points-%' or key like 'growth-%') order by at, change_id", [tx.merchantId], 'points-setting-changes')

export const readMerchantFacts = async (tx: Tx): Promise<{ zone: Zone; currency: Currency; settings: Record<string, unknown> | null }> =>
  (await tx.query<{ zone: Zone; currency: Currency; settings: Record<string, unknown> | null }>(
    'select zone, currency, (select jsonb_object_agg(key, value) from setting s where s.merchant_id = m.merchant_id) as settings from merchant m where merchant_id = $1', [tx.merchantId],
  ))[0]!

/** Changes whenever terms change: cheap to read beside every batch. */
export const readTermsStamp = async (tx: Tx): Promise<string> =>
  (await tx.query<{ stamp: string }>(
    `select concat_ws('|', (select zone from merchant where merchant_id = $1), (select concat(max(version), ':', count(*) filter (where state = 'retired'), ':', max(published_at), ':', max(from_at), ':', sum(saves)) from rule_set where merchant_id = $1 and state <> 'draft'),
       (select concat(max(version), ':', count(*), ':', max(published_at), ':', max(from_at), ':', sum(saves)) from tier_set where merchant_id = $1 and state <> 'draft'), (select concat(count(*), ':', max(since)) from setting where merchant_id = $1), (select concat(count(*), ':', max(changed_at)) from wallet_kind where merchant_id = $1)) as stamp`,
    [tx.merchantId], 'terms-stamp',
  ))[0]!.stamp
