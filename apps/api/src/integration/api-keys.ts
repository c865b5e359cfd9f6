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
  private readonly asked = new Map<string, { readonly caller: Promise<IntegrationCaller | null>; readonly until: Instant }>()
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
    const before = this.asked.get(bearer)
    if (before && before.until > performance.now()) return before.caller
    const opened = openSecret(bearer.slice(PREFIX.length))
    if (!opened) return null
    const asked = { caller: this.look(opened.merchantId, opened.hash), until: performance.now() + REMEMBERED }
    if (this.asked.size > 5_000) this.asked.clear()
    this.asked.set(bearer, asked)
    try {
      return await asked.caller
    } catch (fault) {
      // An answer that did not come is none to remember.
      if (this.asked.get(bearer) === asked) this.asked.delete(bearer)
      throw fault
    }
  }

  private async look(merchantId: MerchantId, hash: Buffer): Promise<IntegrationCaller | null> {
    const row = await this.database.inMerchant(merchantId, (tx) => useKey(tx, hash, this.clock.now()))
    return row && { kind: 'integration', merchantId, keyId: row.key_id, scopes: row.scopes }
  }

  forget(): void {
    this.asked.clear()
  }
}
