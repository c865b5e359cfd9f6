// What the database does for a question, under row-level security as the API asks it: for tests of how much a read touches.
import type { MerchantId } from '@huitou/units'
import type { Sql } from '../apps/api/src/platform/database/index.js'
import type { World } from './world.js'

export interface Plan { 'Node Type': string; 'Relation Name'?: string; 'Actual Rows': number; 'Rows Removed by Filter'?: number; 'Actual Loops': number; Plans?: Plan[] }

/** Asks it, and answers how it was carried out. */
export async function planOf(world: World, merchantId: MerchantId, sql: Sql): Promise<Plan> {
  const rows = await world.inMerchant(merchantId, (tx) => tx.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (analyze, format json) ${sql.text}`, sql.values))
  return rows[0]!['QUERY PLAN'][0].Plan
}

/** Rows that its nodes looked at, all together. */
export const touched = (p: Plan): number => ((p['Actual Rows'] + (p['Rows Removed by Filter'] ?? 0)) * p['Actual Loops']) + (p.Plans ?? []).reduce((sum, child) => sum + touched(child), 0)
export const nodes = (p: Plan): string[] => [p['Node Type'], ...(p.Plans ?? []).flatMap(nodes)]
