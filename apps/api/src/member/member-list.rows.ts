import type { MemberId } from '@huitou/units'
import { stageSql, typicalGapSql, type Stage } from '../insight/index.js'
import type { Sql, Tx } from '../platform/database/index.js'

export type Sort = 'last-order' | 'joined' | 'spent' | 'points'

/** What a list of members is narrowed by. `search` was read into one of the four forms before. */
export interface MemberFilter {
  readonly search?: Search
  readonly tierId?: string
  readonly tag?: string
  readonly source?: string
  readonly joinedFrom?: Date
  readonly joinedUntil?: Date
  /** no order since */
  readonly idleSince?: Date
  readonly importId?: string
  /** where they stand by their own rhythm, as of an instant */
  readonly stage?: { readonly is: Stage; readonly at: Date }
}
export type Search = { readonly kind: 'phone'; readonly hash: Buffer } | { readonly kind: 'last4'; readonly digits: string } | { readonly kind: 'number'; readonly number: string } | { readonly kind: 'name'; readonly name: string } | { readonly kind: 'ids'; readonly ids: readonly string[] }

export interface MemberListRow {
  member_id: MemberId
  member_no: string
  name: string
  phone_last4: string | null
  tier_id: string | null
  points: number
  order_count: number
  spent_minor: number
  last_order_at: Date | null
  joined_at: Date
  tags: string[]
  source: string
  sort_key: number
}

/** Grows a statement with its values. */
class Text {
  readonly values: unknown[] = []
  add = (value: unknown): string => `$${this.values.push(value)}`
}

// Who has no order yet comes last: as if in the year 1, below every real key.
const NEVER = -62_135_596_800_000
const instant = (key: number): unknown => new Date(key)
const KEYS: Readonly<Record<Sort, { column: string; key: string; value(key: number): unknown; cast: string; wallet: boolean }>> = {
  'last-order': { column: 'm.last_order_at', key: `coalesce((extract(epoch from m.last_order_at) * 1000)::int8, ${NEVER})`, value: instant, cast: 'timestamptz', wallet: false },
  joined: { column: 'm.joined_at', key: '(extract(epoch from m.joined_at) * 1000)::int8', value: instant, cast: 'timestamptz', wallet: false },
  spent: { column: 'm.spent_minor', key: 'm.spent_minor', value: (key) => key, cast: 'int8', wallet: false },
  points: { column: 'w.available', key: 'w.available', value: (key) => key, cast: 'int8', wallet: true },
}

/** A page of members by keyset: the next page costs what the first did, however far down. */
export function memberPage(merchantId: string, f: MemberFilter, o: { sort: Sort; after: readonly [number, string] | null; limit: number }): Sql {
  const t = new Text()
  const m = t.add(merchantId)
  const { column, key, value, cast, wallet } = KEYS[o.sort]
  const [id, from] = wallet ? ['w.member_id', `wallet w join member m on m.merchant_id = w.merchant_id and m.member_id = w.member_id`] : ['m.member_id', 'member m']
  const where = [wallet ? `w.merchant_id = ${m} and w.wallet = 'points'` : `m.merchant_id = ${m}`, 'm.left_at is null', ...conditions(f, t, m)]
  const columns = `m.member_id, ${key} as sort_key, ${column} as sort_column`
  const [after, limit] = [o.after, t.add(o.limit)]
  const part = (extra: string): string => `(select ${columns} from ${from} where ${where.join(' and ')} ${extra} order by ${column} desc${o.sort === 'last-order' ? ' nulls last' : ''}, ${id} desc limit ${limit})`
  const seek = (): string => `and (${column}, ${id}) < (${t.add(value(after![0]))}::${cast}, ${t.add(after![1])}::uuid)`
  // Who never ordered is a list of its own behind the others, each found by its index; the two are merged and cut.
  const never = after && after[0] <= NEVER
  const parts = o.sort !== 'last-order' ? [part(after ? seek() : '')]
    : [...(never ? [] : [part(`and ${column} is not null ${after ? seek() : ''}`)]), part(`and ${column} is null ${never ? `and ${id} < ${t.add(after[1])}::uuid` : ''}`)]
  const last = 'desc nulls last'
  // The page is cut first; tags and points are looked up for its few rows only.
  const text = `with page as (select * from (${parts.join(' union all ')}) parts order by sort_column ${last}, member_id desc limit ${limit})
    select m.member_id, m.member_no, m.name, m.phone_last4, m.tier_id, coalesce(w.available - w.debt, 0)::int8 as points, m.order_count, m.spent_minor, m.last_order_at, m.joined_at, m.source, p.sort_key,
      coalesce((select array_agg(g.tag order by g.since desc, g.tag) from member_tag g where g.merchant_id = ${m} and g.member_id = m.member_id), '{}') as tags
    from page p join member m on m.merchant_id = ${m} and m.member_id = p.member_id left join wallet w on w.merchant_id = ${m} and w.member_id = m.member_id and w.wallet = 'points'
    order by p.sort_column ${last}, m.member_id desc`
  return { text, values: t.values }
}

