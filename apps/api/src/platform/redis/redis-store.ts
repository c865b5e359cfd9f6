import { Redis } from 'ioredis'
import { QuickStore } from './quick-store.js'

const COUNT = "local n = redis.call('incr', KEYS[1]) if n == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end return { n, redis.call('pttl', KEYS[1]) }"

// Redis' own clock, so that processes agree on who is still here.
const PRESENT = `local t = redis.call('time') local now = t[1] * 1000 + math.floor(t[2] / 1000)
if ARGV[2] == '0' then redis.call('zrem', KEYS[1], ARGV[1]) else redis.call('zadd', KEYS[1], now + ARGV[2], ARGV[1]) if redis.call('pttl', KEYS[1]) < tonumber(ARGV[2]) then redis.call('pexpire', KEYS[1], ARGV[2] * 2) end end
redis.call('zremrangebyscore', KEYS[1], '-inf', now) return redis.call('zcard', KEYS[1])`

/** On a Redis server. Commands fail at once while it is away: a limiter must not hold requests up. */
export class RedisStore extends QuickStore {
  private readonly redis: Redis
  private ear: Redis | undefined
  private readonly ears = new Map<string, Set<(message: string) => void>>()

  constructor(private readonly url: string) {
    super()
    this.redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: true, connectTimeout: 3000, commandTimeout: 2000, retryStrategy: (n) => Math.min(n * 200, 3000) })
    this.redis.on('error', () => {})
  }

  async count(key: string, windowMs: number): Promise<{ count: number; resetMs: number }> {
    const [count, ttl] = (await this.redis.eval(COUNT, 1, `huitou:${key}`, windowMs)) as [number, number]
    return { count, resetMs: Math.max(1, ttl) }
  }

  async peek(key: string): Promise<number> {
    return Number((await this.redis.get(`huitou:${key}`)) ?? 0)
  }

  async forget(key: string): Promise<void> {
    await this.redis.del(`huitou:${key}`)
  }

  async present(key: string, who: string, forMs: number): Promise<number> {
    return Number(await this.redis.eval(PRESENT, 1, `huitou:${key}`, who, forMs))
  }

  async absent(key: string, who: string): Promise<number> {
    return Number(await this.redis.eval(PRESENT, 1, `huitou:${key}`, who, 0))
  }

  async publish(channel: string, message: string): Promise<void> {
    await this.redis.publish(`huitou:${channel}`, message)
  }

  async subscribe(channel: string, hear: (message: string) => void): Promise<() => void> {
    const name = `huitou:${channel}`
    if (!this.ear) {
      this.ear = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: (n) => Math.min(n * 200, 3000) })
      this.ear.on('error', () => {})
      this.ear.on('message', (on: string, message: string) => { for (const each of this.ears.get(on) ?? []) each(message) })
    }
    const ears = this.ears.get(name) ?? new Set()
    this.ears.set(name, ears.add(hear))
    await this.ear.subscribe(name)
    return () => { ears.delete(hear) }
  }

  async ping(): Promise<void> {
    await this.redis.ping()
  }

  async close(): Promise<void> {
    this.redis.disconnect()
    this.ear?.disconnect()
  }
}
