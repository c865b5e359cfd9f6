import { parcelOf, type Book } from '@huitou/ledger'
import { assert, type Instant, type MemberId } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { joinConsents } from '../consent/index.js'
import type { Tx } from '../platform/database/index.js'
import { lockMembers, writeNudges, type Outcome } from '../platform/group-commit/index.js'
import { readBooks, writeBooks, type BooksOfBatch } from '../points/index.js'
import { meetingsMerged } from './meeting.rows.js'
import { endSessionsOf, insertMerge, leadTo, moveRows, readPersons, recount, type PersonRow } from './merge.rows.js'

export interface MergeAsk {
  /** stays */
  readonly keptId: MemberId
  /** hands everything over and leads to the other from then on */
  readonly goneId: MemberId
  readonly actor: string
  readonly reason: string
}
export interface Merged { readonly mergeId: string; readonly keptId: MemberId }
type No = { readonly ok: false; readonly refusal: { readonly code: string; readonly facts: Record<string, unknown> } }

/** Refusals in this order: member-unknown, merge-same, member-left. */
export function mergeRefusal(ask: Pick<MergeAsk, 'keptId' | 'goneId'>, persons: readonly PersonRow[]): No | null {
  const no = (code: string, facts: Record<string, unknown>): No => ({ ok: false, refusal: { code, facts } })
  for (const memberId of [ask.keptId, ask.goneId]) if (!persons.some((p) => p.member_id === memberId)) return no('member-unknown', { memberId })
  if (ask.keptId === ask.goneId) return no('merge-same', {})
  const left = persons.find((p) => p.left_at !== null)
  return left ? no('member-left', { memberId: left.member_id, mergedInto: left.merged_into }) : null
}

/** The factId under which a merge stands in both logs. */
export const mergeFact = (mergeId: string): string => `m:${mergeId}`

/**
 * The merge on the two books: everything of one goes by postings to the other, with its dates; debts add and are repaid
 * at once; growth, spend and orders keep their days; the higher tier is held to its own end.
 */
export function bookMerge(books: BooksOfBatch, ask: MergeAsk, mergeId: string): void {
  for (const id of [ask.goneId, ask.keptId]) books.settleTime(id, books.now)
  const [kept, gone] = [books.member(ask.keptId), books.member(ask.goneId)]
  const parcels = Object.values(gone.books).filter(isUsed).map((b) => parcelOf(b, new Set(kept.books[b.wallet]?.lots.map((l) => l.source)), ask.goneId, books.now))
  const days = [...gone.days.values()].filter((d) => d.spend !== 0 || d.orders !== 0).map(({ day, spend, orders }) => ({ day, spend, orders }))
  const act = { id: mergeFact(mergeId), kind: 'merge', actId: mergeId, actor: ask.actor, reason: ask.reason }
  const { hold } = gone.tier
  const took = books.book(ask.keptId, { ...act, deeds: [{ kind: 'take-over', parcels }], joined: { days, hold, leaves: false } })
  const gave = books.book(ask.goneId, { ...act, deeds: [{ kind: 'hand-over' }], joined: { days: days.map((d) => ({ day: d.day, spend: 0 - d.spend, orders: 0 - d.orders })), hold: null, leaves: true } })
  assert(took.ok && gave.ok, 'a merge is never refused by the book')
}

const isUsed = (b: Book): boolean => b.lots.length > 0 || b.holds.length > 0 || b.debt > 0 || b.short > 0 || Object.keys(b.counters).length > 0

/** Both books whole: also closed lots and ended holds go over, refunds may still ask for them. */
export const readBoth = (tx: Tx, ask: Pick<MergeAsk, 'keptId' | 'goneId'>, now: Instant): Promise<BooksOfBatch> =>
  readBooks(tx, [ask.keptId, ask.goneId].map((memberId) => ({ memberId, ever: true })), now)

/** Makes two members one, in the caller's transaction; a merge is named by its act. */
export async function mergeMembers(tx: Tx, ask: MergeAsk, mergeId: string, now: Instant): Promise<Outcome<Merged>> {
  await lockMembers(tx, [ask.keptId, ask.goneId].sort())
  const refused = mergeRefusal(ask, await readPersons(tx, [ask.keptId, ask.goneId]))
  if (refused) return refused
  const books = await readBoth(tx, ask, now)
  bookMerge(books, ask, mergeId)
  await writeBooks(tx, books)
  const moved = await moveRows(tx, { mergeId, ...ask })
  const filled = await leadTo(tx, ask, now)
  await joinConsents(tx, ask, now)
  await recount(tx, [ask.keptId, ask.goneId])
  await insertMerge(tx, { mergeId, ...ask, filled }, now)
  await meetingsMerged(tx, [ask.keptId, ask.goneId], { actor: ask.actor, now })
  await endSessionsOf(tx, ask.goneId, 'merged', now)
  await recordAudit(tx, { actor: ask.actor, action: 'merge-members', subject: `member:${ask.keptId}`, after: { mergeId, from: ask.goneId, moved: Object.fromEntries(Object.entries(moved).filter(([, n]) => n > 0)), filled }, reason: ask.reason }, now)
  await writeNudges(tx, [{ topic: 'points', audience: `member:${ask.keptId}`, ref: ask.keptId }], now)
  return { ok: true, answer: { mergeId, keptId: ask.keptId } }
}
