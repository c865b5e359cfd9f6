import type { Book, Hold, KnownPosting, Lot } from '@huitou/ledger'
import type { Counted, Joined, LoggedFact, TierGrant } from './member-standing.js'
import type { Instant, MemberId } from '@huitou/units'
import { plain, texts, type Tx } from '../platform/database/index.js'
import { wholeDeeds, wholeLot, type LoggedDeed, type LotDetail } from './thin.js'

interface WalletRow { member_id: MemberId; wallet: string; available: number; pending: number; held: number; in_transit: number; debt: number; short: number; counters: Record<string, number>; acts: Book['acts']; due_at: Date | null; folded_at: Date }
interface LotRow { member_id: MemberId; wallet: string; source: string; order_id: string | null; line_no: number | null; rule_id: string | null; rule_version: number | null; points: number; left_points: number; held: number; asked: number; state: Lot['state']; earned_at: Date; active_at: Date | null; expires_at: Date | null; extended: boolean; detail: LotDetail }
interface HoldRow { member_id: MemberId; wallet: string; hold_id: string; order_id: string | null; points: number; draws: Hold['draws']; owed: number; owed_back: number; state: Hold['state']; made_at: Date; until_at: Date | null; shares: Hold['shares'] }
interface FactRow { member_id: MemberId; seq: number; fact_id: string; effective_at: Date; known_at: Date; rule_set: number | null; body: { deeds: readonly LoggedDeed[]; counted?: Counted | null; joined?: Joined; grant?: TierGrant; termsAt?: number } }

export interface KnownChange { readonly at: Instant; readonly cause: string; readonly from: string | null; readonly to: string | null }
export interface Logs { readonly facts: Map<MemberId, LoggedFact[]>; readonly postings: Map<MemberId, (KnownPosting & { wallet: string })[]>; readonly changes: Map<MemberId, KnownChange[]> }

const ms = (at: Date): Instant => at.getTime()
const msOrNull = (at: Date | null): Instant | null => at?.getTime() ?? null
const LOT = 'l.member_id, l.wallet, l.source, l.order_id, l.line_no, l.rule_id, l.rule_version, l.points, l.left_points, l.held, l.asked, l.state, l.earned_at, l.active_at, l.expires_at, l.extended, l.detail'

export const lotOfRow = (r: LotRow): Lot => ({ source: r.source, orderId: r.order_id, line: r.line_no, ruleId: r.rule_id, ruleVersion: r.rule_version, points: r.points, left: r.left_points, held: r.held, asked: r.asked, state: r.state, earnedAt: ms(r.earned_at), activeAt: msOrNull(r.active_at), expiresAt: msOrNull(r.expires_at), extended: r.extended, ...wholeLot(r.detail) })
const holdOfRow = (r: HoldRow): Hold => ({ id: r.hold_id, orderId: r.order_id, points: r.points, draws: r.draws, owed: r.owed, owedBack: r.owed_back, state: r.state, madeAt: ms(r.made_at), until: msOrNull(r.until_at), shares: r.shares })

export interface WalletAt { readonly memberId: MemberId; readonly book: Book }

export const readWallets = async (tx: Tx, ids: readonly MemberId[]): Promise<WalletAt[]> =>
  (await tx.query<WalletRow>(
    'select member_id, wallet, available, pending, held, in_transit, debt, short, counters, acts, due_at, folded_at from wallet where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, plain(ids)], 'read-wallets',
  )).map((r) => ({ memberId: r.member_id, book: { wallet: r.wallet, available: r.available, pending: r.pending, held: r.held, transit: r.in_transit, debt: r.debt, short: r.short, lots: [], holds: [], counters: r.counters, acts: r.acts, dueAt: msOrNull(r.due_at), at: ms(r.folded_at) } }))

export interface LotAt { readonly memberId: MemberId; readonly wallet: string; readonly lot: Lot }
export interface HoldAt { readonly memberId: MemberId; readonly wallet: string; readonly hold: Hold }
const lotsAt = (rows: LotRow[]): LotAt[] => rows.map((r) => ({ memberId: r.member_id, wallet: r.wallet, lot: lotOfRow(r) }))
const holdsAt = (rows: HoldRow[]): HoldAt[] => rows.map((r) => ({ memberId: r.member_id, wallet: r.wallet, hold: holdOfRow(r) }))

