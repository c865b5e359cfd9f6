import type { Instant, MemberId, MerchantId } from '@huitou/units'
import type { Tx } from '../database/index.js'

/** Who acts: `staff:<id>`, `member:<id>`, `till:<id>`, `import:<id>`, `system`. */
export type Actor = string

/** A nudge to whoever must hear of it: never the truth, the screen reads again. */
export interface Nudge {
  readonly topic: string
  /** member:<id>, till:<id>, staff:<id>, staff (all of the shop) */
  readonly audience: string
  readonly ref: string
}

export interface Refusal {
  readonly code: string
  readonly facts: Record<string, unknown>
}

export type Outcome<Ans> = { readonly ok: true; readonly answer: Ans; readonly nudges?: readonly Nudge[] } | { readonly ok: false; readonly refusal: Refusal }

/** A room's share of a batch: its facts for all acts at once, folded by decide, written once. */
export interface Participant<Need, State> {
  readonly name: string
  /** Order among shared rows and writes, lower first; member rows are always locked first, by the batch itself. Default 100, then by name. */
  readonly order?: number
  lock?(tx: Tx, needs: readonly Need[]): Promise<void>
  read(tx: Tx, needs: readonly Need[], now: Instant): Promise<State>
  /** With array parameters; guards are checked by the count of changed rows, and a miss throws. */
  write(tx: Tx, state: State, now: Instant): Promise<void>
}

/** One participant and what an act wants of it. */
export interface NeedOf {
  readonly participant: Participant<unknown, unknown>
  readonly need: unknown
}

export const needOf = <Need, State>(participant: Participant<Need, State>, need: Need): NeedOf => ({ participant: participant as Participant<unknown, unknown>, need })

/** The states of the batch under way, by participant. */
export interface BatchStates {
  of<Need, State>(participant: Participant<Need, State>): State
}

export interface ActContext {
  readonly now: Instant
  readonly merchantId: MerchantId
  readonly actor: Actor
  readonly actId: string
}

export interface ActKind<Req, Ans> {
  readonly name: string
  members(req: Req): readonly MemberId[]
  /**
   * The shared rows that many ask for at once (a coupon's stock): acts of one fly in one batch at a time, so that a second lane
   * does not sit on its members and a connection, waiting for the row, while the queue behind it grows. The row's lock is what
   * makes it right, this only makes it quick.
   */
  hot?(req: Req): readonly string[]
  needs(req: Req): readonly NeedOf[]
  /** Pure over the states: applies to them only when it says yes. A refusal leaves them untouched. */
  decide(req: Req, batch: BatchStates, ctx: ActContext): Outcome<Ans>
}

/** One act as it stands in a batch. */
export interface Asked<Req = unknown, Ans = unknown> {
  readonly kind: ActKind<Req, Ans>
  readonly actor: Actor
  readonly key: string
  readonly request: Req
  readonly hash: Buffer
}
