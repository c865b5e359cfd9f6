import type { MemberId, MerchantId } from '@huitou/units'
import type { Database, Tx } from '../platform/database/index.js'
import { lookAgain, needOf, type ActKind, type GroupCommit, type Participant } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { pointsNudge } from './balance.js'
import { pointsBook } from './points-book.js'
import { fallenReferrals, knownFacts } from './points.rows.js'

const STEP = 200
interface DropReferral { readonly memberId: MemberId; readonly factId: string }

const factIdOf = (r: DropReferral): string => `back:${r.factId}`
const keyOf = (r: DropReferral): string => `${r.memberId}|${factIdOf(r)}`

/** What was taken back already: a refund and the night may come together. */
class Fallen implements Participant<DropReferral, Set<string>> {
  readonly name = 'fallen-referrals'
  readonly need = (need: DropReferral) => needOf<DropReferral, Set<string>>(this, need)
  async read(tx: Tx, needs: readonly DropReferral[]): Promise<Set<string>> {
    return new Set((await knownFacts(tx, needs.map((n) => n.memberId), needs.map(factIdOf))).map((row) => `${row.member_id}|${row.fact_id}`))
  }
  async write(): Promise<void> {}
}
const fallen = new Fallen()

/** A referral whose order came back whole is taken back as any award is: by the shop's clawback, and once. */
const dropReferral: ActKind<DropReferral, null> = {
  name: 'drop-referral',
  members: (r) => [r.memberId],
  needs: (r) => [pointsBook.need({ memberId: r.memberId, actId: r.factId, all: true }), fallen.need(r)],
  decide(r, batch, ctx) {
    const back = batch.of(fallen)
    if (back.has(keyOf(r))) return { ok: true, answer: null }
    back.add(keyOf(r))
    const booked = batch.of(pointsBook).book(r.memberId, { id: factIdOf(r), kind: 'referral-back', actId: ctx.actId, actor: ctx.actor, deeds: [{ kind: 'refund', of: { actId: r.factId }, kept: [], nothingLeft: true, keptMinor: 0 }] })
    return booked.ok ? { ok: true, answer: null, nudges: [pointsNudge(r.memberId)] } : booked
  },
}

/**
 * Takes back the referrals of an order that was wholly refunded, or of all such orders: the night asks again for what a
 * process that ended left undone, and for orders that an import gave back. Answers how many.
 */
export async function dropReferrals({ database, groupCommit }: { database: Database; groupCommit: GroupCommit }, merchantId: MerchantId, orderId: string | null = null): Promise<number> {
  for (let done = 0; ;) {
    const some = await database.inMerchant(merchantId, (tx) => fallenReferrals(tx, orderId, STEP), { readOnly: true })
    if (some.length === 0) return done
    // A merge in between moves the points: then it is looked at anew.
    let taken = 0
    for (const { member_id, fact_id } of some) if ((await lookAgain(async () => groupCommit.submit(dropReferral, { merchantId, actor: 'system', key: newId(), request: { memberId: member_id, factId: fact_id } }))).ok) taken++
    done += taken
    if (taken === 0) return done
  }
}
