import type { Book, Hold, Lot, WalletPosting } from '@huitou/ledger'
import { assert, type Instant, type MemberId } from '@huitou/units'
import { instants, jsons, plain, texts, type Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import { thinLot } from './thin.js'

export interface FactWrite { readonly memberId: MemberId; readonly seq: number; readonly id: string; readonly kind: string; readonly at: Instant; readonly knownAt: Instant; readonly orderId: string | null; readonly actId: string | null; readonly ruleSet: number | null; readonly deeds: unknown; readonly reason: string; readonly actor: string }
export interface PostingWrite extends WalletPosting { readonly memberId: MemberId; readonly lineId: string; readonly knownAt: Instant }
export interface LotWrite { readonly memberId: MemberId; readonly wallet: string; readonly lot: Lot }
export interface HoldWrite { readonly memberId: MemberId; readonly wallet: string; readonly hold: Hold }
export interface WalletWrite { readonly memberId: MemberId; readonly book: Book; readonly counters: Record<string, number> }

/** Numbered within the member's log under the lock of their row; the key (member, seq) refuses a number twice. */
export async function writeFacts(tx: Tx, rows: readonly FactWrite[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into fact (merchant_id, member_id, seq, fact_id, kind, effective_at, known_at, order_id, act_id, rule_set, body, reason, actor)
     select $1, * from rows from (unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::uuid[], $9::uuid[], $10::int[]), jsonb_array_elements($11::jsonb), unnest($12::text[], $13::text[]))`,
    [tx.merchantId, plain(rows.map((r) => r.memberId)), plain(rows.map((r) => r.seq)), texts(rows.map((r) => r.id)), plain(rows.map((r) => r.kind)), instants(rows.map((r) => r.at)), instants(rows.map((r) => r.knownAt)), plain(rows.map((r) => r.orderId)), plain(rows.map((r) => r.actId)), plain(rows.map((r) => r.ruleSet)), jsons(rows.map((r) => r.deeds)), texts(rows.map((r) => r.reason)), texts(rows.map((r) => r.actor))],
    'write-facts',
  )
}

export async function writePostings(tx: Tx, rows: readonly PostingWrite[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into posting (merchant_id, member_id, posting_id, wallet, line_id, from_account, to_account, points, lot, cause, ref, effective_at, known_at)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::timestamptz[])`,
    [tx.merchantId, plain(rows.map((r) => r.memberId)), plain(rows.map(() => newId())), texts(rows.map((r) => r.wallet)), plain(rows.map((r) => r.lineId)), plain(rows.map((r) => r.from)), plain(rows.map((r) => r.to)), plain(rows.map((r) => r.points)), texts(rows.map((r) => r.lot)), plain(rows.map((r) => r.cause)), texts(rows.map((r) => r.ref)), instants(rows.map((r) => r.at)), instants(rows.map((r) => r.knownAt))],
    'write-postings',
  )
}

export async function writeLots(tx: Tx, rows: readonly LotWrite[]): Promise<void> {
  if (rows.length === 0) return
  const lots = rows.map((r) => r.lot)
  await tx.run(
    `insert into lot (merchant_id, member_id, wallet, source, order_id, line_no, rule_id, rule_version, points, left_points, held, asked, state, earned_at, active_at, expires_at, extended, detail)
     select $1, * from rows from (unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::int[], $7::text[], $8::int[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::text[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::bool[]), jsonb_array_elements($18::jsonb))
     on conflict (merchant_id, member_id, wallet, source) do update set points = excluded.points, left_points = excluded.left_points, held = excluded.held, asked = excluded.asked, state = excluded.state, earned_at = excluded.earned_at, active_at = excluded.active_at, expires_at = excluded.expires_at, extended = excluded.extended, rule_version = excluded.rule_version, detail = excluded.detail`,
    [tx.merchantId, plain(rows.map((r) => r.memberId)), texts(rows.map((r) => r.wallet)), texts(lots.map((l) => l.source)), plain(lots.map((l) => l.orderId)), plain(lots.map((l) => l.line)), texts(lots.map((l) => l.ruleId)), plain(lots.map((l) => l.ruleVersion)), plain(lots.map((l) => l.points)), plain(lots.map((l) => l.left)), plain(lots.map((l) => l.held)), plain(lots.map((l) => l.asked)), plain(lots.map((l) => l.state)), instants(lots.map((l) => l.earnedAt)), instants(lots.map((l) => l.activeAt)), instants(lots.map((l) => l.expiresAt)), plain(lots.map((l) => l.extended)), jsons(lots.map(thinLot))],
    'write-lots',
  )
}

