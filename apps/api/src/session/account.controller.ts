import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import type { MerchantId } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { merchantOf } from '../merchant/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, Doors } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, forbidden, Input, refuse, unauthorized, type Refused, type StaffCaller } from '../platform/http/index.js'
import { isPassword } from '../platform/secret/index.js'
import { setTotp } from './staff-session.rows.js'
import { merchantsOfSignIn, staffById } from './session.rows.js'
import { StaffSignIn } from './staff-sign-in.js'
import { TotpCodes } from './totp.js'

/** What a signed-in member of staff sees and changes of their own login. */
@Controller()
export class AccountController {
  constructor(private readonly database: Database, private readonly doors: Doors, private readonly signIn: StaffSignIn, private readonly totp: TotpCodes, private readonly clock: Clock) {}

  @Endpoint(routes.whoAmI)
  async whoAmI(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.whoAmI>> {
    const [staff, shop, open] = await this.database.inMerchant(caller.merchantId, (tx) => Promise.all([staffById(tx, caller.staffId), merchantOf(tx), merchantsOfSignIn(tx, caller.staffId)]), { readOnly: true })
    if (!staff?.active) throw unauthorized('token-expired')
    const everywhere = (await this.doors.staffOfLogin(staff.login)).filter((s) => s.merchant_id === caller.merchantId || (!caller.tillId && open.includes(s.merchant_id)))
    return {
      staffId: staff.staff_id, name: staff.name, login: staff.login, role: caller.tillId ? 'clerk' : staff.role, merchantId: shop.merchant_id, merchantName: shop.name, merchantSlug: shop.slug, currency: shop.currency, zone: shop.zone, brand: shop.brand, isDemo: shop.is_demo,
      hasTotp: staff.totp_secret !== null, tillId: caller.tillId, storeId: caller.storeId, merchants: everywhere.map((s) => ({ merchantId: s.merchant_id, name: s.merchant_name, role: s.role })),
    }
  }

  /** Only to a shop where this sign-in's own password held: another owner cannot hand out the way into yours. */
  @Endpoint(routes.switchMerchant)
  async switchMerchant(@Input() input: InputOf<typeof routes.switchMerchant>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.switchMerchant> | Refused> {
    if (caller.tillId) throw forbidden()
    const [staff, open] = await this.database.inMerchant(caller.merchantId, (tx) => Promise.all([staffById(tx, caller.staffId), merchantsOfSignIn(tx, caller.staffId)]), { readOnly: true })
    const there = staff && open.includes(input.merchantId as MerchantId) ? (await this.doors.staffOfLogin(staff.login)).find((s) => s.merchant_id === input.merchantId) : undefined
    if (!there) return refuse('not-staff-there')
    return { session: await this.database.inMerchant(there.merchant_id, (tx) => this.signIn.open(tx, there.staff_id, open)) }
  }

  @Endpoint(routes.startTotp, { limit: 'login' })
  startTotp(@Input() { password }: InputOf<typeof routes.startTotp>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.startTotp> | Refused> {
    if (caller.tillId) throw forbidden()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [staff, shop] = await Promise.all([staffById(tx, caller.staffId), merchantOf(tx)])
      if (!(await isPassword(staff?.password_hash ?? null, password))) return refuse('login-or-password-wrong')
      const made = this.totp.make(caller.merchantId, staff!.login, shop.name)
      await setTotp(tx, caller.staffId, { secret: staff!.totp_secret, pending: made.sealed })
      return { secret: made.secret, uri: made.uri }
    })
  }

  @Endpoint(routes.confirmTotp, { limit: 'login' })
  confirmTotp(@Input() { code }: InputOf<typeof routes.confirmTotp>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.confirmTotp> | Refused> {
    if (caller.tillId) throw forbidden()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const staff = await staffById(tx, caller.staffId)
      if (!staff?.totp_pending) return refuse('totp-not-started')
      if (!(await this.totp.accepts(caller.merchantId, caller.staffId, staff.totp_pending, code))) return refuse('totp-wrong')
      await setTotp(tx, caller.staffId, { secret: staff.totp_pending, pending: null })
      await recordAudit(tx, { actor: actorOf(caller), action: 'start-totp', subject: `staff:${caller.staffId}` }, this.clock.now())
      return { done: true as const }
    })
  }

  @Endpoint(routes.stopTotp, { limit: 'login' })
  stopTotp(@Input() { password }: InputOf<typeof routes.stopTotp>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.stopTotp> | Refused> {
    if (caller.tillId) throw forbidden()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const staff = await staffById(tx, caller.staffId)
      if (!(await isPassword(staff?.password_hash ?? null, password))) return refuse('login-or-password-wrong')
      await setTotp(tx, caller.staffId, { secret: null, pending: null })
      await recordAudit(tx, { actor: actorOf(caller), action: 'stop-totp', subject: `staff:${caller.staffId}` }, this.clock.now())
      return { done: true as const }
    })
  }
}
