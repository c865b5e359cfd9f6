import type { Earned } from '@huitou/ledger'
import { dateAt } from '@huitou/units'
import type { ActContext, BatchStates } from '../platform/group-commit/index.js'
import { pointsBook } from '../points/index.js'
import { board } from './board.js'
import type { Item } from './board.rows.js'

/** Points for a useful post by the shop's earning rules and their daily ceiling, once a post. Answers how many. */
export function awardPost(item: Item, batch: BatchStates, ctx: ActContext): number {
  const seen = batch.of(board)
  if (item.kind !== 'post' || seen.isRewarded(item.itemId)) return 0
  const books = batch.of(pointsBook)
  const booked = books.book(item.memberId, { id: ctx.actId, kind: 'post', actId: ctx.actId, actor: ctx.actor, deeds: [{ kind: 'action', action: 'post', context: { tier: null } }] })
  const points = booked.ok ? booked.done.filter((d) => d.wallet === 'points').reduce((sum, d) => sum + (d.answer as Earned).points, 0) : 0
  if (points > 0) seen.reward({ postId: item.itemId, memberId: item.memberId, day: dateAt(ctx.now, books.terms.zone), points })
  return points
}
