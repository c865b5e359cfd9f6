import { randomInt } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { InputOf, ReplyOf, routes } from '@huitou/contract'
import { isZone, type MerchantId, type StaffId, type StoreId } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { addMerchant, merchantOf, shopShown } from '../merchant/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, isTaken } from '../platform/database/index.js'
import { refuse, type Refused } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { hashPassword } from '../platform/secret/index.js'
import { startEarningRules } from '../points/index.js'
import { StaffSignIn } from '../session/index.js'
import { addStore } from '../store/index.js'
import { startTiers } from '../tier/index.js'
import { addStaff } from './staff.rows.js'

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))
const BRAND = '#24493F'

/** A shop and its first owner, in one transaction: a first run needs nothing before it. */
@Injectable()
export class OpenShop {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly signIn: StaffSignIn) {}

  async open(input: InputOf<typeof routes.createMerchant>): Promise<ReplyOf<typeof routes.createMerchant> | Refused> {
    if (!CURRENCIES.has(input.currency)) return refuse('currency-unknown', { currency: input.currency })
    if (!isZone(input.zone)) return refuse('zone-unknown', { zone: input.zone })
    const passwordHash = await hashPassword(input.password)
    const [merchantId, staffId] = [newId<MerchantId>(), newId<StaffId>()]
    const slug = input.slug ?? slugOf(input.name)
    try {
      return await this.database.inMerchant(merchantId, async (tx) => {
        const now = this.clock.now()
        await addMerchant(tx, { slug, name: input.name, currency: input.currency, zone: input.zone, brand: input.brand ?? BRAND }, now)
        await addStore(tx, { storeId: newId<StoreId>(), name: input.storeName ?? input.name, address: '', opensAt: null, closesAt: null }, now)
        await addStaff(tx, { staffId, login: input.login, name: input.ownerName, role: 'owner', storeId: null, passwordHash }, now)
        await startEarningRules(tx, { currency: input.currency, actor: `staff:${staffId}` }, now)
        await startTiers(tx, `staff:${staffId}`, now)
        await recordAudit(tx, { actor: `staff:${staffId}`, action: 'open-shop', subject: `merchant:${merchantId}`, after: { currency: input.currency, zone: input.zone } }, now)
        return { merchant: shopShown(await merchantOf(tx)), session: await this.signIn.open(tx, staffId, [merchantId]) }
      })
    } catch (fault) {
      if (isTaken(fault)) return refuse('slug-taken', { slug })
      throw fault
    }
  }
}

/** An address out of the name where it has Latin letters, and a few digits so that it is free. */
function slugOf(name: string): string {
  const latin = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 24)
  return `${latin.length >= 2 ? latin : 'shop'}-${String(randomInt(0, 1_000_000)).padStart(6, '0')}`
}
