import type { Send } from '../platform/ask'

export const NAMES = ['search', 'tierId', 'tag', 'source', 'idleDays', 'stage', 'joinedFrom', 'joinedTo', 'importId', 'sort'] as const
export type Filters = Partial<Record<(typeof NAMES)[number], string>>
export const SORTS = ['last-order', 'joined', 'spent', 'points'] as const
export type Sort = (typeof SORTS)[number]
export const STAGES = ['new', 'active', 'at-risk', 'sleeping', 'lost'] as const
export const CHIPS = ['tierId', 'tag', 'source', 'idleDays', 'stage', 'joinedFrom', 'joinedTo', 'importId'] as const

/** What the address says, as the API asks it. Anything odd in a pasted link is left out. */
export function askOf(f: Filters): Omit<Send<'listMembers'>, 'cursor' | 'limit'> {
  const idle = Number(f.idleDays)
  const stage = STAGES.find((s) => s === f.stage)
  return {
    ...(f.search ? { search: f.search } : {}), ...(f.tierId ? { tierId: f.tierId } : {}), ...(f.tag ? { tag: f.tag } : {}), ...(f.source ? { source: f.source } : {}),
    ...(Number.isInteger(idle) && idle > 0 ? { idleDays: idle } : {}), ...(isDay(f.joinedFrom) ? { joinedFrom: f.joinedFrom } : {}), ...(isDay(f.joinedTo) ? { joinedTo: f.joinedTo } : {}), ...(f.importId ? { importId: f.importId } : {}), ...(stage ? { stage } : {}),
    sort: SORTS.find((s) => s === f.sort) ?? 'last-order',
  }
}

const isDay = (text: string | undefined): text is string => !!text && /^\d{4}-\d{2}-\d{2}$/.test(text)
