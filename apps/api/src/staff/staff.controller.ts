import { Controller, Inject } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { DAY, type StaffId } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { CONFIG, type Config } from '../platform/config/index.js'
import { Database } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, forbidden, Input, notFound, refuse, type Refused, type StaffCaller } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { hashOf, hashPassword, makeSecret } from '../platform/secret/index.js'
import { addLink, endFamiliesOf, Revocations, useLinks } from '../session/index.js'
import { storeById } from '../store/index.js'
import { isTooSimple } from './pin.js'
import { addStaff, changeStaff, forgetPinTries, invitedByLogin, listStaff, lockOwners, setPin, staffShownById, type StaffShownRow } from './staff.rows.js'

const INVITE_LIFE = 7 * DAY
type Shown = ReplyOf<typeof routes.changeStaff>

@Controller()
export class StaffController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly revocations: Revocations, @Inject(CONFIG) private readonly config: Config) {}

  @Endpoint(routes.listStaff)
  async listStaff(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.listStaff>> {
    return { items: (await this.database.inMerchant(caller.merchantId, listStaff, { readOnly: true })).map(shown) }
  }

  @Endpoint(routes.inviteStaff)
  inviteStaff(@Input() input: InputOf<typeof routes.inviteStaff>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.inviteStaff> | Refused> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [fresh, now, token] = [newId<StaffId>(), this.clock.now(), makeSecret(caller.merchantId)]
      if (input.storeId && !(await storeById(tx, input.storeId))) return refuse('store-unknown')
      // Asked again before they came: the same person, as they are wanted now, and only the newest link opens.
      const waiting = await invitedByLogin(tx, input.login)
      const staffId = waiting ?? fresh
      if (waiting) {
        await changeStaff(tx, { staffId, name: input.name, role: input.role, storeId: input.storeId ?? null, active: true })
        await useLinks(tx, staffId, 'invite', now)
      } else if ((await addStaff(tx, { staffId, login: input.login, name: input.name, role: input.role, storeId: input.storeId ?? null, passwordHash: null }, now)) === 0) return refuse('login-taken-here')
      await addLink(tx, { hash: hashOf(token), staffId, purpose: 'invite', expiresAt: now + INVITE_LIFE }, now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'invite-staff', subject: `staff:${staffId}`, after: { role: input.role } }, now)
      return { staff: shown((await staffShownById(tx, staffId))!), inviteLink: `${this.config.publicUrl ?? ''}/admin/invite/${token}`, expiresAt: new Date(now + INVITE_LIFE).toISOString() }
    })
  }

  @Endpoint(routes.changeStaff)
  async changeStaff(@Input() input: InputOf<typeof routes.changeStaff>, @Caller() caller: StaffCaller): Promise<Shown | Refused> {
    const result = await this.database.inMerchant(caller.merchantId, async (tx) => {
      const now = this.clock.now()
      const owners = await lockOwners(tx)
      const before = await staffShownById(tx, input.staffId)
      if (!before) throw notFound()
      if (input.storeId && !(await storeById(tx, input.storeId))) return refuse('store-unknown')
      const after = { staffId: input.staffId, name: input.name ?? before.name, role: input.role ?? before.role, storeId: input.storeId === undefined ? before.store_id : input.storeId, active: input.active ?? before.active }
      if (owners.length === 1 && owners[0] === input.staffId && (after.role !== 'owner' || !after.active)) return refuse('last-owner-stays')
      const lessens = after.role !== before.role || !after.active
      await changeStaff(tx, after)
      if (!after.active) await endFamiliesOf(tx, { subjectId: input.staffId }, 'access-ended', now)
      await recordAudit(tx, { actor: actorOf(caller), action: 'change-staff', subject: `staff:${input.staffId}`, before: { role: before.role, storeId: before.store_id, active: before.active }, after: { role: after.role, storeId: after.storeId, active: after.active } }, now)
      return { shown: shown((await staffShownById(tx, input.staffId))!), lessens }
    })
    if ('ok' in result) return result
    if (result.lessens) await this.revocations.revoke(input.staffId)
    return result.shown
  }

  @Endpoint(routes.setPin)
  async setPin(@Input() input: InputOf<typeof routes.setPin>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.setPin> | Refused> {
    if (isTooSimple(input.pin)) return refuse('pin-too-simple')
    if (caller.tillId) throw forbidden()
    const pinHash = await hashPassword(input.pin)
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const staff = await staffShownById(tx, input.staffId)
      if (!staff) throw notFound()
      // A manager sets the PIN of clerks; nobody but the owner sets another owner's or manager's.
      const may = staff.staff_id === caller.staffId || caller.role === 'owner' || (caller.role === 'manager' && staff.role === 'clerk')
      if (!may) return refuse('not-yours')
      await setPin(tx, input.staffId, pinHash)
      await forgetPinTries(tx, input.staffId)
      await recordAudit(tx, { actor: actorOf(caller), action: 'set-pin', subject: `staff:${input.staffId}` }, this.clock.now())
      return { done: true as const }
    })
  }
}

const shown = (s: StaffShownRow): Shown => ({ staffId: s.staff_id, name: s.name, login: s.login, role: s.role, storeId: s.store_id, active: s.active, hasPin: s.has_pin, hasTotp: s.has_totp, invited: !s.has_password, lastSeenAt: s.last_seen_at?.toISOString() ?? null })
