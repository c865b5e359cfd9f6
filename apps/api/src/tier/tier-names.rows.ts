import type * as z from 'zod/mini'
import type { Tier, TierRef } from '@huitou/contract'
import type { MerchantId } from '@huitou/units'
import type { Database, Sql, Tx } from '../platform/database/index.js'

export type TierName = z.output<typeof TierRef>
/** What a tier id of one shop looks like to people. */
export type TierNames = (tierId: string | null) => TierName | null

type Sets = readonly { tiers: z.output<typeof Tier>[] }[]
const inForce = (merchantId: MerchantId): Sql => ({ text: `select tiers from tier_set where merchant_id = $1 and state <> 'draft' order by (applied_at is null and from_at > now()), version desc limit 1`, values: [merchantId], name: 'tier-names' })
const namesOf = ([set]: Sets): TierNames => {
  const known = new Map((set?.tiers ?? []).map((t) => [t.tierId, { tierId: t.tierId, name: t.name, rank: t.rank, material: t.material }]))
  return (tierId) => (tierId === null ? null : (known.get(tierId) ?? null))
}

/** The tiers of the set in force, by id. A tier that is in the set no more has no face. */
export const tierNames = async (database: Database, merchantId: MerchantId): Promise<TierNames> => namesOf(await database.read(merchantId, inForce(merchantId)))

/** The same within a transaction. */
export async function readTierNames(tx: Tx): Promise<TierNames> {
  const { text, values, name } = inForce(tx.merchantId)
  return namesOf(await tx.query(text, values, name))
}
