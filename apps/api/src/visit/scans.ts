import { Injectable } from '@nestjs/common'
import { readCode } from '@huitou/contract'
import type { MemberId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Keys } from '../platform/config/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit, type Outcome } from '../platform/group-commit/index.js'
import type { TillCaller } from '../platform/http/index.js'
import { aliasHolder, insertBadScan } from './code.rows.js'
import { deviceSecret } from './member-code.js'
import { openVisit, scanCode, type Opened } from './scan-code.js'

/** Codes scanned or typed at a till, and visits opened without one. */
@Injectable()
export class Scans {
  private readonly scanCode = scanCode((deviceId) => deviceSecret(this.keys.of('member-code'), deviceId))

  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly keys: Keys) {}

  async scan(caller: TillCaller, key: string, digits: string): Promise<Outcome<Opened>> {
    const { merchantId, tillId, storeId, staffId } = caller
    const code = readCode(digits)
    const [row] = code ? await this.database.read<{ member_id: MemberId }>(merchantId, aliasHolder(merchantId, code.alias)) : []
    const outcome = await this.groupCommit.submit(this.scanCode, { merchantId, actor: `till:${tillId}`, key, request: { digits, tillId, storeId, staffId, holder: row?.member_id ?? null } })
    // Only what nobody could have shown counts against the till: a used or late code is an honest mistake.
    if (!outcome.ok && outcome.refusal.code === 'code-unknown') await this.database.inMerchant(merchantId, (tx) => insertBadScan(tx, { tillId, key }, this.clock.now()))
    return outcome
  }

  open(caller: TillCaller, key: string, memberId: MemberId | null): Promise<Outcome<Opened>> {
    const { merchantId, tillId, storeId, staffId } = caller
    return this.groupCommit.submit(openVisit, { merchantId, actor: `till:${tillId}`, key, request: { tillId, storeId, staffId, memberId } })
  }
}
