import { Controller } from '@nestjs/common'
import { watchRoutes, type AnswerOf, type InputOf } from '@huitou/contract'
import { DAY } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { merchantOf } from '../merchant/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, Input, notFound, type StaffCaller } from '../platform/http/index.js'
import { PhoneVault } from '../platform/phone/index.js'
import { tierNames } from '../tier/index.js'
import { anomalyById, countAnomalies, decideAnomaly, listAnomalies } from './anomaly.rows.js'
import { findAnomalies, LOOK_BACK_DAYS } from './find-anomalies.js'
import { shownAnomaly, showAnomaly } from './show-anomaly.js'

type R = typeof watchRoutes

/** What is picked out for the owner: nobody else sees it, and nothing follows from it by itself. */
@Controller()
export class WatchController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly vault: PhoneVault) {}

  @Endpoint(watchRoutes.listAnomalies)
  list(@Input() { state }: InputOf<R['listAnomalies']>, @Caller() caller: StaffCaller): Promise<AnswerOf<R['listAnomalies']>> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [rows, counts, shop] = await Promise.all([listAnomalies(tx, state === 'open'), countAnomalies(tx, this.clock.now() - LOOK_BACK_DAYS * DAY), merchantOf(tx)])
      return { ...counts, currency: shop.currency, items: rows.map(shownAnomaly) }
    }, { readOnly: true })
  }

  @Endpoint(watchRoutes.findAnomalies)
  async find(@Input() _: InputOf<R['findAnomalies']>, @Caller() caller: StaffCaller): Promise<AnswerOf<R['findAnomalies']>> {
    return { found: await findAnomalies(this.database, caller.merchantId, { now: this.clock.now(), vault: this.vault }) }
  }

  @Endpoint(watchRoutes.readAnomaly)
  async read(@Input() { anomalyId }: InputOf<R['readAnomaly']>, @Caller() caller: StaffCaller): Promise<AnswerOf<R['readAnomaly']>> {
    const names = await tierNames(this.database, caller.merchantId)
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const row = await anomalyById(tx, anomalyId)
      if (!row) throw notFound()
      return showAnomaly(tx, row, this.clock.now(), names)
    }, { readOnly: true })
  }

  @Endpoint(watchRoutes.decideAnomaly)
  decide(@Input() { anomalyId, state, note }: InputOf<R['decideAnomaly']>, @Caller() caller: StaffCaller): Promise<AnswerOf<R['decideAnomaly']>> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const now = this.clock.now()
      const before = await anomalyById(tx, anomalyId)
      if (!before) throw notFound()
      await decideAnomaly(tx, { id: anomalyId, state, note, staffId: caller.staffId }, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'decide-anomaly', subject: `anomaly:${anomalyId}`, before: { state: before.state }, after: { state, kind: before.kind, staff: before.staff_id }, reason: note }, now)
      return shownAnomaly((await anomalyById(tx, anomalyId))!)
    })
  }
}
