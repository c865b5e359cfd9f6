import type { MemberId, MerchantId } from '@huitou/units'
import { untilNone, type Database } from '../platform/database/index.js'
import { lookAgain, type ActKind, type GroupCommit } from '../platform/group-commit/index.js'
import { pointsNudge } from './balance.js'
import { pointsBook } from './points-book.js'
import { backKey, fallenReferrals, holderOf } from './points.rows.js'

const STEP = 200
interface DropReferral { readonly memberId: MemberId; readonly ofMember: MemberId; readonly factId: string }

/** A referral whose order came back whole is taken back as any award is, by the shop's clawback: from whoever has the points now. Its key is of the award, so that it is once, whatever is merged before and after. */
const dropReferral: ActKind<DropReferral, null> = {
  name: 'drop-referral',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId, actId: r.factId, all: true })],
  decide(r, batch, ctx) {
    const booked = batch.of(pointsBook).book(r.memberId, { id: `back:${r.ofMember}:${r.factId}`, kind: 'referral-back', actId: ctx.actId, actor: ctx.actor, deeds: [{ kind: 'refund', of: { actId: r.factId }, kept: [], nothingLeft: true, keptMinor: 0 }] })
    return booked.ok ? { ok: true, answer: null, nudges: [pointsNudge(r.memberId)] } : booked
  },
}

/**
 * Takes back the referrals of an order that was wholly refunded, or of all such orders: the night asks again for what a
 * process that ended left undone, and for orders that an import gave back. Answers how many.
 */
export async function dropReferrals({ database, groupCommit }: { database: Database; groupCommit: GroupCommit }, merchantId: MerchantId, orderId: string | null = null): Promise<number> {
  let dropped = 0
  // Each leaves its act, also where it was refused, so that it is not found again.
  await untilNone(async () => {
    const some = await database.inMerchant(merchantId, (tx) => fallenReferrals(tx, orderId, STEP), { readOnly: true })
    for (const { member_id: ofMember, fact_id: factId } of some) {
      // Merged meanwhile: looked at anew who has them.
      const outcome = await lookAgain(async () => groupCommit.submit(dropReferral, { merchantId, actor: 'system', key: backKey(ofMember, factId), request: { memberId: await database.inMerchant(merchantId, (tx) => holderOf(tx, ofMember), { readOnly: true }), ofMember, factId } }))
      if (outcome.ok) dropped++
    }
    return some.length
  })
  return dropped
}
