import { Tier, TierTerms } from '@huitou/contract'
import type { Instant } from '@huitou/units'
import * as z from 'zod/mini'
import type { Tx } from '../platform/database/index.js'
import type { WireTier, WireTierTerms } from './tier-terms.js'
import { insertFirstTiers } from './tier.rows.js'

const tier = (tierId: string, name: string, rank: number, material: WireTier['material'], reach: number, multiplierBp: number, priceBp: number, birthdayPoints: number): WireTier =>
  z.parse(Tier, { tierId, name, rank, material, reach, keep: null, benefits: { multiplierBp, priceBp, freeShipping: rank >= 2, birthdayPoints } })

export const STARTER_TERMS: WireTierTerms = z.parse(TierTerms, {})

/** What a new shop begins with: four tiers by growth of the last twelve months. */
export const starterTiers = (): WireTier[] => [
  tier('silver', '银卡', 0, 'silver', 0, 10_000, 10_000, 50), tier('gold', '金卡', 1, 'gold', 1000, 12_000, 10_000, 100),
  tier('platinum', '铂金', 2, 'platinum', 5000, 15_000, 9800, 200), tier('black', '黑卡', 3, 'black', 20_000, 20_000, 9500, 500),
]

/** Gives a new shop its first tiers, in force at once; a shop that has some keeps them. */
export const startTiers = (tx: Tx, actor: string, now: Instant): Promise<number> => insertFirstTiers(tx, { terms: STARTER_TERMS, tiers: starterTiers() }, actor, now)
