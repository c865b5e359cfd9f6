import type { Tx } from '../platform/database/index.js'
import { readTierSets, readZone, type SetRow } from './tier.rows.js'
import { coreTerms, type TierSetInForce } from './tier-terms.js'

export const inForce = (row: SetRow, zone: string): TierSetInForce => ({ version: row.version, from: row.published_at?.getTime() ?? 0, terms: row.terms, tiers: row.tiers, core: coreTerms(row.terms, row.tiers, zone) })

/** The tier set in force now, null for none. */
export async function currentTierSet(tx: Tx): Promise<TierSetInForce | null> {
  const [rows, zone] = await Promise.all([readTierSets(tx), readZone(tx)])
  const row = rows.find((r) => r.state === 'published')
  return row ? inForce(row, zone) : null
}

export const wireTierSet = (row: SetRow) => ({ version: row.version, state: row.state, publishedAt: row.published_at?.toISOString() ?? null, terms: row.terms, tiers: row.tiers })
