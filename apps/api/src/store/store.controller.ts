import { Controller } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import type { StoreId } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import { Clock } from '../platform/clock/index.js'
import { Database, isTaken, type Tx } from '../platform/database/index.js'
import { actorOf, Caller, Endpoint, Input, notFound, refuse, type Refused, type StaffCaller } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { addStore, changeStore, listStores, storeById, tillsOf, type StoreRow, type TillRow } from './store.rows.js'

type Shown = ReplyOf<typeof routes.addStore>

@Controller()
export class StoreController {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Endpoint(routes.listStores)
  async listStores(@Caller() caller: StaffCaller): Promise<ReplyOf<typeof routes.listStores>> {
    const [stores, tills] = await this.database.inMerchant(caller.merchantId, (tx) => Promise.all([listStores(tx), tillsOf(tx)]), { readOnly: true })
    return { items: stores.map((s) => shown(s, tills)) }
  }

  @Endpoint(routes.addStore)
  addStore(@Input() input: InputOf<typeof routes.addStore>, @Caller() caller: StaffCaller): Promise<Shown | Refused> {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [storeId, now] = [newId<StoreId>(), this.clock.now()]
      if ((await addStore(tx, { storeId, name: input.name, address: input.address, opensAt: input.opensAt ?? null, closesAt: input.closesAt ?? null }, now)) === 0) return refuse('store-name-taken', { name: input.name })
      await recordAudit(tx, { actor: actorOf(caller), action: 'add-store', subject: `store:${storeId}`, after: { name: input.name } }, now)
      return this.show(tx, storeId)
    })
  }

  @Endpoint(routes.changeStore)
  async changeStore(@Input() input: InputOf<typeof routes.changeStore>, @Caller() caller: StaffCaller): Promise<Shown | Refused> {
    try {
      return await this.database.inMerchant(caller.merchantId, async (tx) => {
        const before = await storeById(tx, input.storeId)
        if (!before) throw notFound()
        const after: StoreRow = {
          ...before, name: input.name ?? before.name, address: input.address ?? before.address, closed: input.closed ?? before.closed,
          opens_at_minute: input.opensAt === undefined ? before.opens_at_minute : input.opensAt, closes_at_minute: input.closesAt === undefined ? before.closes_at_minute : input.closesAt,
        }
        await changeStore(tx, after)
        await recordAudit(tx, { actor: actorOf(caller), action: 'change-store', subject: `store:${input.storeId}`, before, after }, this.clock.now())
        return this.show(tx, input.storeId)
      })
    } catch (fault) {
      if (isTaken(fault)) return refuse('store-name-taken', { name: input.name ?? '' })
      throw fault
    }
  }

  private async show(tx: Tx, storeId: string): Promise<Shown> {
    const [store, tills] = await Promise.all([storeById(tx, storeId), tillsOf(tx)])
    return shown(store!, tills)
  }
}

const shown = (s: StoreRow, tills: readonly TillRow[]): Shown => ({
  storeId: s.store_id, name: s.name, address: s.address, opensAt: s.opens_at_minute, closesAt: s.closes_at_minute, closed: s.closed,
  tills: tills.filter((t) => t.store_id === s.store_id).map((t) => ({ tillId: t.till_id, name: t.name, lastSeenAt: t.last_seen_at?.toISOString() ?? null })),
})
