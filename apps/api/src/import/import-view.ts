import type { AnswerOf, importRoutes } from '@huitou/contract'
import type { FileGuess } from './guess-columns.js'
import { isUnderWay, noCounts, type ImportRun } from './import-record.js'

export type ImportOnWire = AnswerOf<typeof importRoutes.checkImport>
type State = ImportOnWire['state']

/** The import as the contract says it. A run whose worker fell silent is shown as failed: it may be run again, and goes on where it stopped. */
export function viewOf(run: ImportRun, now: number): ImportOnWire {
  const busy = ['queued', 'checking', 'running', 'undoing'].includes(run.status)
  const gone = busy && !isUnderWay(run, now)
  return {
    importId: run.importId, fileName: run.fileName, bytes: run.bytes, encoding: run.shape?.file.encoding ?? '', gzip: run.shape?.file.gzip ?? false, state: gone ? 'failed' : stateOf(run), phase: gone || !busy ? null : run.progress.phase,
    progress: { done: run.progress.done, of: run.progress.of }, terms: run.terms as ImportOnWire['terms'], counts: run.outcome ? { ...noCounts(), ...run.outcome.counts } : null, reasons: (run.outcome?.reasons ?? []) as ImportOnWire['reasons'],
    createdAt: new Date(run.createdAt).toISOString(), finishedAt: run.finishedAt === null ? null : new Date(run.finishedAt).toISOString(), byName: run.byName, failure: gone ? 'worker-gone' : run.fault || null,
  }
}

const stateOf = (run: ImportRun): State => (run.status === 'checking' ? 'running' : run.status === 'uploading' ? 'uploaded' : run.status)

export const guessView = (guess: FileGuess): AnswerOf<typeof importRoutes.uploadOrders>['guess'] => ({ columns: guess.columns, preset: guess.preset, delimiter: guess.delimiter, dateFormat: guess.dateFormat })
