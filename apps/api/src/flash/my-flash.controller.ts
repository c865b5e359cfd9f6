import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import { flashLeft, queueChance } from '@huitou/promotion'
import type { MemberId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { GroupRead } from '../platform/group-read/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, actorOf, notFound, refuse, type MemberCaller } from '../platform/http/index.js'
import { FlashCrowd } from './flash-crowd.js'
import { stateOfFlash } from './flash-desk.js'
import { flashesFor, oneFlash, tierIdOf, type FlashRow, type HoldRow } from './flash.rows.js'
import { holderOf, holdsOf, knownHere, type AskedHere, type KnownHere } from './hold.rows.js'
import { queueFlash, leaveFlashQueue } from './queue-flash.js'
import { QueuePlaces } from './queue-places.js'
import { releaseFlash, reserveFlash } from './reserve-flash.js'
import { wireMine, type WireMine } from './wire-flash.js'

type R = typeof routes

/** The member's side: what is on or near, one reservation, and giving it back. */
@Controller()
export class MyFlashController {
  /** In a rush on nothing they are asked by the hundred: one statement for each would be slower than refusing them in a batch. */
  private readonly known: GroupRead<AskedHere, KnownHere>
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly crowd: FlashCrowd, private readonly places: QueuePlaces) {
    this.known = new GroupRead(database, knownHere, { lanes: 2, largest: 500 })
  }

  @Endpoint(routes.listMyFlash)
  async list(@Caller() caller: MemberCaller): Promise<{ items: WireMine[] }> {
    const { merchantId, memberId } = caller
    const now = this.clock.now()
    const rows = await this.database.read<FlashRow>(merchantId, flashesFor(merchantId, memberId, now))
    if (rows.length === 0) return { items: [] }
    const [{ tierId, holds }, places] = await Promise.all([this.own(caller, rows), Promise.all(rows.map((r) => this.places.of(merchantId, r, memberId)))])
    return { items: rows.map((r, i) => wireMine(r, { now, tierId, holds, place: places[i]!, chanceBp: null })) }
  }

  @Endpoint(routes.readMyFlash)
  async read(@Input() { flashId }: InputOf<R['readMyFlash']>, @Caller() caller: MemberCaller): Promise<WireMine> {
    const { merchantId, memberId } = caller
    const now = this.clock.now()
    const [row] = await this.database.read<FlashRow>(merchantId, oneFlash(merchantId, flashId, now))
    if (!row || row.decided === 'draft') throw notFound('flash-unknown')
    const [{ tierId, holds }, place] = await Promise.all([this.own(caller, [row]), this.places.of(merchantId, row, memberId), this.crowd.look(flashId, memberId)])
    return wireMine(row, { now, tierId, holds, place, chanceBp: await this.chance(caller, row, place, now) })
  }

  /** Of who waits, or would: told only where nothing is free, as only that needs the sale's whole story. */
  private async chance(caller: MemberCaller, row: FlashRow, place: number | null, now: number): Promise<number | null> {
    const state = stateOfFlash(row)
    if (row.terms.queue === false || flashLeft(state, now) > row.queued) return null
    const ended = await this.places.ended(caller.merchantId, row.flash_id, now)
    return queueChance({ left: flashLeft(state, now), held: Math.max(0, state.taken - row.redeemed), ahead: place === null ? row.queued : place - 1, freed: ended, bought: row.redeemed })
  }

  /** Reserves what is free, or lines up. */
  @Endpoint(routes.queueFlash, { limit: 'claim' })
  async queue(@Input() { flashId, units }: InputOf<R['queueFlash']>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string) {
    const { merchantId, memberId } = caller
    const outcome = await this.groupCommit.submit(queueFlash, { merchantId, actor: actorOf(caller), key, request: { memberId, flashId, units } })
    this.crowd.tally(flashId, outcome.ok ? null : outcome.refusal.code)
    if (!outcome.ok && outcome.refusal.code === 'flash-unknown') throw notFound('flash-unknown')
    return outcome.ok ? outcome.answer : outcome
  }

  @Endpoint(routes.leaveFlashQueue)
  async leave(@Input() { flashId }: InputOf<R['leaveFlashQueue']>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string) {
    const { merchantId, memberId } = caller
    const outcome = await this.groupCommit.submit(leaveFlashQueue, { merchantId, actor: actorOf(caller), key, request: { memberId, flashId } })
    if (!outcome.ok && outcome.refusal.code === 'flash-unknown') throw notFound('flash-unknown')
    this.places.forget(flashId)
    return outcome.ok ? outcome.answer : outcome
  }

  /** Gone is answered early, without a lock or a write; a key that was used, or somebody with a part in the sale, is always answered by the record. */
  @Endpoint(routes.reserveFlash, { limit: 'claim' })
  async reserve(@Input() { flashId, units }: InputOf<R['reserveFlash']>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string) {
    const { merchantId, memberId } = caller
    const actor = actorOf(caller)
    if (await this.crowd.isGone(flashId)) {
      const { known, total } = await this.known.ask(merchantId, { actor, key, memberId, flashId })
      if (!known && total !== null) {
        this.crowd.tally(flashId, 'flash-sold-out')
        return refuse('flash-sold-out', { total })
      }
    }
    const outcome = await this.groupCommit.submit(reserveFlash, { merchantId, actor, key, request: { memberId, flashId, units } })
    this.crowd.tally(flashId, outcome.ok ? null : outcome.refusal.code)
    if (outcome.ok) return outcome.answer
    if (outcome.refusal.code === 'flash-unknown') throw notFound('flash-unknown')
    if (outcome.refusal.code === 'flash-sold-out' && !this.crowd.knowsGone(flashId)) await this.gone(caller, flashId)
    return outcome
  }

  @Endpoint(routes.releaseFlash)
  async release(@Input() { reservationId }: InputOf<R['releaseFlash']>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string) {
    const { merchantId, memberId } = caller
    const [row] = await this.database.read<{ member_id: MemberId; flash_id: string }>(merchantId, holderOf(merchantId, reservationId))
    if (row?.member_id !== memberId) throw notFound()
    const outcome = await this.groupCommit.submit(releaseFlash, { merchantId, actor: actorOf(caller), key, request: { memberId, reservationId } })
    await this.crowd.cameFree(row.flash_id)
    return outcome.ok ? outcome.answer : outcome
  }

  private async own(caller: MemberCaller, rows: readonly FlashRow[]): Promise<{ tierId: string | null; holds: HoldRow[] }> {
    const { merchantId, memberId } = caller
    const [holds, [member]] = await Promise.all([
      this.database.read<HoldRow>(merchantId, holdsOf({ merchantId, memberId, flashIds: rows.map((r) => r.flash_id) })),
      this.database.read<{ tier_id: string | null }>(merchantId, tierIdOf(merchantId, memberId)),
    ])
    return { holds, tierId: member?.tier_id ?? null }
  }

  /** Believed until the next reservation runs out, a second at most. Before the start only the early share is gone, so nothing is marked. */
  private async gone(caller: MemberCaller, flashId: string): Promise<void> {
    const now = this.clock.now()
    const [row] = await this.database.read<FlashRow>(caller.merchantId, oneFlash(caller.merchantId, flashId, now))
    if (!row || now < row.from_at.getTime() || flashLeft(stateOfFlash(row), now) > 0) return
    await this.crowd.markGone(flashId, row.next_end ? row.next_end.getTime() - now : Infinity)
  }
}
