import { addMonths, dateAt, startOf, startOfDate, type Instant, type MerchantId, type Zone } from '@huitou/units'
import type { Clock } from '../platform/clock/index.js'
import type { Database, Tx } from '../platform/database/index.js'
import { readUsedShare } from '../liability/index.js'
import { termsOf, type LoggedFact, type MerchantTerms } from '../points/index.js'
import { readDraft } from './drafts.js'
import { countMembers, factsBetween, membersAfter, typicalGap, type MemberRow } from './history.rows.js'
import { replayBoth, type Stretch } from './replay-world.js'
import { SumUp, worthAt } from './sum-up.js'
import { finishRun, insertMembers, readRun, setProgress, type MemberWeighed } from './what-if.rows.js'
import type { WhatIfRun } from './what-if-record.js'
import { worldsOf, type Draft, type Worlds } from './worlds.js'

export interface WhatIfDeps { readonly database: Database; readonly clock: Clock }

/** Members of one short transaction. */
const CHUNK = 1000
const FIRST = '00000000-0000-0000-0000-000000000000'
const MONTHS = 12

/** The stretch replayed: this month and the eleven before it, by the merchant's calendar. */
export const stretchFrom = (asOf: Instant, zone: Zone): Instant => startOfDate(startOf('month', addMonths(dateAt(asOf, zone), 1 - MONTHS)), zone)
const monthsOf = (from: Instant, zone: Zone): string[] => Array.from({ length: MONTHS }, (_, i) => addMonths(dateAt(from, zone), i).slice(0, 7))

/** The draft moved on, or another run took this one's place: nothing of it is wanted any more. */
export class Overtaken extends Error {
  override name = 'Overtaken'
}

/**
 * Replays the members one after the other in both worlds, in chunks read by short transactions of their own; the next
 * chunk is read while this one is folded. What was known at the start counts, so chunks agree with each other.
 */
export async function runWhatIf(deps: WhatIfDeps, merchantId: MerchantId, whatIfId: string): Promise<void> {
  const began = performance.now()
  const readTx = <T>(work: (tx: Tx) => Promise<T>) => deps.database.inMerchant(merchantId, work, { readOnly: true })
  const [run, terms, gap, members, usedBp] = await readTx(async (tx) => [await readRun(tx, whatIfId), await termsOf(tx), await typicalGap(tx), await countMembers(tx), await readUsedShare(tx)] as const)
  if (!run || run.state !== 'running') throw new Overtaken(whatIfId)
  const draft = await readTx((tx) => readDraft(tx, run.draft))
  if (!draft || draft.version !== run.version || draft.saves !== run.saves) throw new Overtaken(whatIfId)
  const job = jobOf(run, terms, draft)
  const read = (after: string) => readTx(async (tx) => {
    const rows = await membersAfter(tx, { after, most: CHUNK, gap, now: run.asOf, tags: job.tags })
    return { rows, facts: rows.length === 0 ? new Map<never, never>() : await factsBetween(tx, { first: rows[0]!.member_id, last: rows.at(-1)!.member_id, asOf: run.asOf }) }
  })
  const sum = new SumUp(job.ranks)
  let done = 0
  let next = read(FIRST)
  for (;;) {
    const { rows, facts } = await next
    if (rows.length === 0) break
    next = read(rows.at(-1)!.member_id)
    // The next chunk's failure is heard when its turn comes.
    next.catch(() => {})
    const weighed = rows.map((row) => weigh(job, sum, row, facts.get(row.member_id as never) ?? []))
    done += rows.length
    const kept = await deps.database.inMerchant(merchantId, async (tx) => (await setProgress(tx, whatIfId, { done, members: Math.max(members, done) }, deps.clock.now())) && (await insertMembers(tx, whatIfId, weighed), true))
    if (!kept) throw new Overtaken(whatIfId)
  }
  const { rate } = terms.settings.payment
  const result = sum.result({ tookMs: performance.now() - began, worth: worthAt(rate), usedBp, pricesMatter: job.pricesMatter, monthsOf: monthsOf(run.fromAt, terms.zone) })
  await deps.database.inMerchant(merchantId, (tx) => finishRun(tx, whatIfId, { result }, deps.clock.now()))
}

interface Job { readonly worlds: Worlds; readonly stretch: Stretch; readonly tags: boolean; readonly pricesMatter: boolean; readonly ranks: ConstructorParameters<typeof SumUp>[0] }

function jobOf(run: WhatIfRun, terms: MerchantTerms, draft: Draft): Job {
  const stretch = { from: run.fromAt, asOf: run.asOf }
  const worlds = worldsOf(terms, draft, stretch)
  const [now, then] = [worlds.now.terms.tierSets.at(-1), worlds.draft.terms.tierSets.at(-1)]
  // Tiers are ordered as the draft has them; one that the draft does not know any more, as it is now.
  const rankOf = (tier: string | null) => (tier === null ? -1 : (then?.tiers.find((t) => t.tierId === tier) ?? now?.tiers.find((t) => t.tierId === tier))?.rank ?? -1)
  return {
    worlds, stretch, tags: terms.asksTags || (draft.draft === 'rules' && draft.rules.some((r) => r.tags.length > 0)),
    pricesMatter: [now, then].some((s) => s?.tiers.some((t) => t.benefits.priceBp !== 10_000)), ranks: { now: rankOf, draft: rankOf },
  }
}

function weigh(job: Job, sum: SumUp, row: MemberRow, facts: readonly LoggedFact[]): MemberWeighed {
  const member = { joinedAt: row.joined_at.getTime(), birthday: row.birthday, tags: row.tags ?? [] }
  const { worlds, stretch } = job
  const { now, draft } = replayBoth(facts, member, worlds, stretch)
  let [orders, channel] = [0, null as string | null]
  for (const fact of facts) if (fact.at >= stretch.from) for (const deed of fact.deeds) if (deed.kind === 'order') { orders++; channel = deed.context.channel ?? channel }
  return sum.add({ memberId: row.member_id, heldTier: facts.length === 0 ? now.tier : row.tier_id, stage: row.stage, channel, isNew: member.joinedAt >= stretch.from, orders }, now, draft)
}
