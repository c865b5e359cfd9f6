import type { Cause } from '@huitou/ledger'

export type LineKind = 'earn' | 'activate' | 'spend' | 'return' | 'clawback' | 'expire' | 'adjust' | 'hold' | 'release' | 'repay' | 'waive' | 'transfer-in' | 'transfer-out' | 'transfer-back' | 'import' | 'undo'

/** A line of several causes is called by the one that stands first here. */
const BY_CAUSE: readonly (readonly [Cause, LineKind])[] = [
  ['send', 'transfer-out'], ['receive', 'transfer-in'], ['hold', 'hold'], ['spend', 'spend'], ['commit', 'spend'], ['owe', 'spend'], ['clawback', 'clawback'], ['earn', 'earn'], ['grant', 'adjust'], ['deduct', 'adjust'], ['waive', 'waive'], ['return', 'return'],
  ['release', 'release'], ['lapse', 'release'], ['activate', 'activate'], ['expire', 'expire'], ['repay', 'repay'], ['come-back', 'transfer-back'],
]

export const kindOf = ({ causes }: { readonly causes: readonly Cause[] }): LineKind => BY_CAUSE.find(([cause]) => causes.includes(cause))?.[1] ?? 'adjust'

/** The same of a line's causes in a row: whether one names it, and none that stands before. */
export function namedBySql(cause: Cause, causes: string): string {
  const before = BY_CAUSE.slice(0, BY_CAUSE.findIndex(([c]) => c === cause)).map(([c]) => `'${c}'`)
  return `'${cause}' = any(${causes}) and not ${causes} && array[${before.join(', ')}]::text[]`
}
