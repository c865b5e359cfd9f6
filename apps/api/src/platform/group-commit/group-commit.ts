import { Injectable } from '@nestjs/common'
import type { MemberId, MerchantId } from '@huitou/units'
import { Clock } from '../clock/index.js'
import { Database, isCollision, isOutage } from '../database/index.js'
import type { ActKind, Actor, Asked, Outcome } from './act.js'
import { requestHash } from './request-hash.js'
import { settleBatch } from './settle-batch.js'

export interface Submission<Req> {
  readonly merchantId: MerchantId
  readonly actor: Actor
  readonly key: string
  readonly request: Req
}

export interface GroupCommitOptions {
  /** batches under way at once, over all merchants and for one */
  readonly lanes: number
  readonly lanesOfOne: number
  readonly largest: number
  /** acts that may wait for one merchant before the next is turned away */
  readonly longest: number
  readonly retryWaitMs: readonly number[]
}

export const GROUP_COMMIT: GroupCommitOptions = { lanes: 4, lanesOfOne: 2, largest: 500, longest: 20_000, retryWaitMs: [20, 100, 400, 1000] }

/** The queue is full: the caller is told to come again (503), nothing was booked. */
export class Crowded extends Error {
  override name = 'Crowded'
}

interface Waiting extends Asked {
  readonly members: readonly MemberId[]
  readonly hot: readonly string[]
  readonly resolve: (outcome: Outcome<unknown>) => void
  readonly reject: (fault: unknown) => void
}

interface Queue {
  readonly merchantId: MerchantId
  waiting: Waiting[]
  flying: number
  /** members, and hot rows, of the batches in flight */
  readonly busy: Set<string>
}

const NONE: readonly string[] = []

/** How far past acts of busy members a lane looks for others. */
const LOOK_AHEAD = 2_000

/**
 * One queue per merchant for acts of all kinds, lanes that take turns among merchants. The next batch is whatever queued
 * up while the last was in flight; a single request is a batch of one.
 */
@Injectable()
export class GroupCommit {
  private readonly queues = new Map<MerchantId, Queue>()
  private turns: MerchantId[] = []
  private flying = 0
  private soon = false
  private readonly heard: (() => void)[] = []

  constructor(private readonly database: Database, private readonly clock: Clock, private readonly o: GroupCommitOptions = GROUP_COMMIT) {}

  /** Called after a commit that put nudges into the outbox. */
  onNudged(tell: () => void): void {
    this.heard.push(tell)
  }

  submit<Req, Ans>(kind: ActKind<Req, Ans>, s: Submission<Req>): Promise<Outcome<Ans>> {
    return new Promise<Outcome<Ans>>((resolve, reject) => {
      let queue = this.queues.get(s.merchantId)
      if (!queue) this.queues.set(s.merchantId, (queue = { merchantId: s.merchantId, waiting: [], flying: 0, busy: new Set() }))
      if (queue.waiting.length >= this.o.longest) return reject(new Crowded('too many acts are waiting'))
      queue.waiting.push({
        kind: kind as ActKind<unknown, unknown>, actor: s.actor, key: s.key, request: s.request, hash: requestHash(kind.name, s.request),
        members: kind.members(s.request), hot: kind.hot?.(s.request) ?? NONE, resolve: resolve as (o: Outcome<unknown>) => void, reject,
      })
      if (queue.waiting.length === 1) this.turns.push(s.merchantId)
      // Let the requests of this turn of the event loop come together first; one look at the queue is enough for all of them.
      if (this.flying < this.o.lanes && !this.soon) {
        this.soon = true
        setImmediate(() => { this.soon = false; this.pump() })
      }
    })
  }

  /** How many acts wait, over all merchants. */
  get waiting(): number {
    let sum = 0
    for (const queue of this.queues.values()) sum += queue.waiting.length
    return sum
  }

  private pump(): void {
    for (let look = this.turns.length; look > 0 && this.flying < this.o.lanes; look--) {
      const merchantId = this.turns.shift()!
      const queue = this.queues.get(merchantId)!
      const batch = queue.flying < this.o.lanesOfOne ? this.take(queue) : []
      if (queue.waiting.length > 0) this.turns.push(merchantId)
      if (batch.length > 0) void this.fly(queue, batch)
    }
  }

  /** The next batch: in the order of arrival, leaving acts of members and hot rows that are in flight, so that lanes never wait for one another. */
  private take(queue: Queue): Waiting[] {
    const batch: Waiting[] = []
    const left: Waiting[] = []
    const members = new Set<MemberId>()
    const hot = new Set<string>()
    let at = 0
    for (; at < queue.waiting.length && batch.length < this.o.largest && left.length < LOOK_AHEAD; at++) {
      const one = queue.waiting[at]!
      const blocked = one.members.some((id) => queue.busy.has(id)) || one.hot.some((row) => queue.busy.has(row)) || (members.size + one.members.length > this.o.largest && batch.length > 0)
      if (blocked) {
        left.push(one)
        continue
      }
      for (const id of one.members) members.add(id)
      for (const row of one.hot) hot.add(row)
      batch.push(one)
    }
    queue.waiting = left.length === 0 && at === queue.waiting.length ? [] : [...left, ...queue.waiting.slice(at)]
    for (const id of members) queue.busy.add(id)
    for (const row of hot) queue.busy.add(row)
    return batch
  }

  private async fly(queue: Queue, batch: Waiting[]): Promise<void> {
    this.flying++
    queue.flying++
    try {
      await this.settle(queue.merchantId, batch)
    } finally {
      this.flying--
      queue.flying--
      for (const one of batch) {
        for (const id of one.members) queue.busy.delete(id)
        for (const row of one.hot) queue.busy.delete(row)
      }
      if (queue.waiting.length === 0 && queue.flying === 0) this.queues.delete(queue.merchantId)
      this.pump()
    }
  }

  /**
   * Collisions and outages: the whole batch again after a wait; the lookup under the members' locks finds what a lost COMMIT
   * booked after all. Any other failure: one by one, so that a poisonous act fails alone.
   */
  private async settle(merchantId: MerchantId, batch: Waiting[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        const { outcomes, nudged } = await this.database.inMerchant(merchantId, (tx) => settleBatch(tx, batch, () => this.clock.now()))
        if (nudged) for (const tell of this.heard) tell()
        batch.forEach((one, i) => one.resolve(outcomes[i]!))
        return
      } catch (fault) {
        const wait = this.o.retryWaitMs[attempt]
        if ((isCollision(fault) || isOutage(fault)) && wait !== undefined) {
          await new Promise((go) => setTimeout(go, wait))
          continue
        }
        if (batch.length === 1 || isOutage(fault)) {
          for (const one of batch) one.reject(fault)
          return
        }
        for (const one of batch) await this.settle(merchantId, [one])
        return
      }
    }
  }
}
