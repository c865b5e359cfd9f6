import type { FileGuess } from './guess-columns.js'
import type { FileShape } from './order-file.js'
import type { Mapping } from './presets.js'

export type ImportStatus = 'uploading' | 'uploaded' | 'checking' | 'checked' | 'queued' | 'running' | 'done' | 'failed' | 'undoing' | 'undone'
export type ImportPhase = 'reading' | 'checking' | 'booking' | 'finishing'

/** What the owner chose before the file is read. */
export interface ImportTerms {
  readonly channel: string
  readonly mapping: Mapping
  /** which earning rules apply to the past: the first published version, those in force on each day, or none */
  readonly rules: 'first-version' | 'as-of-date' | 'none'
  /** no points of it expire before this day (merchant's calendar) */
  readonly noExpiryBefore: string | null
}

export interface ImportCounts {
  rows: number
  lines: number
  orders: number
  membersMade: number
  membersMatched: number
  anonymousLines: number
  cancellations: number
  cancellationsMatched: number
  /** of earlier imports, that found their sale in this file */
  earlierCancellationsMatched: number
  faulty: number
  alreadyThere: number
  totalMinor: number
  points: number
  growth: number
  customersWithoutValidLine: number
}

export interface ImportOutcome {
  readonly counts: ImportCounts
  readonly reasons: readonly { readonly reason: { readonly code: string; readonly facts: Record<string, unknown> }; readonly rows: number }[]
}

export interface ImportProgress {
  readonly phase: ImportPhase | null
  readonly done: number
  readonly of: number
}

export interface ImportRun {
  readonly importId: string
  readonly importNo: string
  readonly fileName: string
  readonly bytes: number
  readonly status: ImportStatus
  readonly shape: { readonly file: FileShape; readonly guess: FileGuess } | null
  readonly terms: ImportTerms | null
  readonly progress: ImportProgress
  readonly outcome: ImportOutcome | null
  readonly fault: string
  readonly startedBy: string
  readonly byName: string
  readonly createdAt: number
  readonly finishedAt: number | null
  readonly aliveAt: number | null
}

export const noCounts = (): ImportCounts => ({ rows: 0, lines: 0, orders: 0, membersMade: 0, membersMatched: 0, anonymousLines: 0, cancellations: 0, cancellationsMatched: 0, earlierCancellationsMatched: 0, faulty: 0, alreadyThere: 0, totalMinor: 0, points: 0, growth: 0, customersWithoutValidLine: 0 })

/** A worker that has not been heard of for so long is gone, and another may take up its run. */
export const SILENT_AFTER_MS = 30_000

export const isUnderWay = (run: Pick<ImportRun, 'status' | 'aliveAt'>, now: number): boolean =>
  ['queued', 'checking', 'running', 'undoing'].includes(run.status) && run.aliveAt !== null && now - run.aliveAt < SILENT_AFTER_MS
