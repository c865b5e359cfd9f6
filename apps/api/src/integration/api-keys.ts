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
  private readonly asking = new Map<string, Promise<IntegrationCaller | null>>()
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  make(merchantId: MerchantId): { secret: string; hash: Buffer; hint: string } {
    const body = makeSecret(merchantId)
    return { secret: PREFIX + body, hash: hashOf(body), hint: `${PREFIX}…${body.slice(-4)}` }
  }

  /**
   * Looked up at most every ten seconds a key: a revoked one ends within that, here and in other processes. Hundreds that come
   * with one key while it is looked up wait for the one answer, they do not all ask: they would hold every connection.
   */
  async callerOf(bearer: string): Promise<IntegrationCaller | null> {
    const before = this.seen.get(bearer)
    if (before && before.until > performance.now()) return before.caller
    const opened = openSecret(bearer.slice(PREFIX.length))
    if (!opened) return null
    const underWay = this.asking.get(bearer)
    if (underWay) return underWay
    const answer = this.look(opened.merchantId, opened.hash)
    this.asking.set(bearer, answer)
    try {
      const caller = await answer
      if (this.asking.get(bearer) !== answer) return caller // forgotten meanwhile: what was read may be of before
      if (this.seen.size > 5_000) this.seen.clear()
      this.seen.set(bearer, { caller, until: performance.now() + REMEMBERED })
      return caller
    } finally {
      if (this.asking.get(bearer) === answer) this.asking.delete(bearer)
    }
  }

  private async look(merchantId: MerchantId, hash: Buffer): Promise<IntegrationCaller | null> {
    const row = await this.database.inMerchant(merchantId, (tx) => useKey(tx, hash, this.clock.now()))
    return row && { kind: 'integration', merchantId, keyId: row.key_id, scopes: row.scopes }
  }

  forget(): void {
    this.seen.clear()
    this.asking.clear()
  }
}