/** All open lots, and those a gift on its way may come back to: where time has something to do, or everything is to be shown. */
export const readOpenLots = async (tx: Tx, ids: readonly MemberId[]): Promise<LotAt[]> =>
  lotsAt(await tx.query<LotRow>(
    `select ${LOT} from lot l where merchant_id = $1 and member_id = any($2::uuid[]) and left_points > 0
     union all select ${LOT} from hold h cross join lateral jsonb_array_elements(h.draws) d join lot l on l.merchant_id = $1 and l.member_id = h.member_id and l.wallet = h.wallet and l.source = d->>'lot' and l.left_points = 0
       where h.merchant_id = $1 and h.member_id = any($2::uuid[]) and h.state = 'sent'`, [tx.merchantId, plain(ids)], 'read-open-lots'))

export const readOpenHolds = async (tx: Tx, ids: readonly MemberId[]): Promise<HoldAt[]> =>
  holdsAt(await tx.query<HoldRow>("select * from hold where merchant_id = $1 and member_id = any($2::uuid[]) and state in ('open', 'sent')", [tx.merchantId, plain(ids)], 'read-open-holds'))

/** All lots and holds, closed ones too: what goes over when two members are one person. */
export async function readWhole(tx: Tx, ids: readonly MemberId[]): Promise<{ lots: LotAt[]; holds: HoldAt[] }> {
  const [lots, holds] = await Promise.all([
    tx.query<LotRow>(`select ${LOT} from lot l where merchant_id = $1 and member_id = any($2::uuid[])`, [tx.merchantId, ids]),
    tx.query<HoldRow>('select * from hold where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, ids]),
  ])
  return { lots: lotsAt(lots), holds: holdsAt(holds) }
}

/**
 * The first lots of the drawing order that cover so many points: each open one holds at least a point, so `points` rows
 * are always enough, and the index stops there.
 */
export const readDrawing = async (tx: Tx, asked: readonly { memberId: MemberId; wallet: string; points: number }[]): Promise<LotAt[]> =>
  lotsAt(await tx.query<LotRow>(
    `select ${LOT} from unnest($2::uuid[], $3::text[], $4::bigint[]) as a(member_id, wallet, points)
     cross join lateral (select * from lot o where o.merchant_id = $1 and o.member_id = a.member_id and o.wallet = a.wallet and o.left_points > o.held and o.left_points > 0 and o.state = 'active'
       order by o.expires_at, o.active_at, o.source limit a.points) l`,
    [tx.merchantId, plain(asked.map((a) => a.memberId)), texts(asked.map((a) => a.wallet)), plain(asked.map((a) => a.points))], 'read-drawing',
  ))

/** Lots and spends of orders (open or closed), the lots those spends drew, and enough others to take a refund from. */
export async function readOfOrders(tx: Tx, orderIds: readonly string[]): Promise<{ lots: LotAt[]; holds: HoldAt[] }> {
  const [own, others, drawn, holds] = await Promise.all([
    tx.query<LotRow>(`select ${LOT} from lot l where merchant_id = $1 and order_id = any($2::uuid[])`, [tx.merchantId, orderIds], 'lots-of-orders'),
    tx.query<LotRow>(
      `select ${LOT} from (select member_id, wallet, sum(points) as points from lot where merchant_id = $1 and order_id = any($2::uuid[]) group by member_id, wallet) a
       cross join lateral (select * from lot o where o.merchant_id = $1 and o.member_id = a.member_id and o.wallet = a.wallet and o.left_points > o.held and o.left_points > 0 and o.state = 'active'
         order by o.expires_at, o.active_at, o.source limit a.points) l`, [tx.merchantId, orderIds], 'lots-beside-orders'),
    tx.query<LotRow>(`select ${LOT} from hold h cross join lateral jsonb_array_elements(h.draws) d join lot l on l.merchant_id = $1 and l.member_id = h.member_id and l.wallet = h.wallet and l.source = d->>'lot' where h.merchant_id = $1 and h.order_id = any($2::uuid[])`, [tx.merchantId, orderIds], 'lots-drawn-by-orders'),
    tx.query<HoldRow>('select * from hold where merchant_id = $1 and order_id = any($2::uuid[])', [tx.merchantId, orderIds], 'holds-of-orders'),
  ])
  return { lots: lotsAt([...own, ...others, ...drawn]), holds: holdsAt(holds) }
}

/** Lots of acts (to take back), and holds by id with the lots they drew. */
export async function readOfActs(tx: Tx, ids: readonly MemberId[], actIds: readonly string[], holdIds: readonly string[]): Promise<{ lots: LotAt[]; holds: HoldAt[] }> {
  const [lots, drawn, holds] = await Promise.all([
    actIds.length === 0 ? [] : tx.query<LotRow>(`select ${LOT} from lot l where merchant_id = $1 and member_id = any($2::uuid[]) and split_part(source, '/', 1) = any($3::text[])`, [tx.merchantId, ids, actIds.map((id) => `a:${id}`)]),
    holdIds.length === 0 ? [] : tx.query<LotRow>(`select ${LOT} from hold h cross join lateral jsonb_array_elements(h.draws) d join lot l on l.merchant_id = $1 and l.member_id = h.member_id and l.wallet = h.wallet and l.source = d->>'lot' where h.merchant_id = $1 and h.member_id = any($2::uuid[]) and h.hold_id = any($3::text[])`, [tx.merchantId, ids, holdIds], 'lots-drawn'),
    holdIds.length === 0 ? [] : tx.query<HoldRow>('select * from hold where merchant_id = $1 and member_id = any($2::uuid[]) and hold_id = any($3::text[])', [tx.merchantId, ids, holdIds], 'holds-by-id'),
  ])
  return { lots: lotsAt([...lots, ...drawn]), holds: holdsAt(holds) }
}

/** The whole logs and postings of members: for a late fact, an import, a rebuild. */
export async function readLogs(tx: Tx, ids: readonly MemberId[]): Promise<Logs> {
  const [facts, postings, changes] = await Promise.all([
    tx.query<FactRow>('select member_id, seq, fact_id, effective_at, known_at, rule_set, body from fact where merchant_id = $1 and member_id = any($2::uuid[]) order by member_id, seq', [tx.merchantId, ids]),
    tx.query<{ member_id: MemberId; wallet: string; from_account: KnownPosting['from']; to_account: KnownPosting['to']; points: number; lot: string | null; cause: KnownPosting['cause']; ref: string; effective_at: Date; known_at: Date }>(
      'select member_id, wallet, from_account, to_account, points, lot, cause, ref, effective_at, known_at from posting where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, ids]),
    tx.query<{ member_id: MemberId; at: Date; cause: string; from_tier: string | null; to_tier: string | null }>('select member_id, at, cause, from_tier, to_tier from tier_change where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, ids]),
  ])
  const out: Logs = { facts: new Map(ids.map((id) => [id, []])), postings: new Map(ids.map((id) => [id, []])), changes: new Map(ids.map((id) => [id, []])) }
  for (const f of facts) out.facts.get(f.member_id)!.push({ id: f.fact_id, at: ms(f.effective_at), knownAt: ms(f.known_at), deeds: wholeDeeds(f.body.deeds), ruleSet: f.rule_set, counted: f.body.counted ?? null, ...(f.body.termsAt === undefined ? {} : { termsAt: f.body.termsAt }), ...(f.body.joined ? { joined: f.body.joined } : {}), ...(f.body.grant ? { grant: f.body.grant } : {}) })
  for (const p of postings) out.postings.get(p.member_id)!.push({ wallet: p.wallet, from: p.from_account, to: p.to_account, points: p.points, lot: p.lot, cause: p.cause, ref: p.ref, at: ms(p.effective_at), knownAt: ms(p.known_at) })
  for (const c of changes) out.changes.get(c.member_id)!.push({ at: ms(c.at), cause: c.cause, from: c.from_tier, to: c.to_tier })
  return out
}
