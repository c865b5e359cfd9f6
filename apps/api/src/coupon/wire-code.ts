import type { AnswerOf, CodeBatch, routes } from '@huitou/contract'
import type * as z from 'zod/mini'
import type { BatchRow, FoundRow } from './code.rows.js'

export type WireBatch = z.output<typeof CodeBatch>

const iso = (d: Date | null) => d?.toISOString() ?? null

export function wireBatch(r: BatchRow): WireBatch {
  const seconds = ((r.done_at ?? r.touched_at).getTime() - r.created_at.getTime()) / 1000
  return {
    batchId: r.batch_id, couponId: r.coupon_id, batchNo: r.batch_no, kind: r.kind, label: r.label, prefix: r.prefix, sharedCode: r.shared_code, wanted: r.wanted, made: r.made, refused: r.refused, state: r.state, claimed: r.claimed, redeemed: r.redeemed,
    perSecond: r.kind === 'generated' && seconds > 0 ? Math.round(r.made / seconds) : null, exports: r.exports, exportedAt: iso(r.exported_at), exportedBy: r.exported_by_name, createdAt: r.created_at.toISOString(), createdBy: r.created_by,
  }
}

export const wireFound = (r: FoundRow): NonNullable<AnswerOf<typeof routes.findCode>['found']> => ({
  code: r.code, kind: r.kind, batchId: r.batch_id, batchNo: r.batch_no, label: r.label, couponId: r.coupon_id, title: r.title, state: r.state ?? (r.batch_state === 'void' ? 'void' : r.kind === 'shared' ? 'shared' : 'unused'),
  memberId: r.member_id, memberName: r.member_name, claimedAt: iso(r.claimed_at), orderId: r.order_id, orderNo: r.order_no, redeemedAt: iso(r.redeemed_at),
})
