import { amountsIn, levelFor, meets, setAt, windowAt, type DayAmounts, type TierTerms } from '@huitou/tier'
import { dateAt, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { coreTerms, type WireTier, type WireTierTerms } from './tier-terms.js'
import { unreachedTiers, warningsOfTiers } from './check-tiers.js'
import { daysOf, memberIdsAfter, namesOf, readStandings, readTierSets, readZone } from './tier.rows.js'
import { publishedSets } from './tier-sets.js'

const STEP = 2000
const FIRST = '00000000-0000-0000-0000-000000000000'
const BINS = 24

interface Judged { readonly memberId: string; readonly have: number; readonly from: string | null; readonly to: string | null; readonly gap: number }

/**
 * Who would move by a draft, on the members as they stand: up at once, down at their window's end. Each is judged under the
 * set in force too: whoever will fall under that one anyway does not fall by the draft.
 */
export async function previewTiers(tx: Tx, set: { terms: WireTierTerms; tiers: readonly WireTier[] }, now: Instant, clock: () => number) {
  const started = clock()
  const [zone, rows] = [await readZone(tx), await readTierSets(tx)]
  const core = coreTerms(set.terms, set.tiers, zone)
  const inForce = setAt(publishedSets(rows, zone).filter((s) => s.from <= now), now)?.core ?? null
  const rank = new Map(set.tiers.map((t) => [t.tierId, t.rank]))
  const [before, after, pairs] = [new Map<string, number>(), new Map<string, number>(), new Map<string, { from: string | null; to: string | null; members: number }>()]
  const haves: number[] = []
  let nearest: Judged[] = []
  let [members, up, down] = [0, 0, 0]
  for (let last = FIRST; ;) {
    const ids = await memberIdsAfter(tx, last, STEP)
    if (ids.length === 0) break
    last = ids.at(-1)!
    for (const row of await readStandings(tx, ids)) {
      const held = row.state?.hold?.tier ?? null
      const [days, anchor] = [daysOf(row), { joinedAt: row.joined_at.getTime(), since: row.state?.hold?.since ?? null }]
      const from = inForce ? tierUnder(inForce, held, days, anchor, now) : held
      const judged = judge(core, row.member_id, { held, from }, days, anchor, now)
      members++
      haves.push(judged.have)
      const move = (rank.get(judged.to ?? '') ?? -1) - (from === null ? -1 : rank.get(from) ?? -1)
      if (move > 0) up++
      if (move < 0) down++
      // What the draft does to a tier is added to those who hold it, so that a draft without changes changes no count.
      if (held !== null) before.set(held, (before.get(held) ?? 0) + 1)
      for (const [tier, by] of [[held, 1], [from, -1], [judged.to, 1]] as const) if (tier !== null) after.set(tier, (after.get(tier) ?? 0) + by)
      const key = `${from} ${judged.to}`
      pairs.set(key, { from, to: judged.to, members: (pairs.get(key)?.members ?? 0) + 1 })
      if (move !== 0 || judged.gap <= 0.1) nearest = nearer(nearest, judged)
    }
  }
  const names = await namesOf(tx, nearest.map((n) => n.memberId))
  const moves = {
    tookMs: Math.round(clock() - started), members, up, down, stay: members - up - down, byPair: [...pairs.values()].filter((p) => p.from !== p.to), bins: binsOf(haves),
    nearest: nearest.map((n) => ({ memberId: n.memberId, name: names.get(n.memberId) ?? '', have: n.have, from: n.from, to: n.to })),
    perTier: set.tiers.map((t) => ({ tierId: t.tierId, before: before.get(t.tierId) ?? 0, after: Math.max(0, after.get(t.tierId) ?? 0) })),
  }
  const highest = haves.reduce((most, have) => Math.max(most, have), 0)
  return { moves, warnings: [...warningsOfTiers(set, zone), ...(set.terms.combine === 'any' && set.tiers.some((t) => Object.keys(t.also).length > 0) ? [] : unreachedTiers(set.tiers, set.terms.criterion, highest))] }
}

interface Anchor { readonly joinedAt: Instant; readonly since: Instant | null }

/** The tier a member has once a set has judged them: what is reached, or kept. */
function tierUnder(core: TierTerms, held: string | null, days: readonly DayAmounts[], anchor: Anchor, now: Instant): string | null {
  const amounts = amountsIn(days, windowAt(core, dateAt(now, core.zone), anchor))
  const level = core.levels.find((l) => l.tier === held)
  const reached = levelFor(core, amounts, 'reach')
  const keeps = level !== undefined && (core.downgrade === 'never' || meets(core, level, amounts, 'keep'))
  const to = keeps && (!reached || reached.rank <= level.rank) ? level : reached ?? levelFor(core, amounts, 'keep', level?.rank ?? -1)
  return to?.tier ?? null
}

function judge(core: TierTerms, memberId: string, { held, from }: { held: string | null; from: string | null }, days: readonly DayAmounts[], anchor: Anchor, now: Instant): Judged {
  const have = amountsIn(days, windowAt(core, dateAt(now, core.zone), anchor))[core.criterion]
  const gap = Math.min(...core.levels.filter((l) => l.reach > 0).map((l) => Math.abs(l.reach - have) / l.reach), 1)
  return { memberId, have, from, to: tierUnder(core, held, days, anchor, now), gap }
}

/** Those who would move come first, then who is closest to a threshold; twelve are enough to look at. */
function nearer(list: Judged[], one: Judged): Judged[] {
  const order = (j: Judged) => (j.from === j.to ? 1 : 0) + j.gap
  return [...list, one].sort((a, b) => order(a) - order(b)).slice(0, 12)
}

function binsOf(haves: readonly number[]): { from: number; to: number; members: number }[] {
  if (haves.length === 0) return []
  const sorted = [...haves].sort((a, b) => a - b)
  // The longest tail would squeeze everybody else into one bar: the last bar takes what lies above 98 of 100.
  const top = Math.max(1, sorted[Math.floor(sorted.length * 0.98)]!)
  const width = Math.max(1, Math.ceil(top / BINS))
  const bins = Array.from({ length: BINS }, (_, i) => ({ from: i * width, to: (i + 1) * width, members: 0 }))
  for (const have of haves) bins[Math.min(BINS - 1, Math.floor(Math.max(0, have) / width))]!.members++
  return bins
}
