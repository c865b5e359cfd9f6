import { Injectable } from '@nestjs/common'
import { readCode, readCouponDigits } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { CouponPasses, RedeemCodes } from '../coupon/index.js'
import { maskedName } from '../member-name/index.js'
import { Clock } from '../platform/clock/index.js'
import { Keys } from '../platform/config/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit, type Outcome } from '../platform/group-commit/index.js'
import { notFound, type TillCaller } from '../platform/http/index.js'
import { wireReason } from '../promotion/index.js'
import { aliasHolder, insertBadScan } from './code.rows.js'
import { deviceSecret } from './member-code.js'
import { redeemAtTill } from './redeem-at-till.js'
import { openVisit, scanCode, type Opened } from './scan-code.js'
import { scanCoupon, type Wished } from './scan-coupon.js'
import { nameOfVisit, oneVisit, type VisitRow } from './visit.rows.js'

/** Codes scanned or typed at a till, and visits opened without one. */
@Injectable()
export class Scans {
  private readonly scanCode = scanCode((deviceId) => deviceSecret(this.keys.of('member-code'), deviceId))

  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly keys: Keys, private readonly passes: CouponPasses, private readonly codes: RedeemCodes) {}

  /** A member code, or the code of one coupon: its first digit tells. `visitId`: the visit open at the till, for a coupon to join. */
  scan(caller: TillCaller, key: string, digits: string, visitId: string | null = null): Promise<Outcome<Opened | Wished>> {
    const coupon = readCouponDigits(digits)
    return coupon === null ? this.scanMember(caller, key, digits) : this.scanCoupon(caller, key, coupon, visitId)
  }

  /** A code from a card, for the member of this visit; wrong ones count against the till. */
  async redeem(caller: TillCaller, key: string, ask: { visitId: string; code: string; address: string }): Promise<Outcome<Wished>> {
    const { merchantId, tillId, storeId } = caller
    const [visit] = await this.database.read<VisitRow>(merchantId, oneVisit(merchantId, ask.visitId))
    if (!visit || visit.store_id !== storeId) throw notFound()
    const { visitId, code, address } = ask
    return this.codes.gated({ merchantId, memberId: visit.member_id, tillId, address, code }, (couponId) => this.groupCommit.submit(redeemAtTill, { merchantId, actor: `till:${tillId}`, key, request: { visitId, tillId, memberId: visit.member_id, code, couponId } }))
  }

  private async scanCoupon(caller: TillCaller, key: string, digits: string, visitId: string | null): Promise<Outcome<Wished>> {
    const { merchantId, tillId, storeId, staffId } = caller
    const found = await this.passes.find(merchantId, digits)
    const outcome = await this.groupCommit.submit(scanCoupon, { merchantId, actor: `till:${tillId}`, key, request: { digits, tillId, storeId, staffId, visitId, found: found && { claimId: found.claimId, memberId: found.memberId } } })
    if (outcome.ok) return outcome
    if (outcome.refusal.code === 'coupon-not-here') await this.noteBad(caller, key)
    return found ? { ok: false, refusal: wireReason(outcome.refusal, found.shop) } : outcome
  }

  private async scanMember(caller: TillCaller, key: string, digits: string): Promise<Outcome<Opened>> {
    const { merchantId, tillId, storeId, staffId } = caller
    const code = readCode(digits)
    const [row] = code ? await this.database.read<{ member_id: MemberId }>(merchantId, aliasHolder(merchantId, code.alias)) : []
    const outcome = await this.groupCommit.submit(this.scanCode, { merchantId, actor: `till:${tillId}`, key, request: { digits, tillId, storeId, staffId, holder: row?.member_id ?? null } })
    // Only what nobody could have shown counts against the till: a used or late code is an honest mistake.
    if (!outcome.ok && outcome.refusal.code === 'code-unknown') await this.noteBad(caller, key)
    return this.withName(caller, outcome)
  }

  private noteBad({ merchantId, tillId }: TillCaller, key: string): Promise<number> {
    return this.database.inMerchant(merchantId, (tx) => insertBadScan(tx, { tillId, key }, this.clock.now()))
  }

  open(caller: TillCaller, key: string, memberId: MemberId | null): Promise<Outcome<Opened>> {
    const { merchantId, tillId, storeId, staffId } = caller
    return this.groupCommit.submit(openVisit, { merchantId, actor: `till:${tillId}`, key, request: { tillId, storeId, staffId, memberId } })
  }

  /** A code used before says whose it is, masked. Read now and not kept with the refusal: who left since is not named. */
  private async withName(caller: TillCaller, outcome: Outcome<Opened>): Promise<Outcome<Opened>> {
    if (outcome.ok || outcome.refusal.code !== 'code-used') return outcome
    const [row] = await this.database.read<{ name: string }>(caller.merchantId, nameOfVisit(caller.merchantId, String(outcome.refusal.facts['visitId'] ?? '')))
    return { ok: false, refusal: { ...outcome.refusal, facts: { ...outcome.refusal.facts, nameMasked: maskedName(row?.name ?? '') } } }
  }
}
