import { Injectable } from '@nestjs/common'
import { randomInt } from 'node:crypto'
import { CODE_DIGITS, CODE_VERSION, STEP_MS, type AnswerOf, type routes } from '@huitou/contract'
import { assert, DAY } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Keys } from '../platform/config/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import type { MemberCaller } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { findDevice, insertAliases, insertDevice, revokeOlderDevices, unusedAliases } from './code.rows.js'
import { deviceSecret } from './member-code.js'

/** So many phones of one member may show codes at a time. */
const PHONES = 5
const FEWEST = 200

/** A phone's store of one-time names: filled up to what it asks for, never below 200, so that it shows codes without a network. */
@Injectable()
export class IssueCodeAliases {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly keys: Keys) {}

  async issue(caller: MemberCaller, ask: { deviceId?: string; want: number }): Promise<AnswerOf<typeof routes.issueCodeAliases>> {
    const now = this.clock.now()
    const { deviceId, aliases } = await this.database.inMerchant(caller.merchantId, async (tx) => {
      const deviceId = await this.deviceOf(tx, caller, ask.deviceId, now)
      const held = (await unusedAliases(tx, deviceId)).map((row) => row.alias)
      const made = await this.fill(tx, { deviceId, memberId: caller.memberId, missing: Math.max(FEWEST, ask.want) - held.length }, now)
      return { deviceId, aliases: made ? (await unusedAliases(tx, deviceId)).map((row) => row.alias) : held }
    })
    return {
      deviceId, version: CODE_VERSION, secret: deviceSecret(this.keys.of('member-code'), deviceId), digits: CODE_DIGITS, stepSeconds: STEP_MS / 1000,
      serverNow: new Date(now).toISOString(), aliases, expiresAt: new Date(now + 30 * DAY).toISOString(),
    }
  }

  /** The device the phone names, if it is this member's and not revoked; else a new one. */
  private async deviceOf(tx: Tx, caller: MemberCaller, named: string | undefined, now: number): Promise<string> {
    const [device] = named ? await findDevice(tx, named) : []
    if (device && device.member_id === caller.memberId && device.revoked_at === null) return device.device_id
    const deviceId = newId()
    await insertDevice(tx, { deviceId, memberId: caller.memberId }, now)
    await revokeOlderDevices(tx, caller.memberId, PHONES, now)
    return deviceId
  }

  private async fill(tx: Tx, ask: { deviceId: string; memberId: MemberCaller['memberId']; missing: number }, now: number): Promise<boolean> {
    let missing = ask.missing
    for (let round = 0; missing > 0; round += 1) {
      assert(round < 50, 'no free aliases are left')
      const drawn = new Set<string>()
      while (drawn.size < missing) drawn.add(String(randomInt(0, 1_000_000_000)).padStart(9, '0'))
      missing -= await insertAliases(tx, { ...ask, aliases: [...drawn] }, now)
    }
    return ask.missing > 0
  }
}
