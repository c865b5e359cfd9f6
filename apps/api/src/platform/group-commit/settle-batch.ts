import { assert, type Instant, type MemberId } from '@huitou/units'
import type { Tx } from '../database/index.js'
import { newId } from '../ids/index.js'
import type { Asked, BatchStates, NeedOf, Nudge, Outcome, Participant } from './act.js'
import { knownActs, lockMembers, writeActs, writeNudges, type DecidedAct, type KnownAct } from './act.rows.js'

type AnyParticipant = Participant<unknown, unknown>

/**
 * The member was found to be another's person while the act was on its way: whoever asked looks again whose it is. Nothing
 * was booked and no row was left, so the same key may be tried with the right member.
 */
export class MemberMoved extends Error {
  override name = 'MemberMoved'
}

/** Looks again whose act it is when its member was merged meanwhile; a second time it is a fault. */
export const lookAgain = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (fault) {
    if (!(fault instanceof MemberMoved)) throw fault
    return work()
  }
}

export interface Settled {
  readonly outcomes: Outcome<unknown>[]
  /** whether anything was told to the outbox */
  readonly nudged: boolean
}

/**
 * The sandwich of a batch inside one open transaction: lock members by id, look up known acts, take the participants'
 * shared locks in their order, read facts for all, decide one after the other, write once. Outcomes come in the order asked.
 */
export async function settleBatch(tx: Tx, asked: readonly Asked[], clock: () => Instant): Promise<Settled> {
  const wanted = [...new Set(asked.flatMap((a) => a.kind.members(a.request)))].sort()
  const [present, known] = await lockAndLook(tx, wanted, asked)
  const slots = asked.map((a) => ({ asked: a, name: `${a.actor}\n${a.key}` }))
  const fresh = slots.filter((s) => !known.has(s.name)).map((s) => s.asked)
  const participants = byParticipant(fresh.flatMap((a) => a.kind.needs(a.request)))
  for (const [participant, needs] of participants) await participant.lock?.(tx, needs)
  // After the locks: two batches of one member never see time run backwards.
  const now = clock()
  const states = await readAll(tx, participants, now)

  const nudges: Nudge[] = []
  const decided: DecidedAct[] = []
  const outcomes = slots.map(({ asked: one, name }): Outcome<unknown> => {
    const before = known.get(name)
    if (before) return answerAgain(before, one)
    const actId = newId()
    if (one.kind.members(one.request).some((id) => present.get(id) != null)) throw new MemberMoved('the member was merged into another')
    const stranger = one.kind.members(one.request).find((id) => !present.has(id))
    const outcome: Outcome<unknown> = stranger
      ? { ok: false, refusal: { code: 'member-unknown', facts: { memberId: stranger } } }
      : one.kind.decide(one.request, states, { now, merchantId: tx.merchantId, actor: one.actor, actId })
    const row: DecidedAct = { asked: one, actId, outcome: outcome.ok ? 'ok' : 'refused', answer: outcome.ok ? outcome.answer : outcome.refusal }
    if (outcome.ok && outcome.nudges) nudges.push(...outcome.nudges)
    decided.push(row)
    known.set(name, { actor: one.actor, key: one.key, request_hash: one.hash, outcome: row.outcome, answer: row.answer })
    return outcome
  })

  if (decided.some((d) => d.outcome === 'ok')) {
    for (const [participant] of participants) await participant.write(tx, states.of(participant), now)
  }
  await Promise.all([
    decided.length > 0 && writeActs(tx, decided, now).then((n) => assert(n === decided.length, 'each act leaves one row')),
    writeNudges(tx, nudges, now),
  ])
  return { outcomes, nudged: nudges.length > 0 }
}

async function lockAndLook(tx: Tx, members: readonly MemberId[], asked: readonly Asked[]): Promise<[Map<MemberId, MemberId | null>, Map<string, KnownAct>]> {
  // Sent together, run in this order: the lookup must come after the locks.
  const [present, rows] = await Promise.all([members.length > 0 ? lockMembers(tx, members) : new Map<MemberId, MemberId | null>(), knownActs(tx, asked)])
  return [present, new Map(rows.map((row) => [`${row.actor}\n${row.key}`, row]))]
}

function byParticipant(needs: readonly NeedOf[]): Map<AnyParticipant, unknown[]> {
  const found = new Map<AnyParticipant, unknown[]>()
  for (const { participant, need } of needs) {
    const list = found.get(participant)
    if (list) list.push(need)
    else found.set(participant, [need])
  }
  return new Map([...found].sort(([a], [b]) => (a.order ?? 100) - (b.order ?? 100) || (a.name < b.name ? -1 : 1)))
}

async function readAll(tx: Tx, participants: Map<AnyParticipant, unknown[]>, now: Instant): Promise<BatchStates> {
  const list = [...participants]
  const read = await Promise.all(list.map(([participant, needs]) => participant.read(tx, needs, now)))
  const states = new Map<AnyParticipant, unknown>(list.map(([participant], i) => [participant, read[i]]))
  return {
    of<Need, State>(participant: Participant<Need, State>): State {
      assert(states.has(participant as AnyParticipant), `no act of this batch needs ${participant.name}`)
      return states.get(participant as AnyParticipant) as State
    },
  }
}

/** The stored answer to the same request; a conflict for another one under the same key. */
export function answerAgain(known: KnownAct, asked: Asked): Outcome<unknown> {
  if (!asked.hash.equals(known.request_hash)) return { ok: false, refusal: { code: 'key-conflict', facts: { key: asked.key } } }
  return known.outcome === 'ok' ? { ok: true, answer: known.answer } : { ok: false, refusal: known.answer as { code: string; facts: Record<string, unknown> } }
}
