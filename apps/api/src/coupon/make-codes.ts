import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common'
import { randomBytes } from 'node:crypto'
import { CODE_ALPHABET, printedCode } from '@huitou/contract'
import type { MerchantId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { insertCodes, lockBatch, touchBatch } from './code.rows.js'

/** Codes of one short transaction: a third of a second on a small machine, so tills never wait for it. */
const AT_ONCE = 20_000
/** Drawn at once, so that the API answers others in between. */
const DRAWN = 2_000

/** 5 bits of a byte each: 256 is a multiple of 32, so every character is equally likely. */
export function drawCodes(count: number, prefix: string, chars: number): string[] {
  const bytes = randomBytes(count * chars)
  return Array.from({ length: count }, (_, i) => {
    let body = ''
    for (let at = i * chars; at < (i + 1) * chars; at += 1) body += CODE_ALPHABET[bytes[at]! & 31]
    return printedCode(prefix, body)
  })
}

/** Drawn before the batch is locked: who wants to stop it or look at it gets in between two chunks. */
async function drawn(count: number, of: { readonly prefix: string; readonly chars: number }): Promise<string[]> {
  const codes: string[] = []
  while (codes.length < count) {
    codes.push(...drawCodes(Math.min(DRAWN, count - codes.length), of.prefix, of.chars))
    await new Promise((next) => setImmediate(next))
  }
  return codes
}

/**
 * Makes codes in the background, batch after batch of short transactions under the batch's row: two makers of one batch take
 * turns, a killed one is taken over by whoever looks next, nothing is made twice or too much.
 */
@Injectable()
export class MakeCodes implements OnApplicationShutdown {
  private readonly running = new Map<string, Promise<void>>()
  private stopping = false
  private readonly log = new Logger('coupon-codes')
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  start(merchantId: MerchantId, batchId: string): void {
    if (this.stopping || this.running.has(batchId)) return
    const done = this.make(merchantId, batchId).catch((fault: unknown) => { this.log.error({ err: fault, batchId }, 'codes are not made on') }).finally(() => this.running.delete(batchId))
    this.running.set(batchId, done)
  }

  /** Whether this process is at it. */
  isMaking(batchId: string): boolean {
    return this.running.has(batchId)
  }

  /** All that was started has ended: for tests, and the end of the API. */
  async settled(): Promise<void> {
    await Promise.all(this.running.values())
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true
    await this.settled()
  }

  private async make(merchantId: MerchantId, batchId: string): Promise<void> {
    let head = await this.database.inMerchant(merchantId, (tx) => lockBatch(tx, batchId))
    while (head && head.state === 'making' && head.made < head.wanted && !this.stopping) {
      const codes = await drawn(Math.min(AT_ONCE, head.wanted - head.made), head)
      head = await this.database.inMerchant(merchantId, async (tx) => {
        const batch = await lockBatch(tx, batchId)
        if (!batch || batch.state !== 'making') return undefined
        // another maker may have been here since: no code too many
        const made = await insertCodes(tx, batchId, codes.slice(0, batch.wanted - batch.made), 'plain')
        const done = batch.made + made >= batch.wanted
        await touchBatch(tx, { batchId, more: made, ...(done ? { state: 'ready' as const } : {}) }, this.clock.now())
        return { ...batch, made: batch.made + made, state: done ? 'ready' as const : batch.state }
      })
    }
  }
}
