import { Patience } from './patience.js'
import type { QuickStore } from './quick-store.js'

/** How long a word "gone" is believed without asking the database. */
const GONE_MS = 1000
/** How long it is believed that nobody said so: in a rush on what is there the others are asked now and then, not for every call. */
const THERE_MS = 100

/**
 * The word that something is gone just now, so that a rush on nothing costs the database nothing. Believed for a second at
 * most, in this process and by what the others said; never the record: emptied or away, every call is decided by the database.
 */
export class GoneWord {
  private readonly gone = new Map<string, number>()
  private readonly there = new Map<string, number>()
  private readonly patience = new Patience()

  /** @param what names the kind of thing in the shared store */
  constructor(private readonly quick: QuickStore, private readonly what: string) {}

  /** whether this process said so already */
  knows = (id: string): boolean => (this.gone.get(id) ?? 0) > performance.now()

  async isSaid(id: string): Promise<boolean> {
    if (this.knows(id)) return true
    if ((this.there.get(id) ?? 0) > performance.now()) return false
    this.gone.delete(id)
    if (this.there.size > 1000) this.there.clear()
    this.there.set(id, performance.now() + THERE_MS)
    return (await this.patience.ask(() => this.quick.peek(`${this.what}-gone:${id}`), 0)) > 0
  }

  /** @param freeInMs when it may be there again, which ends the word sooner */
  async say(id: string, freeInMs = GONE_MS): Promise<void> {
    const ms = Math.max(1, Math.min(GONE_MS, freeInMs))
    if (!this.gone.has(id) && this.gone.size > 1000) this.gone.clear()
    this.gone.set(id, performance.now() + ms)
    await this.patience.ask(() => this.quick.count(`${this.what}-gone:${id}`, ms), undefined)
  }

  /** Something came free or was added. */
  async takeBack(id: string): Promise<void> {
    this.gone.delete(id)
    await this.patience.ask(() => this.quick.forget(`${this.what}-gone:${id}`), undefined)
  }
}
