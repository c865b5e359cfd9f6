import type { Instant } from '@huitou/units'

/** A published version as it is kept: in force from `from_at` until the next one takes over. */
export interface VersionRow { readonly version: number; readonly state: 'draft' | 'published' | 'retired'; readonly saves: number; readonly from_at: Date | null; readonly published_at: Date | null }
export type VersionState = 'draft' | 'scheduled' | 'published' | 'retired'

export const fromOf = (row: VersionRow): Instant => (row.from_at ?? row.published_at)!.getTime()

/** Published versions in the order in which they come into force. */
export const inOrder = <R extends VersionRow>(rows: readonly R[]): R[] => rows.filter((r) => r.state !== 'draft').sort((a, b) => fromOf(a) - fromOf(b) || a.version - b.version)

export interface Standing<R> { readonly current: R | null; readonly scheduled: R | null; readonly draft: R | null; readonly older: readonly R[] }

/** What runs, what is to come, what is drafted and what ran before: by their instants, whether or not anybody did anything then. */
export function standingOf<R extends VersionRow>(rows: readonly R[], now: Instant): Standing<R> {
  const published = inOrder(rows)
  const at = published.findLastIndex((r) => fromOf(r) <= now)
  return { current: published[at] ?? null, scheduled: published[at + 1] ?? null, draft: rows.find((r) => r.state === 'draft') ?? null, older: published.slice(0, Math.max(0, at)).reverse() }
}

/** How a version is called at an instant, and from when to when it is in force. */
export function lifeOf<R extends VersionRow>(row: R, rows: readonly R[], now: Instant): { state: VersionState; saves: number; publishedAt: string | null; from: string | null; until: string | null } {
  const head = { saves: row.saves, publishedAt: row.published_at?.toISOString() ?? null }
  if (row.state === 'draft') return { ...head, state: 'draft', from: null, until: null }
  const published = inOrder(rows)
  const next = published[published.findIndex((r) => r.version === row.version) + 1]
  const state = fromOf(row) > now ? 'scheduled' : next && fromOf(next) <= now ? 'retired' : 'published'
  return { ...head, state, from: new Date(fromOf(row)).toISOString(), until: next ? new Date(fromOf(next)).toISOString() : null }
}

export interface PublishAsk { readonly expectVersion: number; readonly expectSaves?: number; readonly from?: string }
interface Refusal { readonly code: string; readonly facts: Record<string, unknown> }

/** Why a draft may not be published, in the order of precedence, and before its own problems: no-draft, draft-moved-on, version-scheduled, from-is-past. */
export function mayPublish<R extends VersionRow>({ draft, scheduled }: Standing<R>, ask: PublishAsk, now: Instant): Refusal | null {
  if (!draft) return { code: 'no-draft', facts: {} }
  if (draft.version !== ask.expectVersion || (ask.expectSaves !== undefined && draft.saves !== ask.expectSaves)) return { code: 'draft-moved-on', facts: { version: draft.version } }
  if (scheduled) return { code: 'version-scheduled', facts: { version: scheduled.version, from: new Date(fromOf(scheduled)).toISOString() } }
  if (ask.from !== undefined && Date.parse(ask.from) <= now) return { code: 'from-is-past', facts: {} }
  return null
}

/** Why a scheduled version may not be taken back: not-scheduled, draft-in-the-way. */
export function mayWithdraw<R extends VersionRow>({ draft, scheduled }: Standing<R>, expectVersion: number): Refusal | null {
  if (!scheduled || scheduled.version !== expectVersion) return { code: 'not-scheduled', facts: { version: expectVersion } }
  return draft ? { code: 'draft-in-the-way', facts: { version: draft.version } } : null
}
