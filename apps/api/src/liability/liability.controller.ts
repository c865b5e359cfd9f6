import { Controller, Res } from '@nestjs/common'
import { liabilityRoutes, type ReplyOf } from '@huitou/contract'
import { minorDigits, type Currency } from '@huitou/units'
import type { FastifyReply } from 'fastify'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { csvLine, UTF8_MARK } from '../platform/csv/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, actorOf, notFound, type StaffCaller } from '../platform/http/index.js'
import { merchantOf } from '../merchant/index.js'
import { countAndKeep, type Liability } from './count-liability.js'
import { lastCount } from './liability.rows.js'

const WALLET = 'points'

@Controller()
export class LiabilityController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(liabilityRoutes.readLiability)
  async read(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof liabilityRoutes.readLiability>> {
    return { liability: await this.database.inMerchant(caller.merchantId, (tx) => lastCount(tx, WALLET), { readOnly: true }) as Liability | null }
  }

  @Endpoint(liabilityRoutes.countLiability)
  async count(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof liabilityRoutes.countLiability>> {
    return { liability: await countAndKeep(this.database, caller.merchantId, this.clock.now(), WALLET) }
  }

  @Endpoint(liabilityRoutes.exportLiability)
  async export(@Caller() caller: StaffCaller, @Res() reply: FastifyReply) {
    const { report, shop } = await this.database.inMerchant(caller.merchantId, async (tx) => {
      await recordAudit(tx, { actor: actorOf(caller), action: 'export-liability', subject: `wallet:${WALLET}` }, this.clock.now())
      return { report: await lastCount(tx, WALLET) as Liability | null, shop: await merchantOf(tx) }
    })
    if (!report) throw notFound()
    const digits = minorDigits(shop.currency as Currency), money = (minor: number) => (minor / 10 ** digits).toFixed(digits)
    const lines = [
      csvLine(['as_of', 'wallet', 'last_usable_month', 'points', `money_${shop.currency}`, 'expected_unused_points', 'unused_low', 'unused_high', `expected_unused_${shop.currency}`]),
      ...report.months.map((m) => csvLine([report.asOf, report.wallet, m.month ?? 'never', String(m.points), money(m.minor), ...(m.lost ? [String(m.lost.points), String(m.lost.low), String(m.lost.high), money(m.lost.minor)] : ['', '', '', ''])])),
      ...(report.inTransit > 0 ? [csvLine([report.asOf, report.wallet, 'in transit', String(report.inTransit), money(report.owedMinor - report.months.reduce((s, m) => s + m.minor, 0)), '', '', '', ''])] : []),
      csvLine([report.asOf, report.wallet, 'total', String(report.owed), money(report.owedMinor), ...(report.breakage.estimate ? [String(report.breakage.estimate.points), String(report.breakage.estimate.low), String(report.breakage.estimate.high), money(report.breakage.estimate.minor)] : ['', '', '', ''])]),
    ]
    return reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="points-owed-${report.asOf.slice(0, 10)}.csv"`).header('x-content-type-options', 'nosniff').send(UTF8_MARK + lines.join(''))
  }
}
