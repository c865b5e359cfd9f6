import { Injectable } from '@nestjs/common'
import type { StaffId } from '@huitou/units'
import { Database } from '../platform/database/index.js'
import { refuse, type Refused, type StaffCaller } from '../platform/http/index.js'
import { QuickStore } from '../platform/redis/index.js'
import { isPassword } from '../platform/secret/index.js'
import { approvers } from './settlement.rows.js'

const WRONG_PINS = 5
const PIN_LOCK_MS = 5 * 60_000

/** A manager's or owner's PIN, typed at a till for what a clerk may not do alone. */
@Injectable()
export class ManagerPin {
  constructor(private readonly database: Database, private readonly quick: QuickStore) {}

  /** Whose PIN it is. Wrong ones are counted for the till, so that they cannot be guessed. `but`: a person whose own PIN does not count. */
  async agree(caller: StaffCaller, pin: string, but: StaffId | null = null): Promise<{ ok: true; staffId: StaffId } | Refused> {
    const counter = `manager-pin:${caller.merchantId}:${caller.tillId ?? caller.staffId}`
    if ((await this.quick.peek(counter)) >= WRONG_PINS) return refuse('pin-locked', {})
    const people = (await this.database.read<{ staff_id: StaffId; pin_hash: string }>(caller.merchantId, approvers(caller.merchantId, caller.storeId))).filter((p) => p.staff_id !== but)
    const fits = await Promise.all(people.map((p) => isPassword(p.pin_hash, pin)))
    const who = people.find((_, i) => fits[i])
    if (who) {
      await this.quick.forget(counter)
      return { ok: true, staffId: who.staff_id }
    }
    const { count, resetMs } = await this.quick.count(counter, PIN_LOCK_MS)
    return count >= WRONG_PINS ? refuse('pin-locked', { seconds: Math.ceil(resetMs / 1000) }) : refuse('pin-wrong', { left: WRONG_PINS - count })
  }
}
