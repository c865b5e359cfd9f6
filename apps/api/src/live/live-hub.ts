import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import type { MerchantId } from '@huitou/units'
import type { AnyCaller } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { LIVE_CHANNEL, type LiveNudges } from '../platform/outbox/index.js'
import { QuickStore } from '../platform/redis/index.js'

export interface Heard {
  readonly topic: string
  readonly ref: string
}

const KEPT = 2_000
/** open streams and polls of one person: a few windows, not a flood */
const MOST_OF_ONE = 20

/** Whose nudges a caller hears. */
export function audiencesOf(caller: AnyCaller): string[] {
  if (caller.kind === 'member') return [`member:${caller.memberId}`]
  if (caller.kind === 'integration') return []
  return ['staff', `staff:${caller.staffId}`, ...(caller.tillId ? [`till:${caller.tillId}`] : [])]
}

const earOf = (merchantId: MerchantId, audience: string): string => `${merchantId} ${audience}`

/** Hands what the relay carries to the screens of this process. Keeps the last few, so that a slow poll misses none. */
@Injectable()
export class LiveHub implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly boot = newId().slice(-12)
  private readonly kept: { n: number; ear: string; heard: Heard }[] = []
  private readonly ears = new Map<string, Set<() => void>>()
  private last = 0
  private ended = false
  private readonly endings = new Set<() => void>()

  constructor(private readonly store: QuickStore) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.store.subscribe(LIVE_CHANNEL, (message) => this.hear(JSON.parse(message) as LiveNudges[])).catch(() => {})
  }

  private hear(told: readonly LiveNudges[]): void {
    const woken = new Set<() => void>()
    for (const { merchantId, nudges } of told) for (const [topic, audience, ref] of nudges) {
      const ear = earOf(merchantId, audience)
      this.kept.push({ n: ++this.last, ear, heard: { topic, ref } })
      for (const wake of this.ears.get(ear) ?? []) woken.add(wake)
    }
    if (this.kept.length > KEPT) this.kept.splice(0, this.kept.length - KEPT)
    for (const wake of woken) wake()
  }

  /** Where a listener who comes now begins. */
  get cursor(): string {
    return `${this.boot}.${this.last}`
  }

  /** What came for that caller after the cursor; null when the cursor is not of this process, or too old to tell. */
  since(caller: AnyCaller, cursor: string): Heard[] | null {
    const [boot, n] = cursor.split('.')
    const after = Number(n)
    if (boot !== this.boot || !Number.isSafeInteger(after) || after > this.last || (this.kept.length > 0 && after < this.kept[0]!.n - 1)) return null
    const mine = new Set(audiencesOf(caller).map((a) => earOf(caller.merchantId, a)))
    return this.kept.filter((k) => k.n > after && mine.has(k.ear)).map((k) => k.heard)
  }

  /** Whether that caller listens as often as anybody may. */
  isFull(caller: AnyCaller): boolean {
    const own = audiencesOf(caller).find((a) => a.includes(':'))
    return own !== undefined && (this.ears.get(earOf(caller.merchantId, own))?.size ?? 0) >= MOST_OF_ONE
  }

  /** Calls `wake` at each nudge for that caller, and `end` when the process ends. The answer stops both. */
  listen(caller: AnyCaller, wake: () => void, end: () => void): () => void {
    const mine = audiencesOf(caller).map((a) => earOf(caller.merchantId, a))
    for (const ear of mine) {
      const set = this.ears.get(ear) ?? new Set()
      this.ears.set(ear, set.add(wake))
    }
    this.endings.add(end)
    if (this.ended) end()
    return () => {
      this.endings.delete(end)
      for (const ear of mine) {
        const set = this.ears.get(ear)
        set?.delete(wake)
        if (set?.size === 0) this.ears.delete(ear)
      }
    }
  }

  beforeApplicationShutdown(): void {
    this.ended = true
    for (const end of [...this.endings]) end()
  }
}
