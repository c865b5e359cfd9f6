import { Injectable } from '@nestjs/common'
import { SECOND, type Instant, type MerchantId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import type { IntegrationCaller } from '../platform/http/index.js'
import { hashOf, makeSecret, openSecret } from '../platform/secret/index.js'
import { useKey } from './api-key.rows.js'

const PREFIX = 'hk_'
const REMEMBERED = 10 * SECOND

/** Keys of other programs: made once, shown once, found by their hash. */
@Injectable()
export class ApiKeys {
  private readonly seen = new Map<string, { caller: IntegrationCaller | null; until: Instant }>()
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  make(merchantId: MerchantId): { secret: string; hash: Buffer; hint: string } {
    const body = makeSecret(merchantId)
    return { secret: PREFIX + body, hash: hashOf(body), hint: `${PREFIX}…${body.slice(-4)}` }
  }

  /** Looked up at most every ten seconds a key: a revoked one ends within that, here and in other processes. */
  async callerOf(bearer: string): Promise<IntegrationCaller | null> {
    const before = this.seen.get(bearer)
    if (before && before.until > performance.now()) return before.caller
    const opened = openSecret(bearer.slice(PREFIX.length))
    if (!opened) return null
    const row = await this.database.inMerchant(opened.merchantId, (tx) => useKey(tx, opened.hash, this.clock.now()))
    const caller: IntegrationCaller | null = row && { kind: 'integration', merchantId: opened.merchantId, keyId: row.key_id, scopes: row.scopes }
    if (this.seen.size > 5_000) this.seen.clear()
    this.seen.set(bearer, { caller, until: performance.now() + REMEMBERED })
    return caller
  }

  forget(): void {
    this.seen.clear()
  }
}
