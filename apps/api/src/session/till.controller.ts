import { Controller, Inject } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { MINUTE, type StaffId } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { CONFIG, type Config } from '../platform/config/index.js'
import { Database } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, Input, isRefused, refuse, type Refused, type ShiftId, type StaffCaller, type TillCaller, type TillId } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { hashOf, isPassword, makeSecret, openSecret } from '../platform/secret/index.js'
import { storeById } from '../store/index.js'
import { DEMO } from './demo-people.js'
import { endFamiliesOf } from './session.rows.js'
import { StaffSignIn } from './staff-sign-in.js'
import { Revocations } from './revocations.js'
import { addTill, clerksOf, closeOpenShifts, closeShift, lockPin, openShift, putPinTry, seeTill, takings, type TillShownRow } from './till.rows.js'

const MOST_WRONG = 5
const LOCKED = 5 * MINUTE

/** A shared till: a registered device, and clerks who take turns at it by PIN. */
@Controller()
export class TillController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly signIn: StaffSignIn, private readonly revocations: Revocations, @Inject(CONFIG) private readonly config: Config) {}

  @Endpoint(routes.registerTill)
  registerTill(@Input() input: InputOf<typeof routes.registerTill>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.registerTill> | Refused> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const store = await storeById(tx, input.storeId)
      if (!store || store.closed) return refuse('store-unknown')
      const [tillId, tillToken, now] = [newId<TillId>(), makeSecret(caller.merchantId), this.clock.now()]
      await addTill(tx, { tillId, storeId: input.storeId, name: input.name, tokenHash: hashOf(tillToken) }, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'register-till', subject: `till:${tillId}`, after: { storeId: input.storeId } }, now)
      return { tillId, tillToken, storeName: store.name }
    })
  }

  @Endpoint(routes.listTillClerks, { limit: 'login' })
  listTillClerks(@Input() { tillToken }: InputOf<typeof routes.listTillClerks>): Promise<ReplyOf<typeof routes.listTillClerks> | Refused> {
    return this.atTill(tillToken, async (tx, till) => {
      const clerks = await clerksOf(tx, till.till_id, till.store_id)
      const now = this.clock.now()
      return {
        tillId: till.till_id, merchantName: till.merchant_name, merchantSlug: till.merchant_slug, storeId: till.store_id, storeName: till.store_name, tillName: till.till_name,
        clerks: clerks.map((c) => ({ staffId: c.staff_id, name: c.name, role: c.role, lockedUntil: c.locked_until && c.locked_until.getTime() > now ? c.locked_until.toISOString() : null })),
        ...(this.config.demo && till.is_demo ? { demoPin: DEMO.pin } : {}),
      }
    })
  }

  @Endpoint(routes.openShift, { limit: 'login' })
  async openShift(@Input() input: InputOf<typeof routes.openShift>): Promise<ReplyOf<typeof routes.openShift> | Refused> {
    const opened = await this.atTill(input.tillToken, async (tx, till) => {
      const now = this.clock.now()
      const pin = await lockPin(tx, till.till_id, input.staffId)
      if (!pin?.pin_hash || (pin.store_id !== null && pin.store_id !== till.store_id)) return refuse('pin-wrong')
      if (pin.locked_until && pin.locked_until.getTime() > now) return refuse('pin-locked', { until: pin.locked_until.toISOString() })
      if (!(await isPassword(pin.pin_hash, input.pin))) {
        const wrong = (pin.wrong ?? 0) + 1
        const locks = wrong >= MOST_WRONG
        await putPinTry(tx, { tillId: till.till_id, staffId: input.staffId, wrong: locks ? 0 : wrong, lockedUntil: locks ? now + LOCKED : null })
        return locks ? refuse('pin-locked', { until: new Date(now + LOCKED).toISOString() }) : refuse('pin-wrong', { left: MOST_WRONG - wrong })
      }
      if (pin.wrong || pin.locked_until) await putPinTry(tx, { tillId: till.till_id, staffId: input.staffId, wrong: 0, lockedUntil: null })
      const before = await closeOpenShifts(tx, till.till_id, now)
      for (const shiftId of before) await endFamiliesOf(tx, { shiftId }, 'taken-over', now)
      const shiftId = newId<ShiftId>()
      await openShift(tx, { shiftId, tillId: till.till_id, staffId: pin.staff_id }, now)
      const session = await this.signIn.open(tx, pin.staff_id, [till.merchant_id], { tillId: till.till_id, shiftId, storeId: till.store_id })
      return { session, shiftId, before }
    })
    if (isRefused(opened)) return opened
    const { before, ...answer } = opened
    for (const shiftId of before) await this.revocations.revoke(shiftId)
    return answer
  }

  @Endpoint(routes.closeShift)
  async closeShift(@Caller() caller: TillCaller): Promise<ReplyOf<typeof routes.closeShift>> {
    const closed = await this.database.inMerchant(caller.merchantId, async (tx) => {
      const now = this.clock.now()
      const shift = (await closeShift(tx, caller.shiftId, now))!
      await endFamiliesOf(tx, { shiftId: caller.shiftId }, 'shift-closed', now)
      const sold = await takings(tx, { tillId: shift.till_id, staffId: shift.staff_id as StaffId, from: shift.opened_at, to: shift.closed_at })
      return { shiftId: caller.shiftId, openedAt: shift.opened_at.toISOString(), closedAt: shift.closed_at.toISOString(), sales: sold.sales, amountMinor: sold.amount, pointsGiven: sold.points }
    })
    await this.revocations.revoke(caller.shiftId)
    return closed
  }

  private atTill<T>(tillToken: string, work: (tx: Parameters<typeof seeTill>[0], till: TillShownRow) => Promise<T>): Promise<T | Refused> {
    const opened = openSecret(tillToken)
    if (!opened) return Promise.resolve(refuse('till-unknown'))
    return this.database.inMerchant(opened.merchantId, async (tx) => {
      const till = await seeTill(tx, opened.hash, this.clock.now())
      return till ? work(tx, till) : refuse('till-unknown')
    })
  }
}
