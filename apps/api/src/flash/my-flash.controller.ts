import { Controller } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import { flashChance, flashLeft } from '@huitou/promotion'
import type { MemberId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { Caller, Endpoint, IdempotencyKey, Input, actorOf, notFound, refuse, type MemberCaller } from '../platform/http/index.js'
import { FlashCrowd } from './flash-crowd.js'
import { stateOfFlash } from './flash-desk.js'
import { countedFlash, flashesFor, oneFlash, tierIdOf, type FlashRow, type HoldRow, type ListedFlash } from './flash.rows.js'
import { holderOf, holdsOf, knownHere } from './hold.rows.js'
import { releaseFlash, reserveFlash } from './reserve-flash.js'
import { wireMine, type WireMine } from './wire-flash.js'

type R = typeof routes

/** The member's side: what is on or near, one reservation, and giving it back. */
@Controller()
export class MyFlashController {
  constructor(private readonly database: Database, private readonly groupCommit: GroupCommit, private readonly clock: Clock, private readonly crowd: FlashCrowd) {}

  @Endpoint(routes.listMyFlash)
  async list(@Caller() caller: MemberCaller): Promise<{ items: WireMine[] }> {
    const { merchantId, memberId } = caller
    const now = this.clock.now()
    const rows = await this.database.read<FlashRow>(merchantId, flashesFor(merchantId, memberId, now))
    if (rows.length === 0) return { items: [] }
    const [{ tierId, holds }, waiting] = await Promise.all([this.own(caller, rows), Promise.all(rows.map((r) => this.crowd.waiting(r.flash_id)))])
    return { items: rows.map((r, i) => wireMine(r, { now, tierId, holds, waiting: waiting[i]!, chanceBp: null })) }
  }

  @Endpoint(routes.readMyFlash)
  async read(@Input() { flashId, waits }: InputOf<R['readMyFlash']>, @Caller() caller: MemberCaller): Promise<WireMine> {
    const { merchantId, memberId } = caller
    const now = this.clock.now()
    const isWaiting = waits === '1'
    // only who waits is told a chance, and only that needs the sale's whole story
    const [row] = await this.database.read<FlashRow | ListedFlash>(merchantId, isWaiting ? countedFlash(merchantId, flashId, now) : oneFlash(merchantId, flashId, now))
    if (!row || row.decided === 'draft') throw notFound('flash-unknown')
    const [{ tierId, holds }, waiting] = await Promise.all([this.own(caller, [row]), this.crowd.look(flashId, memberId, isWaiting)])
    const state = stateOfFlash(row)
    const chanceBp = 'lapsed' in row ? flashChance({ left: flashLeft(state, now), held: state.taken - row.redeemed, waiting, freed: row.lapsed + row.released, bought: row.redeemed }) : null
    return wireMine(row, { now, tierId, holds, waiting, chanceBp })
  }

  /** Gone is answered early, without a lock or a write; a key that was used, or somebody with a part in the sale, is always answered by the record. */
  @Endpoint(routes.reserveFlash, { limit: 'claim' })
  async reserve(@Input() { flashId, units }: InputOf<R['reserveFlash']>, @Caller() caller: MemberCaller, @IdempotencyKey() key: string) {
    const { merchantId, memberId } = caller
    const actor = actorOf(caller)
    if (await this.crowd.isGone(flashId)) {
      const [row] = await this.database.read<{ known: boolean; total: number | null }>(merchantId, knownHere({ merchantId, actor, key, memberId, flashId }))
      if (row && !row.known && row.total !== null) {
        this.crowd.tally(flashId, 'flash-sold-out')
        return refuse('flash-sold-out', { total: row.total })
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