/** Lots that a refold no longer makes have nothing left, and nothing that a refund could ask for. */
export async function emptyLots(tx: Tx, rows: readonly { memberId: MemberId; wallet: string; source: string }[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run('update lot l set left_points = 0, held = 0, asked = l.points from unnest($2::uuid[], $3::text[], $4::text[]) as g(member_id, wallet, source) where l.merchant_id = $1 and l.member_id = g.member_id and l.wallet = g.wallet and l.source = g.source', [tx.merchantId, rows.map((r) => r.memberId), rows.map((r) => r.wallet), rows.map((r) => r.source)])
}

export async function writeHolds(tx: Tx, rows: readonly HoldWrite[]): Promise<void> {
  if (rows.length === 0) return
  const holds = rows.map((r) => r.hold)
  await tx.run(
    `insert into hold (merchant_id, member_id, wallet, hold_id, order_id, points, draws, owed, owed_back, state, made_at, until_at, shares)
     select $1, * from rows from (unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bigint[]), jsonb_array_elements($7::jsonb), unnest($8::bigint[], $9::bigint[], $10::text[], $11::timestamptz[], $12::timestamptz[]), jsonb_array_elements($13::jsonb))
     on conflict (merchant_id, member_id, wallet, hold_id) do update set draws = excluded.draws, owed = excluded.owed, owed_back = excluded.owed_back, state = excluded.state, until_at = excluded.until_at, shares = excluded.shares`,
    [tx.merchantId, plain(rows.map((r) => r.memberId)), texts(rows.map((r) => r.wallet)), texts(holds.map((h) => h.id)), plain(holds.map((h) => h.orderId)), plain(holds.map((h) => h.points)), jsons(holds.map((h) => h.draws)), plain(holds.map((h) => h.owed)), plain(holds.map((h) => h.owedBack)), plain(holds.map((h) => h.state)), instants(holds.map((h) => h.madeAt)), instants(holds.map((h) => h.until)), jsons(holds.map((h) => h.shares))],
    'write-holds',
  )
}

export async function writeWallets(tx: Tx, rows: readonly WalletWrite[]): Promise<void> {
  if (rows.length === 0) return
  const books = rows.map((r) => r.book)
  const changed = await tx.run(
    `insert into wallet (merchant_id, member_id, wallet, available, pending, held, in_transit, debt, short, counters, acts, due_at, folded_at)
     select $1, * from rows from (unnest($2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[]), jsonb_array_elements($10::jsonb), jsonb_array_elements($11::jsonb), unnest($12::timestamptz[], $13::timestamptz[]))
     on conflict (merchant_id, member_id, wallet) do update set available = excluded.available, pending = excluded.pending, held = excluded.held, in_transit = excluded.in_transit, debt = excluded.debt, short = excluded.short, counters = excluded.counters, acts = excluded.acts, due_at = excluded.due_at, folded_at = excluded.folded_at`,
    [tx.merchantId, plain(rows.map((r) => r.memberId)), texts(books.map((b) => b.wallet)), plain(books.map((b) => b.available)), plain(books.map((b) => b.pending)), plain(books.map((b) => b.held)), plain(books.map((b) => b.transit)), plain(books.map((b) => b.debt)), plain(books.map((b) => b.short)), jsons(rows.map((r) => r.counters)), jsons(books.map((b) => b.acts)), instants(books.map((b) => b.dueAt)), instants(books.map((b) => b.at))],
    'write-wallets',
  )
  assert(changed === rows.length, 'a wallet was not written')
}
