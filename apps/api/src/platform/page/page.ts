import { HttpProblem } from '../http/index.js'

/** Where a list goes on: the sort key and the id of the last row shown. Opaque to the caller, so that lists may change how they sort. */
export type After = readonly [key: number, id: string]

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const cursorOf = (after: After): string => Buffer.from(JSON.stringify(after)).toString('base64url')

/** null for the first page; 400 for a cursor that no list of ours gave out. */
export function readCursor(cursor: string | undefined): After | null {
  if (cursor === undefined) return null
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(read) && read.length === 2 && Number.isSafeInteger(read[0]) && (read[0] as number) >= -2e14 && (read[0] as number) <= 8.64e15 && typeof read[1] === 'string' && ID.test(read[1])) return [read[0] as number, read[1]]
  } catch {
    // falls through: whatever it was, it is not ours
  }
  throw new HttpProblem(400, 'malformed', { field: 'cursor' })
}

/** A page out of `limit + 1` rows: the extra one only says that there is more. */
export function pageOf<Row, Item>(rows: readonly Row[], limit: number, item: (row: Row) => Item, after: (row: Row) => After): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(item), next: rows.length > limit && last !== undefined ? cursorOf(after(last)) : null }
}
