import { Injectable } from '@nestjs/common'
import { readTypedCode } from '@huitou/contract'
import type { MemberId, MerchantId } from '@huitou/units'
import { Database } from '../platform/database/index.js'
import { GroupCommit, type Outcome } from '../platform/group-commit/index.js'
import type { Given } from './claim-coupon.js'
import { CodeGate, LOCKED_SECONDS } from './code-gate.js'
import { couponOfCode } from './code.rows.js'
import { redeemCode } from './redeem-code.js'

const WRONG = new Set(['coupon-code-unknown', 'coupon-code-mistyped'])

/** Codes typed by members on their phones and by clerks at the till, behind one gate. */
@Injectable()
export class RedeemCodes {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly gate: CodeGate) {}

  redeem(a: { merchantId: MerchantId; memberId: MemberId; actor: string; address: string; key: string; code: string }): Promise<Outcome<Given>> {
    return this.gated({ ...a, tillId: null }, (couponId) => this.groupCommit.submit(redeemCode, { merchantId: a.merchantId, actor: a.actor, key: a.key, request: { memberId: a.memberId, code: a.code, couponId } }))
  }

  /** An act that takes a code, behind the gate: `submit` is told of which coupon the code is, null for none of this shop. */
  async gated<T>(a: { merchantId: MerchantId; memberId: MemberId | null; tillId: string | null; address: string; code: string }, submit: (couponId: string | null) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const who = [a.tillId === null ? { kind: 'who' as const, id: `${a.merchantId}/${a.memberId}` } : { kind: 'till' as const, id: `${a.merchantId}/${a.tillId}` }, { kind: 'address' as const, id: a.address }]
    if (await this.gate.isShut(who)) return { ok: false, refusal: { code: 'coupon-code-locked', facts: { seconds: LOCKED_SECONDS } } }
    const [row] = await this.database.read<{ coupon_id: string }>(a.merchantId, couponOfCode(a.merchantId, readTypedCode(a.code).candidates))
    const outcome = await submit(row?.coupon_id ?? null)
    if (!outcome.ok && WRONG.has(outcome.refusal.code)) await this.gate.noteWrong(who)
    return outcome
  }
}
