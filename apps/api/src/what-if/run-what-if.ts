import type { MerchantId } from '@huitou/units'
import { readUsedShare } from '../liability/index.js'
import { termsOf } from '../points/index.js'
import { readTierSets } from '../tier/index.js'
import { readDraft } from './drafts.js'
import { foldPart, Overtaken, type Part, type WhatIfDeps } from './fold-part.js'
import { countMembers, halfway } from './history.rows.js'
import { namesOfMonths } from './stretch.js'
import { SumUp, worthAt, type Added } from './sum-up.js'
import { finishRun, readRun, setMembers } from './what-if.rows.js'

const FIRST = '00000000-0000-0000-0000-000000000000'
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Has a part folded by somebody else: another thread, where there is one. */
export type OtherHalf = (part: Part) => Promise<Added>

/** Replays everybody, one half here and the other by whoever takes it, and keeps the result with the run. */
export async function runWhatIf(deps: WhatIfDeps, merchantId: MerchantId, whatIfId: string, otherHalf: OtherHalf = (part) => foldPart(deps, merchantId, whatIfId, part)): Promise<void> {
  const began = performance.now()
  const facts = await deps.database.inMerchant(merchantId, async (tx) => {
    const run = await readRun(tx, whatIfId)
    if (!run || run.state !== 'running') return null
    const members = await countMembers(tx)
    await setMembers(tx, whatIfId, members)
    return { run, terms: await termsOf(tx), half: await halfway(tx, members), usedBp: await readUsedShare(tx), sets: await readTierSets(tx), draft: await readDraft(tx, run.draft) }
  })
  if (!facts) throw new Overtaken(whatIfId)
  const { run, terms, half } = facts
  const [mine, other] = await Promise.all([foldPart(deps, merchantId, whatIfId, { after: FIRST, upTo: half ?? LAST }), half === null ? null : otherHalf({ after: half, upTo: LAST })])
  const sum = new SumUp(() => 0)
  sum.merge(mine)
  if (other) sum.merge(other)
  const sets = [...(facts.draft?.draft === 'tiers' ? [facts.draft] : []), ...facts.sets.filter((s) => s.state !== 'draft')]
  const pricesMatter = sets.some((s) => s.tiers.some((t) => t.benefits.priceBp !== 10_000))
  const result = sum.result({ tookMs: performance.now() - began, worth: worthAt(terms.settings.payment.rate), usedBp: facts.usedBp, pricesMatter, months: namesOfMonths(run.fromAt, terms.zone) })
  await deps.database.inMerchant(merchantId, (tx) => finishRun(tx, whatIfId, { result }, deps.clock.now()))
}
