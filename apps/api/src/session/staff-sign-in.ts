import { Injectable } from '@nestjs/common'
import type { ReplyOf, routes } from '@huitou/contract'
import type { MerchantId, StaffId, StoreId } from '@huitou/units'
import { Database, Doors, type StaffDoor, type Tx } from '../platform/database/index.js'
import { refuse, type Refused, type ShiftId, type StaffCaller, type TillId } from '../platform/http/index.js'
import { isPassword } from '../platform/secret/index.js'
import { LoginGate } from './login-gate.js'
import { merchantNameOf, seenStaff, staffById, type StaffRow } from './session.rows.js'
import { TokenPairs } from './token-pair.js'
import { TotpCodes } from './totp.js'

type Session = ReplyOf<typeof routes.acceptInvite>['session']
type SignIn = ReplyOf<typeof routes.signInStaff>

/** Staff come in with a login and a password, and where they asked for it with a one-time code. */
@Injectable()
export class StaffSignIn {
  constructor(private readonly database: Database, private readonly doors: Doors, private readonly pairs: TokenPairs, private readonly totp: TotpCodes, private readonly gate: LoginGate) {}

  async signIn(input: { login: string; password: string; totp?: string; merchantId?: string }): Promise<SignIn | Refused> {
    if (await this.gate.isShut(input.login)) return refuse('login-locked')
    const right = await this.whereRight(input.login, input.password)
    const asked = input.merchantId ? right.filter((s) => s.merchant_id === input.merchantId) : right
    if (asked.length === 0) {
      await this.gate.noteWrong(input.login)
      return refuse('login-or-password-wrong')
    }
    if (asked.length > 1) return { choose: asked.map((s) => ({ merchantId: s.merchant_id, name: s.merchant_name, role: s.role })) }
    const staff = asked[0]!
    if (staff.totp_secret) {
      if (!input.totp) return refuse('totp-needed')
      if (!(await this.totp.accepts(staff.merchant_id, staff.staff_id, staff.totp_secret, input.totp))) {
        await this.gate.noteWrong(input.login)
        return refuse('totp-wrong')
      }
    }
    await this.gate.forget(input.login)
    // A shop that asks for a one-time code is not entered from another one by switching.
    const open = right.filter((s) => !s.totp_secret || s.merchant_id === staff.merchant_id).map((s) => s.merchant_id)
    return { session: await this.database.inMerchant(staff.merchant_id, (tx) => this.open(tx, staff.staff_id, open)) }
  }

  /** A session of that member of staff, who has proved to be it. */
  async open(tx: Tx, staffId: StaffId, merchants: readonly MerchantId[], till?: { tillId: TillId; shiftId: ShiftId; storeId: StoreId }): Promise<Session> {
    const staff = (await staffById(tx, staffId))!
    const caller = callerOf(tx.merchantId, staff, till)
    const [tokens, merchantName] = await Promise.all([this.pairs.open(tx, caller, merchants), merchantNameOf(tx), seenStaff(tx, staffId, this.gate.now())])
    return { tokens, staffId, merchantId: tx.merchantId, merchantName, name: staff.name, role: staff.role, storeId: caller.storeId, tillId: caller.tillId }
  }

  /** The shops where this login and this password hold: each shop keeps its own, so one owner cannot speak for another. */
  private async whereRight(login: string, password: string): Promise<StaffDoor[]> {
    const rows = await this.doors.staffOfLogin(login)
    if (rows.length === 0) await isPassword(null, password)
    const right: StaffDoor[] = []
    for (const row of rows) if (await isPassword(row.password_hash, password)) right.push(row)
    return right
  }
}

export const callerOf = (merchantId: MerchantId, staff: StaffRow, till?: { tillId: TillId; shiftId: ShiftId; storeId: StoreId }): StaffCaller =>
  till
    ? { kind: 'staff', merchantId, staffId: staff.staff_id, role: 'clerk', ...till }
    : { kind: 'staff', merchantId, staffId: staff.staff_id, role: staff.role, storeId: staff.store_id as StoreId | null, tillId: null, shiftId: null }
