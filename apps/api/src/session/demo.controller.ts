import { Controller, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import { Clock, DemoClock } from '../platform/clock/index.js'
import { CONFIG, type Config } from '../platform/config/index.js'
import { Database, Doors } from '../platform/database/index.js'
import { Caller, Endpoint, Input, notFound, refuse, type Refused, type StaffCaller } from '../platform/http/index.js'
import { hashPassword } from '../platform/secret/index.js'
import { merchantOf } from '../merchant/index.js'
import { demoStaff, setDemoPasswords } from './demo.rows.js'
import { DEMO } from './demo-people.js'

/** Only under HUITOU_DEMO: known logins, and a clock that can be moved. Elsewhere these addresses do not exist. */
@Controller()
export class DemoController {
  constructor(private readonly database: Database, private readonly doors: Doors, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config) {}

  @Endpoint(routes.readDemo)
  async readDemo(): Promise<ReplyOf<typeof routes.readDemo>> {
    const shop = this.config.demo ? await this.doors.demoMerchant() : null
    if (!shop) throw notFound()
    const staff = await this.database.inMerchant(shop.merchant_id, demoStaff, { readOnly: true })
    const password = this.config.demoPassword ?? DEMO.password
    return {
      merchant: shop.slug, members: DEMO.members.map((m) => ({ ...m })), now: new Date(this.clock.now()).toISOString(),
      staff: staff.filter((s) => DEMO.staff.some((d) => d.login === s.login)).map((s) => ({ name: s.name, role: s.role, login: s.login, password, pin: s.has_pin ? DEMO.pin : null })),
    }
  }

  @Endpoint(routes.moveDemoClock)
  async moveDemoClock(@Input() { to }: InputOf<typeof routes.moveDemoClock>, @Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.moveDemoClock> | Refused> {
    const shop = this.config.demo && this.clock instanceof DemoClock ? await this.database.inMerchant(caller.merchantId, merchantOf, { readOnly: true }) : null
    if (!shop?.is_demo || !(this.clock instanceof DemoClock)) throw notFound()
    if (Date.parse(to) < this.clock.now()) return refuse('clock-goes-forward-only')
    this.clock.set(Date.parse(to))
    return { now: new Date(this.clock.now()).toISOString() }
  }
}

/** Opened to a network, the demo does not keep the password everybody knows. */
@Injectable()
export class DemoPasswords implements OnApplicationBootstrap {
  constructor(private readonly database: Database, private readonly doors: Doors, @Inject(CONFIG) private readonly config: Config) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.demo) return
    const shop = await this.doors.demoMerchant().catch(() => null)
    if (!shop) return
    const passwordHash = await hashPassword(this.config.demoPassword ?? DEMO.password)
    await this.database.inMerchant(shop.merchant_id, (tx) => setDemoPasswords(tx, DEMO.staff.map((s) => s.login), passwordHash))
  }
}
