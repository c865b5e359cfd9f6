import { dateAt, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { problemsOfRules, readRuleSetsNamed, readShopNames, termsOf } from '../points/index.js'
import { problemsOfTiers, readTierSets } from '../tier/index.js'
import type { DraftKind } from './what-if-record.js'
import type { Draft } from './worlds.js'

export type KnownDraft = Draft & { readonly saves: number }

/** The draft as it was last saved, if there is one. */
export async function readDraft(tx: Tx, kind: DraftKind): Promise<KnownDraft | null> {
  if (kind === 'tiers') {
    const draft = (await readTierSets(tx)).find((r) => r.state === 'draft')
    return draft ? { draft: 'tiers', version: draft.version, saves: draft.saves, terms: draft.terms, tiers: draft.tiers } : null
  }
  const draft = (await readRuleSetsNamed(tx)).find((r) => r.state === 'draft')
  return draft ? { draft: 'rules', version: draft.version, saves: draft.saves, rules: draft.rules } : null
}

/** What is wrong with it: a draft that may not be published is not replayed either. */
export async function problemsOfDraft(tx: Tx, draft: Draft, now: Instant): Promise<readonly { readonly path: string }[]> {
  if (draft.draft === 'tiers') return problemsOfTiers(draft)
  const [{ zone }, shop] = await Promise.all([termsOf(tx), readShopNames(tx)])
  return problemsOfRules(draft.rules, dateAt(now, zone), shop)
}
