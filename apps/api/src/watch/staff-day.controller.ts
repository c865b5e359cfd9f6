import { Controller, Res } from '@nestjs/common'
import { watchRoutes, type AnswerOf, type InputOf } from '@huitou/contract'
import { endOfDate, minorDigits, startOfDate, type Currency } from '@huitou/units'
import type { FastifyReply } from 'fastify'
import { recordAudit } from '../audit/index.js'
import { merchantOf } from '../merchant/index.js'
import { Clock } from '../platform/clock/index.js'
import { csvLine, UTF8_MARK } from '../platform/csv/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, Input, type StaffCaller } from '../platform/http/index.js'
import { readStaffDay } from './staff-day.rows.js'

type R = typeof watchRoutes
type Report = AnswerOf<R['readStaffDay']>
const HEAD = ['day', 'name', 'role', 'sales', 'paid', 'points_given', 'points_taken_back', 'points_redeemed', 'refunds', 'refunded', 'adjustments', 'adjusted_up', 'adjusted_down', 'anomalies']

/** What each person did on a day: for the owner to read, and to take away. */
@Controller()
export class StaffDayController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(watchRoutes.readStaffDay)
  read(@Input() { day }: InputOf<R['readStaffDay']>, @Caller() caller: StaffCaller): Promise<Report> {
    return this.database.inMerchant(caller.merchantId, (tx) => report(tx, day), { readOnly: true })
  }

  @Endpoint(watchRoutes.exportStaffDay)
  async export(@Input() { day }: InputOf<R['exportStaffDay']>, @Caller() caller: StaffCaller, @Res() reply: FastifyReply) {
    const r = await this.database.inMerchant(caller.merchantId, async (tx) => {
      await recordAudit(tx, { actor: actorOf(caller), action: 'export-staff-day', subject: `day:${day}` }, this.clock.now())
      return report(tx, day)
    })
    const digits = minorDigits(r.currency as Currency)
    const money = (minor: number) => (minor / 10 ** digits).toFixed(digits)
    const lines = [csvLine(HEAD), ...r.people.map((p) => csvLine([day, p.name, p.role, String(p.sales), money(p.paidMinor), String(p.given), String(p.back), String(p.redeemed), String(p.refunds), money(p.refundMinor), String(p.handTimes), String(p.handGiven), String(p.handTaken), String(p.anomalies)]))]
    return reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="staff-${day}.csv"`).header('x-content-type-options', 'nosniff').send(UTF8_MARK + lines.join(''))
  }
}

async function report(tx: Tx, day: string): Promise<Report> {
  const { zone, currency } = await merchantOf(tx)
  const rows = await readStaffDay(tx, { day, from: startOfDate(day, zone), to: endOfDate(day, zone) })
  return {
    day, currency,
    people: rows.map((r) => ({ staffId: r.staff_id, name: r.name, role: r.role, sales: r.sales, paidMinor: r.paid_minor, given: r.given, back: r.back, redeemed: r.redeemed, refunds: r.refunds, refundMinor: r.refund_minor, handTimes: r.hand_times, handGiven: r.hand_given, handTaken: r.hand_taken, anomalies: r.anomalies })),
  }
}
