import { assert, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import type { BatchStates, NeedOf, Participant } from '../platform/group-commit/index.js'

type AnyParticipant = Participant<unknown, unknown>

/** The states an act would be decided on, read but never written: a quote and a preview decide by the very functions that settle. */
export async function dryBatch(tx: Tx, needs: readonly NeedOf[], now: Instant): Promise<BatchStates> {
  const wanted = new Map<AnyParticipant, unknown[]>()
  for (const { participant, need } of needs) wanted.set(participant, [...(wanted.get(participant) ?? []), need])
  const states = new Map<AnyParticipant, unknown>()
  await Promise.all([...wanted].map(async ([participant, list]) => states.set(participant, await participant.read(tx, list, now))))
  return {
    of<Need, State>(participant: Participant<Need, State>): State {
      assert(states.has(participant as AnyParticipant), `nothing was read for ${participant.name}`)
      return states.get(participant as AnyParticipant) as State
    },
  }
}
