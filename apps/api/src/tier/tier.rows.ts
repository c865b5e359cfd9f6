import type { DayAmounts, TierChange, TierState } from '@huitou/tier'
import type { Instant, MemberId } from '@huitou/units'
import { instants, jsons, plain, texts, type Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import { Tier, TierTerms } from '@huitou/contract'
import * as z from 'zod/mini'
import type { WireTier, WireTierTerms } from './tier-terms.js'

export interface StandingRow { member_id: MemberId; joined_at: Date; first_order_at: Date | null; seq: number; birthday: string | null; state: TierState | null; days: [string, number, number, number][] | null }

/**
 * What deciding a member's tier needs, and the number of their last fact; rows of unknown members are missing. Each member's
 * own rows by their key, whatever the planner knows of a table that just grew ("offset 0").
 */
export const readStandings = (tx: Tx, ids: readonly MemberId[]): Promise<StandingRow[]> =>
  tx.query<StandingRow>(
    `select m.member_id, m.joined_at, m.first_order_at, coalesce((select f.seq from fact f where f.merchant_id = m.merchant_id and f.member_id = m.member_id order by f.seq desc limit 1), 0) as seq, m.birthday, s.state, d.days from member m
     left join lateral (select t.state from tier_standing t where t.merchant_id = m.merchant_id and t.member_id = m.member_id offset 0) s on true
     left join lateral (select json_agg(json_build_array(to_char(day, 'YYYY-MM-DD'), growth, spend_minor, orders)) as days from tier_day t where t.merchant_id = m.merchant_id and t.member_id = m.member_id) d on true
     where m.merchant_id = $1 and m.member_id = any($2::uuid[])`,
    [tx.merchantId, plain(ids)], 'read-standings',
  )

export const daysOf = (row: Pick<StandingRow, 'days'>): DayAmounts[] => (row.days ?? []).map(([day, growth, spend, orders]) => ({ day, growth, spend, orders }))

export interface StandingWrite { readonly memberId: MemberId; readonly state: TierState; readonly dueAt: Instant | null }

/** Writes the state of the fold, and what lists show of it. */
export async function writeStandings(tx: Tx, rows: readonly StandingWrite[]): Promise<void> {
  if (rows.length === 0) return
  const ids = plain(rows.map((r) => r.memberId))
  await Promise.all([
    tx.run(
      `insert into tier_standing (merchant_id, member_id, state, due_at) select $1, * from rows from (unnest($2::uuid[]), jsonb_array_elements($3::jsonb), unnest($4::timestamptz[]))
       on conflict (merchant_id, member_id) do update set state = excluded.state, due_at = excluded.due_at`,
      [tx.merchantId, ids, jsons(rows.map((r) => r.state)), instants(rows.map((r) => r.dueAt))], 'write-standings',
    ),
    tx.run(
      `update member m set tier_id = t.tier, tier_since = t.since, tier_until = t.until from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[]) as t(id, tier, since, until)
       where m.merchant_id = $1 and m.member_id = t.id and (m.tier_id is distinct from t.tier or m.tier_since is distinct from t.since or m.tier_until is distinct from t.until)`,
      [tx.merchantId, ids, texts(rows.map((r) => r.state.hold?.tier ?? null)), instants(rows.map((r) => r.state.hold?.since ?? null)), instants(rows.map((r) => r.state.hold?.dropAt ?? r.state.hold?.until ?? null))], 'show-tiers',
    ),
  ])
}

export interface DayWrite extends DayAmounts { readonly memberId: MemberId }

export async function writeDays(tx: Tx, rows: readonly DayWrite[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into tier_day (merchant_id, member_id, day, growth, spend_minor, orders) select $1, * from unnest($2::uuid[], $3::date[], $4::bigint[], $5::bigint[], $6::int[])
     on conflict (merchant_id, member_id, day) do update set growth = excluded.growth, spend_minor = excluded.spend_minor, orders = excluded.orders`,
    [tx.merchantId, plain(rows.map((r) => r.memberId)), plain(rows.map((r) => r.day)), plain(rows.map((r) => r.growth)), plain(rows.map((r) => r.spend)), plain(rows.map((r) => r.orders))], 'write-tier-days',
  )
}

export interface ChangeWrite { readonly memberId: MemberId; readonly change: TierChange; readonly knownAt: Instant }

export async function writeTierChanges(tx: Tx, rows: readonly ChangeWrite[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into tier_change (merchant_id, member_id, change_id, at, known_at, from_tier, to_tier, cause, until, facts)
     select $1, * from rows from (unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::timestamptz[]), jsonb_array_elements($10::jsonb))`,
    [tx.merchantId, plain(rows.map((r) => r.memberId)), plain(rows.map(() => newId())), instants(rows.map((r) => r.change.at)), instants(rows.map((r) => r.knownAt)), texts(rows.map((r) => r.change.from)), texts(rows.map((r) => r.change.to)), plain(rows.map((r) => r.change.cause)), instants(rows.map((r) => r.change.until)), jsons(rows.map((r) => r.change.facts))],
    'write-tier-changes',
  )
}

export interface SetRow { version: number; state: 'draft' | 'published' | 'retired'; terms: WireTierTerms; tiers: WireTier[]; saves: number; published_at: Date | null; from_at: Date | null; retired_at: Date | null }

/** Every version, newest first. What an older release kept gets the defaults of fields that it did not know. */
export const readTierSets = async (tx: Tx): Promise<SetRow[]> =>
  (await tx.query<SetRow>('select version, state, terms, tiers, saves, published_at, from_at, retired_at from tier_set where merchant_id = $1 order by version desc', [tx.merchantId]))
    .map((row) => ({ ...row, terms: z.parse(TierTerms, row.terms), tiers: row.tiers.map((tier) => z.parse(Tier, tier)) }))

export const lockTierSets = (tx: Tx): Promise<unknown> => tx.query("select pg_advisory_xact_lock(hashtextextended($1 || ':tier-set', 0))", [tx.merchantId])

/** Saves the one draft; false when it was saved by somebody else since it was opened. */
export async function saveTierDraft(tx: Tx, set: { terms: WireTierTerms; tiers: readonly WireTier[] }, how: { actor: string; expectSaves?: number; now: Instant }): Promise<boolean> {
  await lockTierSets(tx)
  const values = [tx.merchantId, JSON.stringify(set.terms), JSON.stringify(set.tiers), how.actor, new Date(how.now)]
  const [draft] = await tx.query<{ saves: number }>("select saves from tier_set where merchant_id = $1 and state = 'draft'", [tx.merchantId])
  if (how.expectSaves !== undefined && (draft?.saves ?? 0) !== how.expectSaves) return false
  if (draft) await tx.run("update tier_set set terms = $2::jsonb, tiers = $3::jsonb, actor = $4, saves = saves + 1, created_at = $5 where merchant_id = $1 and state = 'draft'", values)
  else await tx.run("insert into tier_set (merchant_id, version, state, terms, tiers, actor, created_at) select $1, coalesce(max(version), 0) + 1, 'draft', $2::jsonb, $3::jsonb, $4, $5 from tier_set where merchant_id = $1", values)
  return true
}

/** Versions in force by which not every member was decided yet. */
export const setsToApply = async (tx: Tx, now: Instant): Promise<number[]> =>
  (await tx.query<{ version: number }>("select version from tier_set where merchant_id = $1 and state <> 'draft' and applied_at is null and from_at <= $2 order by version", [tx.merchantId, new Date(now)])).map((r) => r.version)

export const markApplied = (tx: Tx, versions: readonly number[], now: Instant): Promise<number> =>
  tx.run('update tier_set set applied_at = $3 where merchant_id = $1 and version = any($2::int[]) and applied_at is null', [tx.merchantId, versions, new Date(now)])

/** A first set for a new shop, in force at once. */
export const insertFirstTiers = (tx: Tx, set: { terms: WireTierTerms; tiers: readonly WireTier[] }, actor: string, now: Instant): Promise<number> =>
  tx.run("insert into tier_set (merchant_id, version, state, terms, tiers, actor, created_at, published_at, from_at, applied_at) values ($1, 1, 'published', $2::jsonb, $3::jsonb, $4, $5, $5, $5, $5) on conflict do nothing", [tx.merchantId, JSON.stringify(set.terms), JSON.stringify(set.tiers), actor, new Date(now)])

export const readZone = async (tx: Tx): Promise<string> => (await tx.query<{ zone: string }>('select zone from merchant where merchant_id = $1', [tx.merchantId]))[0]!.zone

export const countByTier = (tx: Tx): Promise<{ tier_id: string | null; members: number }[]> =>
  tx.query('select tier_id, count(*)::int as members from member where merchant_id = $1 and left_at is null group by tier_id', [tx.merchantId])

/** The next members after an id, for work on everybody in short steps. */
export const memberIdsAfter = async (tx: Tx, after: string, most: number): Promise<MemberId[]> =>
  (await tx.query<{ member_id: MemberId }>('select member_id from member where merchant_id = $1 and member_id > $2::uuid and left_at is null order by member_id limit $3', [tx.merchantId, after, most])).map((r) => r.member_id)

export const namesOf = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map((await tx.query<{ member_id: string; name: string; member_no: string }>('select member_id, name, member_no from member where merchant_id = $1 and member_id = any($2::uuid[])', [tx.merchantId, ids])).map((r) => [r.member_id, r.name || r.member_no]))

export interface ChangeRow { at: Date; from_tier: string | null; to_tier: string | null; cause: string; until: Date | null; facts: TierChange['facts'] }

export const readTierChanges = (tx: Tx, memberId: string): Promise<ChangeRow[]> =>
  tx.query<ChangeRow>('select at, from_tier, to_tier, cause, until, facts from tier_change where merchant_id = $1 and member_id = $2 order by at desc, change_id desc limit 60', [tx.merchantId, memberId])

/** Growth, and the money members' prices saved. */
export const readTierUse = async (tx: Tx, memberId: string): Promise<{ growth: number; saved: number }> =>
  (await tx.query<{ growth: number; saved: number }>(
    `select coalesce((select available from wallet where merchant_id = $1 and member_id = $2 and wallet = 'growth'), 0)::bigint as growth,
       coalesce((select sum(d.minor) from shop_order o join order_discount d using (merchant_id, order_id) where o.merchant_id = $1 and o.member_id = $2 and d.kind = 'member-price'), 0)::bigint as saved`, [tx.merchantId, memberId]))[0]!

/** Titles of coupons, those that are gone left out. */
export const couponTitles = (tx: Tx, ids: readonly string[]): Promise<{ couponId: string; title: string }[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.query(`select coupon_id as "couponId", title from coupon where merchant_id = $1 and coupon_id = any($2::uuid[])`, [tx.merchantId, [...new Set(ids)]])
