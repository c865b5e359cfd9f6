import { Controller } from '@nestjs/common'
import { liabilityRoutes, type ReplyOf } from '@huitou/contract'
import { addDays, dateAt } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, actorOf, type StaffCaller } from '../platform/http/index.js'
import { termsOf } from '../points/index.js'
import { SelfAudit } from './self-audit.js'
import { daysSince, lastRuns, type RunRow } from './self-audit.rows.js'

type Shown = NonNullable<ReplyOf<typeof liabilityRoutes.readSelfAudit>['last']>
const NIGHTS = 30

@Controller()
export class SelfAuditController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly audit: SelfAudit) {}

  @Endpoint(liabilityRoutes.readSelfAudit)
  async read(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof liabilityRoutes.readSelfAudit>> {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const today = dateAt(now, (await termsOf(tx)).zone), first = addDays(today, 1 - NIGHTS)
      const [runs, days] = await Promise.all([lastRuns(tx, 2), daysSince(tx, first)])
      const running = this.audit.isRunning(runs[0])
      // while one runs, the page shows the one before
      const last = running ? runs[1] : runs[0]
      const byDay = new Map(days.map((d) => [d.day, d]))
      const nights = Array.from({ length: NIGHTS }, (_, i) => {
        const day = addDays(first, i), d = byDay.get(day)
        return { day, broken: d?.broken ?? 0, state: d === undefined || (d.done === 0 && running) ? 'none' as const : d.broken > 0 ? 'out-of-line' as const : d.done > 0 ? 'balanced' as const : 'broken-off' as const }
      })
      return { last: last ? this.shown(last) : null, running, nights }
    }, { readOnly: true })
  }

  @Endpoint(liabilityRoutes.runSelfAudit)
  async run(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof liabilityRoutes.runSelfAudit>> {
    const begun = await this.audit.start(caller.merchantId, actorOf(caller))
    if (begun.started) await this.database.inMerchant(caller.merchantId, (tx) => recordAudit(tx, { actor: actorOf(caller), action: 'run-self-audit', subject: `self-audit:${begun.auditRunId}` }, this.clock.now()))
    return begun
  }

  private shown(r: RunRow): Shown {
    const state = r.finished_at === null ? (this.audit.isRunning(r) ? 'running' as const : 'broken-off' as const) : r.broken > 0 ? 'out-of-line' as const : 'balanced' as const
    return { auditRunId: r.audit_run_id, at: r.started_at.toISOString(), finishedAt: r.finished_at?.toISOString() ?? null, tookMs: r.finished_at && r.finished_at.getTime() - r.started_at.getTime(), by: r.by, state, broken: r.broken, checks: r.checks }
  }
}
