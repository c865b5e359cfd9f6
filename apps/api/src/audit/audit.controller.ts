import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, Input, type StaffCaller } from '../platform/http/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { listAudit } from './list-audit.rows.js'

@Controller()
export class AuditController {
  constructor(private readonly database: Database) {}

  @Endpoint(routes.listAudit)
  async listAudit(@Input() input: InputOf<typeof routes.listAudit>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.listAudit>> {
    const { limit, cursor, ...filter } = input
    const rows = await this.database.inMerchant(caller.merchantId, (tx) => listAudit(tx, { ...filter, after: readCursor(cursor), limit: limit + 1 }), { readOnly: true })
    return pageOf(rows, limit, (a) => ({
      auditId: a.audit_id, at: a.at.toISOString(), actor: a.actor, actorName: a.actor_name ?? a.actor.split(':')[0]!, action: a.action, subject: a.subject, subjectText: a.subject_text ?? a.subject, before: a.before ?? null, after: a.after ?? null, reason: a.reason,
    }), (a) => [a.at.getTime(), a.audit_id])
  }
}
