import type { MerchantId } from '@huitou/units'
import type { Database, Tx } from '../database/index.js'

/** Reads the facts of many asks of one merchant at once; answers in the order asked. */
export type ReadMany<Ask, Facts> = (tx: Tx, asks: readonly Ask[]) => Promise<readonly Facts[]>

interface Waiting<Ask, Facts> { readonly ask: Ask; readonly resolve: (facts: Facts) => void; readonly reject: (fault: unknown) => void }
interface Queue<Ask, Facts> { waiting: Waiting<Ask, Facts>[]; flying: number }

/**
 * Group commit's sister for reads: what queued up while the last batch was being read is read together, so a statement is
 * planned, bound and answered once for many callers. One caller alone waits for nobody. A batch begins after its asks
 * came, so everybody sees what was committed before they asked.
 */
export class GroupRead<Ask, Facts> {
  private readonly queues = new Map<MerchantId, Queue<Ask, Facts>>()

  /** @param lanes batches under way at once for one merchant; @param largest asks in a batch */
  constructor(private readonly database: Database, private readonly readMany: ReadMany<Ask, Facts>, private readonly o: { readonly lanes: number; readonly largest: number } = { lanes: 2, largest: 64 }) {}

  ask(merchantId: MerchantId, ask: Ask): Promise<Facts> {
    return new Promise((resolve, reject) => {
      let queue = this.queues.get(merchantId)
      if (!queue) this.queues.set(merchantId, (queue = { waiting: [], flying: 0 }))
      queue.waiting.push({ ask, resolve, reject })
      // Let the requests of this turn of the event loop come together first.
      if (queue.waiting.length === 1 && queue.flying < this.o.lanes) setImmediate(() => this.pump(merchantId, queue))
    })
  }

  private pump(merchantId: MerchantId, queue: Queue<Ask, Facts>): void {
    while (queue.flying < this.o.lanes && queue.waiting.length > 0) {
      queue.flying++
      void this.read(merchantId, queue.waiting.splice(0, this.o.largest)).finally(() => {
        queue.flying--
        if (queue.waiting.length > 0) this.pump(merchantId, queue)
        else if (queue.flying === 0) this.queues.delete(merchantId)
      })
    }
  }

  /** A batch that fails is read one by one, so that a poisonous ask fails alone. */
  private async read(merchantId: MerchantId, batch: readonly Waiting<Ask, Facts>[]): Promise<void> {
    try {
      const facts = await this.database.inMerchant(merchantId, (tx) => this.readMany(tx, batch.map((one) => one.ask)), { readOnly: true })
      batch.forEach((one, i) => one.resolve(facts[i]!))
    } catch (fault) {
      if (batch.length === 1) return batch[0]!.reject(fault)
      for (const one of batch) await this.read(merchantId, [one])
    }
  }
}
