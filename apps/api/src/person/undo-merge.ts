import type { Deed } from '@huitou/ledger'
import { assert, type Instant } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { partConsents } from '../consent/index.js'
import type { Tx } from '../platform/database/index.js'
import { lockMembers, writeNudges, type Outcome } from '../platform/group-commit/index.js'
import { readBooks, writeBooks, type BookAct, type BooksOfBatch } from '../points/index.js'
import { mergeFact } from './merge-members.js'
import { leadBack, markUndone, mergeById, movedOrders, moveRowsBack, readPersons, recount, type MergeRow } from './merge.rows.js'

/**
 * Two persons again: in both logs the merge does not stand any more, and the difference is posted. What has happened since
 * stays where it was booked, but for what concerns the other's orders, awards and holds: that goes with them. Points spent since
 * out of what came over are debt. Refusals in this order: merge-unknown, merge-undone, member-left.
 */
export async function undoMerge(tx: Tx, ask: { readonly mergeId: string; readonly actor: string; readonly reason: string }, actId: string, now: Instant): Promise<Outcome<{ keptId: string; goneId: string }>> {
  const no = (code: string, facts: Record<string, unknown>) => ({ ok: false as const, refusal: { code, facts } })
  const merge = await mergeById(tx, ask.mergeId)
  if (!merge) return no('merge-unknown', { mergeId: ask.mergeId })
  const both = [merge.kept_id, merge.gone_id]
  await lockMembers(tx, [...both].sort())
  const persons = await readPersons(tx, both)
  const [kept, gone] = both.map((id) => persons.find((p) => p.member_id === id))
  if ((await mergeById(tx, ask.mergeId))!.undone_at !== null) return no('merge-undone', { mergeId: ask.mergeId })
  if (!kept || kept.left_at !== null || gone?.merged_into !== merge.kept_id) return no('member-left', { memberId: merge.kept_id, mergedInto: kept?.merged_into ?? null })
  const books = await readBooks(tx, both.map((memberId) => ({ memberId, late: true })), now)
  bookUndo(books, merge, await movedOrders(tx, merge.merge_id), { id: `u:${actId}`, kind: 'unmerge', actId, actor: ask.actor, reason: ask.reason })
  await writeBooks(tx, books)
  const ids = { mergeId: merge.merge_id, keptId: merge.kept_id, goneId: merge.gone_id }
  await moveRowsBack(tx, ids)
  await leadBack(tx, { ...ids, filled: merge.filled })
  await partConsents(tx, merge.kept_id, now)
  await recount(tx, both)
  assert((await markUndone(tx, merge.merge_id, now)) === 1, 'a merge was undone twice')
  await recordAudit(tx, { actor: ask.actor, action: 'undo-merge', subject: `member:${merge.kept_id}`, after: { mergeId: merge.merge_id, from: merge.gone_id }, reason: ask.reason }, now)
  await writeNudges(tx, both.map((id) => ({ topic: 'points', audience: `member:${id}`, ref: id })), now)
  return { ok: true, answer: { keptId: merge.kept_id, goneId: merge.gone_id } }
}

function bookUndo(books: BooksOfBatch, merge: MergeRow, orders: ReadonlySet<string>, act: Omit<BookAct, 'deeds'>): void {
  const [kept, gone] = [books.member(merge.kept_id), books.member(merge.gone_id)]
  const facts = kept.log!.facts
  const at = facts.findIndex((f) => f.id === mergeFact(merge.merge_id))
  assert(at >= 0, 'the merge stands in the log')
  const holds = new Set(facts[at]!.deeds.flatMap((d) => (d.kind === 'take-over' ? d.parcels.flatMap((p) => p.holds.map((h) => h.id)) : [])))
  const sources = { orders, acts: new Set(gone.log!.facts.map((f) => f.id)) }
  const theirs = facts.slice(at + 1).filter((f) => f.deeds.length > 0 && f.deeds.every((d) => concerns(d, sources, holds)))
  const own = mergeFact(merge.merge_id)
  books.bookLate(kept, [{ ...act, deeds: [{ kind: 'void', facts: [own, ...theirs.map((f) => f.id)] }] }])
  books.bookLate(gone, [
    { ...act, deeds: [{ kind: 'void', facts: [own] }] },
    ...theirs.map((f): BookAct => ({ id: f.id, at: f.at, kind: 'carried', actor: act.actor, deeds: f.deeds, orderId: orderOf(f.deeds), ...(f.counted ? { counted: f.counted } : {}), ...(f.ruleSet === null ? {} : { ruleSet: f.ruleSet }) })),
  ])
}

/** Whether a deed speaks of what an order or an act of theirs gave, or of a hold that came over. */
function concerns(d: Deed, { orders, acts }: { readonly orders: ReadonlySet<string>; readonly acts: ReadonlySet<string> }, holds: ReadonlySet<string>): boolean {
  if (d.kind === 'refund' || d.kind === 'confirm' || d.kind === 'cancel-pending') return 'orderId' in d.of ? orders.has(d.of.orderId) : acts.has(d.of.actId)
  if (d.kind === 'undo-spend') return holds.has(d.spendId)
  return (d.kind === 'commit' || d.kind === 'cancel') && holds.has(d.holdId)
}

const orderOf = (deeds: readonly Deed[]): string | null => {
  for (const d of deeds) if (d.kind === 'refund' && 'orderId' in d.of) return d.of.orderId
  return null
}
