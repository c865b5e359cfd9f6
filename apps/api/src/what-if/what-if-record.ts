import type { WhatIfResult as WhatIfResultSchema } from '@huitou/contract'
import type { Instant } from '@huitou/units'
import type * as z from 'zod/mini'

export type DraftKind = 'tiers' | 'rules'
export type WhatIfResult = z.input<typeof WhatIfResultSchema>

export interface WhatIfRun {
  readonly whatIfId: string
  readonly draft: DraftKind
  readonly version: number
  readonly saves: number
  readonly state: 'running' | 'done' | 'failed'
  readonly done: number
  readonly members: number
  readonly fromAt: Instant
  readonly asOf: Instant
  readonly result: WhatIfResult | null
  readonly fault: string
  readonly startedBy: string
  readonly byName: string
  readonly finishedAt: Instant | null
  readonly aliveAt: Instant | null
}

/** The fault of a run that somebody stopped. */
export const BY_HAND = 'by-hand'

/** A worker that has not been heard of for so long is gone: nothing stands of its run. */
export const SILENT_AFTER_MS = 30_000

export const isUnderWay = (run: Pick<WhatIfRun, 'state' | 'aliveAt'>, now: Instant): boolean => run.state === 'running' && run.aliveAt !== null && now - run.aliveAt < SILENT_AFTER_MS

/** The run as the owner sees it; `draft` is the draft as it stands, if there is one. */
export const viewOf = (run: WhatIfRun, draft: { readonly version: number; readonly saves: number } | null, now: Instant) => ({
  whatIfId: run.whatIfId, of: run.draft, version: run.version, state: (run.state === 'running' && !isUnderWay(run, now)) || run.fault === BY_HAND ? 'stopped' as const : run.state, byHand: run.fault === BY_HAND,
  olderDraft: draft !== null && (draft.version !== run.version || draft.saves !== run.saves),
  progress: { done: run.done, of: run.members }, from: new Date(run.fromAt).toISOString(), asOf: new Date(run.asOf).toISOString(), finishedAt: run.finishedAt === null ? null : new Date(run.finishedAt).toISOString(), byName: run.byName, result: run.result,
})
