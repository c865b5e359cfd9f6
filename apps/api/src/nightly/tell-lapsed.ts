import type { TierChange } from '@huitou/tier'
import type { MemberId } from '@huitou/units'
import type { NewMessage } from '../inbox/index.js'
import type { Tx } from '../platform/database/index.js'
import { termsOf, tiersAt } from '../points/index.js'
import { tierOf } from '../tier/index.js'

/** Those who lost a tier are told which one they have now. */
export async function tellLapsed(tx: Tx, changes: readonly { memberId: MemberId; change: TierChange }[]): Promise<NewMessage[]> {
  const lapsed = changes.filter((c) => c.change.cause === 'lapsed')
  if (lapsed.length === 0) return []
  const terms = await termsOf(tx)
  return lapsed.map(({ memberId, change }) => {
    const set = tiersAt(terms, change.at)
    const name = (tier: string | null) => (tier === null ? undefined : tierOf(set, tier)?.name ?? tier)
    return { memberId, kind: 'tier', onceKey: `tier-lapsed:${change.at}`, link: '/tier', title: { code: 'tier-lapsed', facts: { from: name(change.from), to: name(change.to) } } }
  })
}
