import { assert, MINUTE, type Instant, type MemberId } from '@huitou/units'
import { recordAudit, type AuditEntry } from '../audit/index.js'
import { unusedPackCoupons, type PackCoupon } from '../care/index.js'
import { revokeClaims } from '../coupon/index.js'
import { sendMessages, type NewMessage } from '../inbox/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type Participant } from '../platform/group-commit/index.js'
import { lockedUntil } from './member-code.js'
import { badScansSince, insertQueuedSale, insertSettlements, insertVisits, lockAliases, lockVisits, updateVisits, useAliases, type AliasRow, type NewSettlement, type QueuedSaleRow, type UsedAlias, type VisitFacts } from './visit.rows.js'

/** How long a scan keeps a visit open. */
export const VISIT_MS = 10 * MINUTE

/** What an act wants of the visits. */
export interface VisitNeed {
  readonly alias?: string
  /** a till whose bad scans count */
  readonly tillId?: string
  readonly visitId?: string
  /** a member whose tier it may take, with what is unused of its pack */
  readonly packsOf?: MemberId
}

/** The visits of a batch, with the codes that open them and what its earlier acts did. */
export class VisitsOfBatch {
  readonly opened: VisitFacts[] = []
  readonly used: UsedAlias[] = []
  readonly changed = new Set<VisitFacts>()
  readonly settlements: NewSettlement[] = []
  readonly queued: QueuedSaleRow[] = []
  /** what the members' inboxes are told */
  readonly messages: NewMessage[] = []
  /** who did what to an order, for the audit */
  readonly audits: AuditEntry[] = []
  /** coupons of packs whose tier a refund took */
  readonly takenBack = new Set<string>()

  constructor(private readonly aliases: Map<string, AliasRow>, private readonly visits: Map<string, VisitFacts>, private readonly badScans: ReadonlyMap<string, Instant[]>, private readonly packCoupons: readonly PackCoupon[]) {}

  /** What nobody used of the packs that tiers gave, without those that an earlier act of this batch takes back. */
  packsOf = (memberId: MemberId): PackCoupon[] => this.packCoupons.filter((c) => c.memberId === memberId && !this.takenBack.has(c.claimId))

  alias = (alias: string): AliasRow | undefined => this.aliases.get(alias)
  visit = (id: string): VisitFacts | undefined => this.visits.get(id)
  lockedUntil = (tillId: string, now: Instant): Instant | null => lockedUntil(this.badScans.get(tillId) ?? [], now)

  open(visit: VisitFacts): void {
    this.opened.push(visit)
    this.visits.set(visit.visitId, visit)
  }

  /** Uses up an alias: later acts of this batch see it used. */
  use(used: UsedAlias): void {
    const row = this.aliases.get(used.alias)
    assert(row && row.used_at === null, `alias ${used.alias} is not free`)
    this.aliases.set(used.alias, { ...row, used_at: new Date(used.at), used_till_id: used.tillId, visit_id: used.visitId, settled: false, order_id: null })
    this.used.push(used)
  }

  change(visit: VisitFacts, by: Partial<Pick<VisitFacts, 'settledAt' | 'orderId' | 'askedPoints' | 'agreedPoints' | 'claimIds'>>): void {
    Object.assign(visit, by)
    this.changed.add(visit)
  }
}

class VisitDesk implements Participant<VisitNeed, VisitsOfBatch> {
  readonly name = 'visit'
  readonly order = 10
  readonly need = (need: VisitNeed) => needOf<VisitNeed, VisitsOfBatch>(this, need)

  async read(tx: Tx, needs: readonly VisitNeed[], now: Instant): Promise<VisitsOfBatch> {
    const [aliases, visits, tills, packs] = [unique(needs.map((n) => n.alias)), unique(needs.map((n) => n.visitId)), unique(needs.map((n) => n.tillId)), unique(needs.map((n) => n.packsOf))]
    const [aliasRows, visitFacts, scans, packCoupons] = await Promise.all([
      aliases.length > 0 ? lockAliases(tx, aliases) : [],
      visits.length > 0 ? lockVisits(tx, visits) : [],
      tills.length > 0 ? badScansSince(tx, tills, now - 2 * MINUTE) : [],
      packs.length > 0 ? unusedPackCoupons(tx, packs, now) : [],
    ])
    const bad = new Map<string, Instant[]>()
    for (const scan of scans) bad.set(scan.till_id, [...(bad.get(scan.till_id) ?? []), scan.at.getTime()])
    return new VisitsOfBatch(new Map(aliasRows.map((row) => [row.alias, row])), new Map(visitFacts.map((visit) => [visit.visitId, visit])), bad, packCoupons)
  }

  async write(tx: Tx, state: VisitsOfBatch, now: Instant): Promise<void> {
    if (state.opened.length > 0) await insertVisits(tx, state.opened)
    if (state.used.length > 0) assert((await useAliases(tx, state.used)) === state.used.length, 'an alias was used twice')
    if (state.changed.size > 0) assert((await updateVisits(tx, [...state.changed])) === state.changed.size, 'a visit was settled twice')
    if (state.settlements.length > 0) await insertSettlements(tx, state.settlements)
    for (const sale of state.queued) await insertQueuedSale(tx, sale)
    if (state.messages.length > 0) await sendMessages(tx, state.messages, now)
    if (state.takenBack.size > 0) await revokeClaims(tx, { claimIds: [...state.takenBack] }, now)
    for (const entry of state.audits) await recordAudit(tx, entry, now)
  }
}

const unique = <T extends string>(list: readonly (T | undefined)[]): T[] => [...new Set(list.filter((x): x is T => x !== undefined))]

/** The visits' share of a batch. */
export const visitDesk = new VisitDesk()
