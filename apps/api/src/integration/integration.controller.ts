import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, Input, notFound, type StaffCaller } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { addKey, hasKey, listKeys, revokeKey } from './api-key.rows.js'
import { ApiKeys } from './api-keys.js'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** Keys for other programs. */
@Controller()
export class IntegrationController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly keys: ApiKeys) {}

  @Endpoint(routes.listApiKeys)
  async listApiKeys(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.listApiKeys>> {
    const rows = await this.database.inMerchant(caller.merchantId, listKeys, { readOnly: true })
    return { items: rows.map((k) => ({ keyId: k.key_id, name: k.name, scopes: k.scopes, hint: k.hint, createdAt: k.created_at.toISOString(), lastUsedAt: iso(k.last_used_at), revokedAt: iso(k.revoked_at) })) }
  }

  @Endpoint(routes.addApiKey)
  async addApiKey(@Input() input: InputOf<typeof routes.addApiKey>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.addApiKey>> {
    const keyId = newId()
    const made = this.keys.make(caller.merchantId)
    const now = this.clock.now()
    await this.database.inMerchant(caller.merchantId, async (tx) => {
      await addKey(tx, { keyId, name: input.name, scopes: [...new Set(input.scopes)], secretHash: made.hash, hint: made.hint }, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'add-api-key', subject: `api-key:${keyId}`, after: { scopes: input.scopes } }, now)
    })
    return { keyId, secret: made.secret }
  }

  @Endpoint(routes.revokeApiKey)
  async revokeApiKey(@Input() input: InputOf<typeof routes.revokeApiKey>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.revokeApiKey>> {
    const now = this.clock.now()
    await this.database.inMerchant(caller.merchantId, async (tx) => {
      if (!(await hasKey(tx, input.keyId))) throw notFound()
      if ((await revokeKey(tx, input.keyId, now)) > 0) await recordAudit(tx, { actor: actorOf(caller), action: 'revoke-api-key', subject: `api-key:${input.keyId}` }, now)
    })
    this.keys.forget()
    return { done: true }
  }
}