function conditions(f: MemberFilter, t: Text, m: string): string[] {
  const out: string[] = []
  if (f.tierId !== undefined) out.push(f.tierId === 'none' ? 'm.tier_id is null' : `m.tier_id = ${t.add(f.tierId)}`)
  if (f.source) out.push(`m.source = ${t.add(f.source)}`)
  if (f.importId) out.push(`m.import_id = ${t.add(f.importId)}`)
  if (f.joinedFrom) out.push(`m.joined_at >= ${t.add(f.joinedFrom)}`)
  if (f.joinedUntil) out.push(`m.joined_at < ${t.add(f.joinedUntil)}`)
  if (f.idleSince) out.push(`m.last_order_at < ${t.add(f.idleSince)}`)
  if (f.stage) out.push(`(${stageSql(`(select ${typicalGapSql(m)})`, `${t.add(f.stage.at)}::timestamptz`)}) = ${t.add(f.stage.is)}`)
  if (f.tag) out.push(`exists (select from member_tag g where g.merchant_id = ${m} and g.tag = ${t.add(f.tag)} and g.member_id = m.member_id)`)
  if (f.search) out.push(searched(f.search, t, m))
  return out
}

function searched(s: Search, t: Text, m: string): string {
  switch (s.kind) {
    case 'phone': { const hash = t.add(s.hash); return `(m.phone_hash = ${hash} or m.member_id = (select x.merged_into from member x where x.merchant_id = ${m} and x.phone_hash = ${hash}))` }
    case 'last4': return `m.phone_last4 = ${t.add(s.digits)}`
    case 'number': return `m.member_no = ${t.add(s.number)}`
    case 'ids': return `m.member_id = any(${t.add(s.ids)}::uuid[])`
    // So many have the name that a page of them is soon full, whatever the order.
    case 'name': return `m.name ${[...s.name].length >= 3 ? 'ilike' : 'like'} ${t.add(`${[...s.name].length >= 3 ? '%' : ''}${s.name.replace(/[\\%_]/g, (c) => `\\${c}`)}%`)}`
  }
}

/** Members of a name, at most so many, by the index of names. */
export const named = (tx: Tx, name: string, most: number): Promise<{ id: string }[]> => tx.query('select find_members_named($1, $2) as id', [name, most])

/** How many a filter holds, counted up to a bound; beyond it the planner's estimate will do. */
export function countUpTo(merchantId: string, f: MemberFilter, most: number): Sql {
  const t = new Text()
  const m = t.add(merchantId)
  const where = [`m.merchant_id = ${m}`, 'm.left_at is null', ...conditions(f, t, m)]
  return { text: `select count(*)::int as n from (select 1 from member m where ${where.join(' and ')} limit ${t.add(most + 1)}) few`, values: t.values }
}

/** The planner's guess of the same, as EXPLAIN gives it. */
export function estimate(merchantId: string, f: MemberFilter): Sql {
  const t = new Text()
  const m = t.add(merchantId)
  return { text: `explain (format json) select 1 from member m where ${[`m.merchant_id = ${m}`, 'm.left_at is null', ...conditions(f, t, m)].join(' and ')}`, values: t.values }
}

export const tagCounts = (merchantId: string): Sql => ({ text: 'select tag, count(*)::int as members from member_tag where merchant_id = $1 group by tag order by members desc, tag limit 500', values: [merchantId] })

