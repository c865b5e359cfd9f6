import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Endpoint, Input, refuse, type Refused } from '../platform/http/index.js'
import { hashPassword, openSecret } from '../platform/secret/index.js'
import { recordAudit } from '../audit/index.js'
import { PasswordResets } from './password-reset.js'
import { staffById } from './session.rows.js'
import { lockLink, setName, setPassword, useLinks } from './staff-session.rows.js'
import { StaffSignIn } from './staff-sign-in.js'

/** Doors of staff that stand open to anybody: sign in, accept an invitation, set a forgotten password. */
@Controller()
export class StaffSessionController {
  constructor(private readonly database: Database, private readonly signIn: StaffSignIn, private readonly clock: Clock, private readonly resets: PasswordResets) {}

  @Endpoint(routes.signInStaff, { limit: 'login' })
  signInStaff(@Input() input: InputOf<typeof routes.signInStaff>): Promise<ReplyOf<typeof routes.signInStaff> | Refused> {
    return this.signIn.signIn(input)
  }

  @Endpoint(routes.acceptInvite, { limit: 'login' })
  async acceptInvite(@Input() input: InputOf<typeof routes.acceptInvite>): Promise<ReplyOf<typeof routes.acceptInvite> | Refused> {
    const opened = openSecret(input.token)
    if (!opened) return refuse('invite-unknown')
    const passwordHash = await hashPassword(input.password)
    return this.database.inMerchant(opened.merchantId, async (tx) => {
      const now = this.clock.now()
      const link = await lockLink(tx, opened.hash, 'invite')
      if (!link || link.used_at) return refuse('invite-unknown')
      if (link.expires_at.getTime() <= now) return refuse('invite-expired')
      if (!(await staffById(tx, link.staff_id))?.active) return refuse('invite-unknown')
      await useLinks(tx, link.staff_id, 'invite', now)
      await setPassword(tx, link.staff_id, passwordHash)
      await setName(tx, link.staff_id, input.name)
      await recordAudit(tx, { actor: `staff:${link.staff_id}`, action: 'accept-invite', subject: `staff:${link.staff_id}` }, now)
      return { session: await this.signIn.open(tx, link.staff_id, [tx.merchantId]) }
    })
  }

  @Endpoint(routes.askPasswordReset, { limit: 'sms' })
  async askPasswordReset(@Input() input: InputOf<typeof routes.askPasswordReset>): Promise<ReplyOf<typeof routes.askPasswordReset>> {
    const demoLink = await this.resets.ask(input.login)
    return { sent: true, ...(demoLink ? { demoLink } : {}) }
  }

  @Endpoint(routes.resetPassword, { limit: 'login' })
  resetPassword(@Input() input: InputOf<typeof routes.resetPassword>): Promise<ReplyOf<typeof routes.resetPassword> | Refused> {
    return this.resets.reset(input.token, input.password)
  }
}
