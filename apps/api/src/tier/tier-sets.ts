import type { Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { readTierSets, readZone, type SetRow } from './tier.rows.js'
import { coreTerms, type TierSetInForce } from './tier-terms.js'
import { fromOf, inOrder, lifeOf } from './versions.js'

/** Published versions as decisions take them, in the order in which they come into force. */
export const publishedSets = (rows: readonly SetRow[], zone: string): TierSetInForce[] =>
  inOrder(rows).map((row) => ({ version: row.version, from: fromOf(row), terms: row.terms, tiers: row.tiers, core: coreTerms(row.terms, row.tiers, zone) }))

/** Every published tier set, the scheduled one too. */
export async function tierSetsOf(tx: Tx): Promise<TierSetInForce[]> {
  const [rows, zone] = await Promise.all([readTierSets(tx), readZone(tx)])
  return publishedSets(rows, zone)
}

export const wireTierSet = (row: SetRow, rows: readonly SetRow[], now: Instant) => ({ version: row.version, ...lifeOf(row, rows, now), terms: row.terms, tiers: row.tiers })
