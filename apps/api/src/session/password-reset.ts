import { HOUR } from '@huitou/units'
import { say } from '@huitou/words'
import { recordAudit } from '../audit/index.js'
import type { Clock } from '../platform/clock/index.js'
import type { Config } from '../platform/config/index.js'
import type { Database, Doors, StaffDoor, Tx } from '../platform/database/index.js'
import { refuse, type Refused } from '../platform/http/index.js'
import { hashOf, hashPassword, makeSecret, openSecret } from '../platform/secret/index.js'
import type { Revocations } from './revocations.js'
import { endFamiliesOf } from './session.rows.js'
import type { TextSender } from './sms-sender.js'
import { addLink, lockLink, setPassword, useLinks } from './staff-session.rows.js'

const RESET_LIFE = HOUR

/** A link to whoever reads the phone or mailbox of a login, one for each shop it is staff of. */
export class PasswordResets {
  constructor(private readonly database: Database, private readonly doors: Doors, private readonly sender: TextSender, private readonly clock: Clock, private readonly revocations: Revocations, private readonly config: Config) {}

  /** Sends what there is to send; the demo answers the link itself. Nothing tells whether the login exists. */
  async ask(login: string): Promise<string | null> {
    if (!this.sender.on) return null
    let link: string | null = null
    for (const staff of await this.doors.staffOfLogin(login)) link = await this.sendTo(login, staff)
    return this.sender.shown ? link : null
  }

  private async sendTo(login: string, staff: StaffDoor): Promise<string> {
    const token = makeSecret(staff.merchant_id)
    await this.database.inMerchant(staff.merchant_id, async (tx) => {
      const now = this.clock.now()
      await useLinks(tx, staff.staff_id, 'reset', now)
      await addLink(tx, { hash: hashOf(token), staffId: staff.staff_id, purpose: 'reset', expiresAt: now + RESET_LIFE }, now)
    })
    const link = `${this.config.publicUrl ?? ''}/admin/reset/${token}`
    // Whether it went through is not told to the one who asked; the gateway's own log knows.
    await this.sender.send(login, say('reset-text', { shop: staff.merchant_name, link }, 'zh-CN')).catch(() => {})
    return link
  }

  async reset(token: string, password: string): Promise<{ done: true } | Refused> {
    const opened = openSecret(token)
    if (!opened) return refuse('reset-unknown')
    const passwordHash = await hashPassword(password)
    return this.database.inMerchant(opened.merchantId, (tx) => this.set(tx, opened.hash, passwordHash))
  }

  private async set(tx: Tx, hash: Buffer, passwordHash: string): Promise<{ done: true } | Refused> {
    const now = this.clock.now()
    const link = await lockLink(tx, hash, 'reset')
    if (!link || link.used_at) return refuse('reset-unknown')
    if (link.expires_at.getTime() <= now) return refuse('reset-expired')
    await useLinks(tx, link.staff_id, 'reset', now)
    await setPassword(tx, link.staff_id, passwordHash)
    await endFamiliesOf(tx, { subjectId: link.staff_id }, 'password-reset', now)
    await recordAudit(tx, { actor: `staff:${link.staff_id}`, action: 'reset-password', subject: `staff:${link.staff_id}` }, now)
    await this.revocations.revoke(link.staff_id)
    return { done: true }
  }
}
