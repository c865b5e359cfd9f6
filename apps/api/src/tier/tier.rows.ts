import type { DayAmounts, TierChange, TierState } from '@huitou/tier'
import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import type { WireTier, WireTierTerms } from './tier-terms.js'

export interface StandingRow { member_id: MemberId; joined_at: Date; first_order_at: Date | null; seq: number; birthday: string | null; state: TierState | null; days: [string, number, number, number][] | null }

/** What deciding a member's tier needs, and the count of their log; rows of unknown members are missing. */
export const readStandings = (tx: Tx, ids: readonly MemberId[]): Promise<StandingRow[]> =>
  tx.query<StandingRow>(
    `select m.member_id, m.joined_at, m.first_order_at, m.seq, m.birthday, s.state, d.days from member m
     left join tier_standing s using (merchant_id, member_id)
     left join lateral (select json_agg(json_build_array(to_char(day, 'YYYY-MM-DD'), growth, spend_minor, orders)) as days from tier_day t where t.merchant_id = m.merchant_id and t.member_id = m.member_id) d on true
     where m.merchant_id = $1 and m.member_id = any($2::uuid[])`,
    [tx.merchantId, ids], 'read-standings',
  )

export const daysOf = (row: Pick<StandingRow, 'days'>): DayAmounts[] => (row.days ?? []).map(([day, growth, spend, orders]) => ({ day, growth, spend, orders }))

export interface StandingWrite { readonly memberId: MemberId; readonly state: TierState; readonly dueAt: Instant | null }

/** Writes the state of the fold, and what lists show of it. */
export async function writeStandings(tx: Tx, rows: readonly StandingWrite[]): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map((r) => r.memberId)
  await Promise.all([
    tx.run(
      `insert into tier_standing (merchant_id, member_id, state, due_at) select $1, * from unnest($2::uuid[], $3::jsonb[], $4::timestamptz[])
       on conflict (merchant_id, member_id) do update set state = excluded.state, due_at = excluded.due_at`,
      [tx.merchantId, ids, rows.map((r) => JSON.stringify(r.state)), rows.map((r) => (r.dueAt === null ? null : new Date(r.dueAt)))], 'write-standings',
    ),
    tx.run(
      `update member m set tier_id = t.tier, tier_since = t.since, tier_until = t.until from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[]) as t(id, tier, since, until)
       where m.merchant_id = $1 and m.member_id = t.id and (m.tier_id is distinct from t.tier or m.tier_since is distinct from t.since or m.tier_until is distinct from t.until)`,
      [tx.merchantId, ids, rows.map((r) => r.state.hold?.tier ?? null), rows.map((r) => dateOrNull(r.state.hold?.since)), rows.map((r) => dateOrNull(r.state.hold?.dropAt ?? r.state.hold?.until))], 'show-tiers',
    ),
  ])
}

const dateOrNull = (at: Instant | null | undefined): Date | null => (at == null ? null : new Date(at))

export interface DayWrite extends DayAmounts { readonly memberId: MemberId }

export async function writeDays(tx: Tx, rows: readonly DayWrite[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into tier_day (merchant_id, member_id, day, growth, spend_minor, orders) select $1, * from unnest($2::uuid[], $3::date[], $4::bigint[], $5::bigint[], $6::int[])
     on conflict (merchant_id, member_id, day) do update set growth = excluded.growth, spend_minor = excluded.spend_minor, orders = excluded.orders`,
    [tx.merchantId, rows.map((r) => r.memberId), rows.map((r) => r.day), rows.map((r) => r.growth), rows.map((r) => r.spend), rows.map((r) => r.orders)], 'write-tier-days',
  )
}

export interface ChangeWrite { readonly memberId: MemberId; readonly change: TierChange; readonly knownAt: Instant }

export async function writeTierChanges(tx: Tx, rows: readonly ChangeWrite[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into tier_change (merchant_id, member_id, change_id, at, known_at, from_tier, to_tier, cause, until, facts)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::jsonb[])`,
    [tx.merchantId, rows.map((r) => r.memberId), rows.map(() => newId()), rows.map((r) => new Date(r.change.at)), rows.map((r) => new Date(r.knownAt)), rows.map((r) => r.change.from), rows.map((r) => r.change.to), rows.map((r) => r.change.cause), rows.map((r) => dateOrNull(r.change.until)), rows.map((r) => JSON.stringify(r.change.facts))],
    'write-tier-changes',
  )
}

export interface SetRow { version: number; state: 'draft' | 'published' | 'retired'; terms: WireTierTerms; tiers: WireTier[]; saves: number; published_at: Date | null; retired_at: Date | null }

export const readTierSets = (tx: Tx): Promise<SetRow[]> =>
  tx.query<SetRow>('select version, state, terms, tiers, saves, published_at, retired_at from tier_set where merchant_id = $1 order by version desc', [tx.merchantId])
