import { QuickStore } from './quick-store.js'

/** For a single process: the same contract without a server. */
export class InProcessStore extends QuickStore {
  private readonly counters = new Map<string, { count: number; endsAt: number }>()
  private readonly rooms = new Map<string, Map<string, number>>()
  private readonly ears = new Map<string, Set<(message: string) => void>>()
  private swept = 0

  async count(key: string, windowMs: number): Promise<{ count: number; resetMs: number }> {
    const now = performance.now()
    if (now - this.swept > 10_000) this.sweep(now)
    let counter = this.counters.get(key)
    if (!counter || counter.endsAt <= now) this.counters.set(key, (counter = { count: 0, endsAt: now + windowMs }))
    counter.count++
    return { count: counter.count, resetMs: Math.max(1, Math.ceil(counter.endsAt - now)) }
  }

  async peek(key: string): Promise<number> {
    const counter = this.counters.get(key)
    return counter && counter.endsAt > performance.now() ? counter.count : 0
  }

  async forget(key: string): Promise<void> {
    this.counters.delete(key)
  }

  async present(key: string, who: string, forMs: number): Promise<number> {
    const room = this.rooms.get(key) ?? new Map<string, number>()
    this.rooms.set(key, room)
    room.delete(who) // whoever came last stands last, so those whose time is over stand first
    room.set(who, performance.now() + forMs)
    return this.absent(key, '')
  }

  async absent(key: string, who: string): Promise<number> {
    const room = this.rooms.get(key)
    if (!room) return 0
    room.delete(who)
    const now = performance.now()
    for (const [one, until] of room) {
      if (until > now) break
      room.delete(one)
    }
    if (room.size === 0) this.rooms.delete(key)
    return room.size
  }

  async publish(channel: string, message: string): Promise<void> {
    for (const hear of this.ears.get(channel) ?? []) setImmediate(hear, message)
  }

  async subscribe(channel: string, hear: (message: string) => void): Promise<() => void> {
    const ears = this.ears.get(channel) ?? new Set()
    this.ears.set(channel, ears.add(hear))
    return () => { ears.delete(hear) }
  }

  async ping(): Promise<void> {}
  async close(): Promise<void> {
    this.counters.clear()
    this.rooms.clear()
    this.ears.clear()
  }

  private sweep(now: number): void {
    this.swept = now
    for (const [key, counter] of this.counters) if (counter.endsAt <= now) this.counters.delete(key)
  }
}
