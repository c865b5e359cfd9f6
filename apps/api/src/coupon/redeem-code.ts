import { readTypedCode } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type NeedOf, type Outcome, type Participant } from '../platform/group-commit/index.js'
import { issueNeeds, judgeIssue, type Given } from './claim-coupon.js'
import { claimedCard } from './coupon-card.js'
import { lockCodes, readCodes, useCodes, type CodeRow } from './code.rows.js'
import { couponStock } from './stock.js'
import { couponWallet } from './wallet.js'

/** The codes of a batch of acts, and who used them up. */
class CodesOfBatch {
  readonly used: { code: string; claimId: string }[] = []
  constructor(private readonly rows: ReadonlyMap<string, CodeRow>) {}
  find(candidates: readonly string[]): CodeRow | undefined {
    const row = candidates.map((c) => this.rows.get(c)).find(Boolean)
    const now = row && this.used.find((u) => u.code === row.code)
    return row && now ? { ...row, claim_id: now.claimId } : row
  }
}

class CouponCodes implements Participant<readonly string[], CodesOfBatch> {
  readonly name = 'coupon-code'
  readonly order = 52
  need(candidates: readonly string[]): NeedOf {
    return needOf(this, candidates)
  }
  async lock(tx: Tx, needs: readonly (readonly string[])[]): Promise<void> {
    await lockCodes(tx, [...new Set(needs.flat())])
  }
  async read(tx: Tx, needs: readonly (readonly string[])[]): Promise<CodesOfBatch> {
    return new CodesOfBatch(new Map((await readCodes(tx, [...new Set(needs.flat())])).map((r) => [r.code, r])))
  }
  write(tx: Tx, codes: CodesOfBatch): Promise<void> {
    return useCodes(tx, codes.used)
  }
}
const couponCodes = new CouponCodes()

export interface RedeemCode {
  readonly memberId: MemberId
  readonly code: string
  /** of which coupon it is, read before: it never changes; null for no code of this shop */
  readonly couponId: string | null
}

/**
 * A code becomes a coupon in the wallet of whoever types it. Typed again by the same member it answers the coupon they hold:
 * kept once. Refusals in this order: coupon-code-unknown (or -mistyped, where only a slip of the finger is missing),
 * coupon-code-void, coupon-code-used, then those of a claim.
 */
export const redeemCode: ActKind<RedeemCode, Given> = {
  name: 'redeem-code',
  members: (r) => [r.memberId],
  needs: (r) => [couponCodes.need(readTypedCode(r.code).candidates), ...(r.couponId === null ? [] : [...issueNeeds({ memberId: r.memberId, couponId: r.couponId }), couponWallet.need({ memberId: r.memberId, usable: true })])],
  decide(r, batch, ctx): Outcome<Given> {
    const codes = batch.of(couponCodes)
    const typed = readTypedCode(r.code)
    const row = codes.find(typed.candidates)
    if (!row || row.coupon_id !== r.couponId) return no(typed.mistyped ? 'coupon-code-mistyped' : 'coupon-code-unknown')
    const stock = batch.of(couponStock).row(row.coupon_id)
    const held = batch.of(couponWallet).heldBy(r.memberId, (c) => (row.kind === 'shared' ? c.source === 'shared' && c.coupon_id === row.coupon_id : c.claim_id === row.claim_id))
    if (held && stock) {
      const { scopeText: _words, ...card } = claimedCard(held, { zone: stock.zone, currency: stock.currency, now: ctx.now, speech: 'zh-CN' })
      return { ok: true, answer: { card, scope: held.terms.scope } }
    }
    if (row.state === 'void' || row.state === 'making') return no('coupon-code-void')
    if (row.claim_id !== null) return no('coupon-code-used')
    const judged = judgeIssue(batch, { memberId: r.memberId, couponId: row.coupon_id, ...(row.kind === 'shared' ? { source: 'shared', sourceKey: `${row.batch_id}/${ctx.actId}` } : { source: 'code', sourceKey: row.code }), gift: false }, ctx)
    if (!judged.ok) return judged
    const given = judged.give()
    if (row.kind !== 'shared') codes.used.push({ code: row.code, claimId: given.answer.card.memberCouponId! })
    return given
  },
}

const no = (code: string): Outcome<never> => ({ ok: false, refusal: { code, facts: {} } })
