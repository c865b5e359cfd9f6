import type { FastifyRequest } from 'fastify'
import { hash } from 'node:crypto'
import { InProcessStore, type QuickStore } from '../redis/index.js'
import { HttpProblem } from './refusal.js'

/** How often one caller may ask, by kind of route. A caller is the token where there is one, else the address. */
export const LIMITS = {
  login: { most: 30, windowMs: 60_000 },
  sms: { most: 10, windowMs: 60_000 },
  shop: { most: 10, windowMs: 600_000 },
  claim: { most: 60, windowMs: 60_000 },
  quote: { most: 120, windowMs: 60_000 },
  scan: { most: 120, windowMs: 60_000 },
  post: { most: 30, windowMs: 60_000 },
  picture: { most: 40, windowMs: 60_000 },
  events: { most: 60, windowMs: 60_000 },
} as const
export type LimitName = keyof typeof LIMITS

/** Counts in the shared store; when that is away, in this process: a limiter must not stop the shop. */
export class Limiter {
  private readonly alone = new InProcessStore()
  constructor(private readonly store: QuickStore, private readonly scale = 1) {}

  async check(name: LimitName, request: FastifyRequest): Promise<void> {
    const { most, windowMs } = LIMITS[name]
    const key = `limit:${name}:${callerKey(request)}`
    const { count, resetMs } = await this.store.count(key, windowMs).catch(() => this.alone.count(key, windowMs))
    if (count > most * this.scale) throw tooMany(resetMs)
  }
}

export const tooMany = (resetMs: number): HttpProblem => {
  const seconds = Math.max(1, Math.ceil(resetMs / 1000))
  return new HttpProblem(429, 'too-often', { retryAfterSeconds: seconds }, { 'retry-after': String(seconds) })
}

function callerKey(request: FastifyRequest): string {
  const token = request.headers.authorization
  return token ? hash('sha256', token, 'base64url').slice(0, 22) : request.ip
}
