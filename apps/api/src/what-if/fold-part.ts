import type { MerchantId } from '@huitou/units'
import type { Clock } from '../platform/clock/index.js'
import type { Database, Tx } from '../platform/database/index.js'
import { termsOf, type LoggedFact, type MerchantTerms } from '../points/index.js'
import { readCareTerms } from '../care/index.js'
import { readDraft } from './drafts.js'
import type { Care } from './gift-count.js'
import { factsBetween, membersAfter, typicalGap, type MemberRow } from './history.rows.js'
import { replayBoth } from './replay-world.js'
import { stretchOf, type Stretch } from './stretch.js'
import { SumUp, type Added } from './sum-up.js'
import { addProgress, insertMembers, readRun, type MemberWeighed } from './what-if.rows.js'
import type { WhatIfRun } from './what-if-record.js'
import { worldsOf, type Draft, type Worlds } from './worlds.js'

export interface WhatIfDeps { readonly database: Database; readonly clock: Clock }

/** Members above one id, up to another. */
export interface Part { readonly after: string; readonly upTo: string }

/** Members of one short transaction: few enough that what was read of them is gone again before the collector looks twice. */
const CHUNK = 250

/** The draft moved on, or another run took this one's place: nothing of it is wanted any more. */
export class Overtaken extends Error {
  override name = 'Overtaken'
}

/**
 * Replays a part of the members one after the other in both worlds, in chunks read by short transactions of their own; the
 * next chunk is read while this one is folded. What was known at the start counts, so chunks agree with each other.
 */
export async function foldPart(deps: WhatIfDeps, merchantId: MerchantId, whatIfId: string, part: Part): Promise<Added> {
  const readTx = <T>(work: (tx: Tx) => Promise<T>) => deps.database.inMerchant(merchantId, work, { readOnly: true })
  const [run, terms, gap, care] = await readTx(async (tx) => [await readRun(tx, whatIfId), await termsOf(tx), await typicalGap(tx), await readCareTerms(tx)] as const)
  if (!run || run.state !== 'running') throw new Overtaken(whatIfId)
  const draft = await readTx((tx) => readDraft(tx, run.draft))
  if (!draft || draft.version !== run.version || draft.saves !== run.saves) throw new Overtaken(whatIfId)
  const job = jobOf(run, terms, draft, care)
  const read = (after: string) => readTx(async (tx) => {
    const rows = await membersAfter(tx, { after, upTo: part.upTo, most: CHUNK, gap, now: run.asOf, tags: job.tags })
    return { rows, facts: rows.length === 0 ? new Map<never, never>() : await factsBetween(tx, { first: rows[0]!.member_id, last: rows.at(-1)!.member_id, asOf: run.asOf }) }
  })
  const sum = new SumUp(job.rankOf)
  let next = read(part.after)
  for (;;) {
    const { rows, facts } = await next
    if (rows.length === 0) return sum.added
    next = read(rows.at(-1)!.member_id)
    // The next chunk's failure is heard when its turn comes.
    next.catch(() => {})
    const weighed = rows.map((row) => weigh(job, sum, row, facts.get(row.member_id as never) ?? []))
    await deps.database.inMerchant(merchantId, async (tx) => {
      await insertMembers(tx, whatIfId, weighed)
      // Last, so that the run's row is held for a moment only; a run that is gone takes these rows with it.
      if (!(await addProgress(tx, whatIfId, rows.length, deps.clock.now()))) throw new Overtaken(whatIfId)
    })
  }
}

interface Job { readonly worlds: Worlds; readonly stretch: Stretch; readonly tags: boolean; readonly rankOf: (tier: string | null) => number }

function jobOf(run: WhatIfRun, terms: MerchantTerms, draft: Draft, care: Care): Job {
  const stretch = stretchOf(run.fromAt, run.asOf, terms.zone)
  const worlds = worldsOf(terms, draft, stretch, care)
  const [now, then] = [worlds.now.terms.tierSets.at(-1), worlds.draft.terms.tierSets.at(-1)]
  return {
    worlds, stretch, tags: terms.asksTags || (draft.draft === 'rules' && draft.rules.some((r) => r.tags.length > 0)),
    // Tiers are ordered as the draft has them; one that the draft does not know any more, as it is now.
    rankOf: (tier) => (tier === null ? -1 : (then?.tiers.find((t) => t.tierId === tier) ?? now?.tiers.find((t) => t.tierId === tier))?.rank ?? -1),
  }
}

function weigh({ worlds, stretch }: Job, sum: SumUp, row: MemberRow, facts: readonly LoggedFact[]): MemberWeighed {
  const member = { joinedAt: row.joined_at.getTime(), birthday: row.birthday, calendar: row.birthday_calendar, tags: row.tags ?? [] }
  const { now, draft } = replayBoth(facts, member, worlds, stretch)
  let [orders, channel] = [0, null as string | null]
  for (const fact of facts) if (fact.at >= stretch.from) for (const deed of fact.deeds) if (deed.kind === 'order') { orders++; channel = deed.context.channel ?? channel }
  return sum.add({ memberId: row.member_id, heldTier: facts.length === 0 ? now.tier : row.tier_id, stage: row.stage, channel, isNew: member.joinedAt >= stretch.from, orders }, now, draft)
}
