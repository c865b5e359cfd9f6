import type { AudienceCondition } from '@huitou/contract'
import { dateAt, DAY, type Instant, type MemberId, type Zone } from '@huitou/units'
import type * as z from 'zod/mini'
import type { Tx } from '../platform/database/index.js'

export type Condition = z.output<typeof AudienceCondition>

/** The parameters of a statement, numbered as they come. */
class Asked {
  readonly values: unknown[] = []
  add = (value: unknown): string => `$${this.values.push(value)}`
}

export interface AudienceAsk { readonly merchantId: string; readonly conditions: readonly Condition[]; readonly now: Instant; readonly zone: Zone }

/** What somebody bought, is tagged with or was born in is a profile; a tier is what they are told they hold. */
export const looksAtProfile = (conditions: readonly Condition[]): boolean => conditions.some((c) => c.kind !== 'tier')

// Both lead by (merchant, member): one look into the index for each member that is left.
const bought = (m: string, column: string, list: string) => `exists (select from shop_order o where o.merchant_id = ${m} and o.member_id = m.member_id and o.${column} = any(${list}) and o.status not in ('refunded', 'undone'))`

/** One condition as a piece of SQL over `member m`; every value is a parameter. */
function conditionSql(c: Condition, t: Asked, m: string, now: Instant): string {
  switch (c.kind) {
    case 'tier': return `m.tier_id = any(${t.add(c.tierIds)}::text[])`
    case 'tag': return `exists (select from member_tag g where g.merchant_id = ${m} and g.member_id = m.member_id and g.tag = any(${t.add(c.tags)}::text[]))`
    case 'idle': return `m.last_order_at <= ${t.add(new Date(now - c.days * DAY))}::timestamptz`
    case 'recent': return `m.last_order_at > ${t.add(new Date(now - c.days * DAY))}::timestamptz`
    case 'orders-at-least': return `m.order_count >= ${t.add(c.orders)}::int`
    case 'orders-at-most': return `m.order_count <= ${t.add(c.orders)}::int`
    case 'spent-at-least': return `m.spent_minor >= ${t.add(c.minor)}::bigint`
    case 'channel': return bought(m, 'channel', `${t.add(c.channels)}::text[]`)
    case 'store': return bought(m, 'store_id', `${t.add(c.storeIds)}::uuid[]`)
    // a lunar birthday falls into another month every year: it is care's, not a month's
    case 'birth-month': return `(m.birthday_calendar = 'solar' and left(m.birthday, 2) = ${t.add(String(c.month).padStart(2, '0'))})`
  }
}

const consented = (m: string, purpose: string) => `coalesce((select k.given from consent k where k.merchant_id = ${m} and k.member_id = x.member_id and k.purpose = '${purpose}' order by k.at desc, k.consent_id desc limit 1), false)`

/**
 * All conditions over all members in one statement: each member is judged once (`c1`, `c2`, ...), those whom all conditions
 * hold are looked up for their consents. Silence is no consent, as everywhere (`agreesTo`). A year without a day of birth
 * is taken at its end: rather a child too many left out than one too few.
 */
function judged(a: AudienceAsk, t: Asked): string {
  const m = t.add(a.merchantId)
  const born = t.add(dateAt(a.now, a.zone))
  const names = a.conditions.map((_, i) => `c${i + 1}`)
  const columns = a.conditions.map((c, i) => `coalesce(${conditionSql(c, t, m, a.now)}, false) as ${names[i]}`)
  const profile = looksAtProfile(a.conditions) ? consented(m, 'profile') : 'true'
  return `with x as materialized (select ${['m.member_id', `(m.birth_year is not null and (m.birth_year + 14)::text || '-' || coalesce(m.birthday, '12-31') > ${born}) as young`, ...columns].join(', ')} from member m where m.merchant_id = ${m} and m.left_at is null),
    judged as materialized (select x.member_id, case when x.young then 'under14' when not ${consented(m, 'messages')} then 'messages' when not ${profile} then 'profile' else 'reached' end as verdict from x${names.length > 0 ? ` where ${names.join(' and ')}` : ''})`
}

const VERDICTS = `count(*)::int as matched, count(*) filter (where verdict = 'under14')::int as under14, count(*) filter (where verdict = 'messages')::int as messages, count(*) filter (where verdict = 'profile')::int as profile, count(*) filter (where verdict = 'reached')::int as reach`

export interface AudienceCount { readonly members: number; readonly steps: number[]; readonly matched: number; readonly under14: number; readonly messages: number; readonly profile: number; readonly reach: number }

/** How long a count may take before it is given up: a page waits for it. */
const COUNT_MS = 8_000

export async function countAudience(tx: Tx, a: AudienceAsk): Promise<AudienceCount> {
  const t = new Asked()
  const head = judged(a, t)
  const steps = a.conditions.map((_, i) => `count(*) filter (where ${a.conditions.slice(0, i + 1).map((_c, j) => `c${j + 1}`).join(' and ')})::int`)
  await tx.run(`set local statement_timeout = ${COUNT_MS}`)
  const [row] = await tx.query<AudienceCount>(`${head} select s.*, v.* from (select count(*)::int as members, array[${steps.join(', ')}]::int[] as steps from x) s, (select ${VERDICTS} from judged) v`, t.values)
  return row!
}

export interface SomebodyRow { readonly member_id: MemberId; readonly name: string; readonly member_no: string; readonly phone_last4: string | null; readonly tier_id: string | null; readonly order_count: number; readonly last_order_at: Date | null }

/** The first few of those who are reached. */
export async function firstOfAudience(tx: Tx, a: AudienceAsk, most: number): Promise<SomebodyRow[]> {
  const t = new Asked()
  const head = judged(a, t)
  await tx.run(`set local statement_timeout = ${COUNT_MS}`)
  return tx.query<SomebodyRow>(`${head} select m.member_id, m.name, m.member_no, m.phone_last4, m.tier_id, m.order_count, m.last_order_at from judged j join member m on m.merchant_id = $1 and m.member_id = j.member_id where j.verdict = 'reached' order by m.last_order_at desc nulls last, m.member_id limit ${t.add(most)}`, t.values)
}

/**
 * Who is in which group, decided once and kept: the same campaign and member always come to the same group, whoever asks
 * and whenever. `arm-of.ts` says the same in words of the program.
 */
const ARM = (campaign: string, bp: string) => `case when ('x' || left(encode(sha256(convert_to(${campaign}::text || ':' || j.member_id::text, 'UTF8')), 'hex'), 8))::bit(32)::bigint % 10000 < ${bp} then 'control' else 'target' end`

/** Freezes the audience into rows, in the transaction that launches the campaign, and says who was left out. */
export async function freezeAudience(tx: Tx, a: AudienceAsk, o: { campaignId: string; holdoutBp: number }): Promise<Omit<AudienceCount, 'members' | 'steps'>> {
  const t = new Asked()
  const head = judged(a, t)
  const [campaign, bp] = [`${t.add(o.campaignId)}::uuid`, `${t.add(o.holdoutBp)}::bigint`]
  await tx.run("set local statement_timeout = '10min'")
  const [row] = await tx.query<Omit<AudienceCount, 'members' | 'steps'>>(
    `${head}, put as (insert into campaign_member (merchant_id, campaign_id, member_id, arm, state)
       select $1, ${campaign}, g.member_id, g.arm, case g.arm when 'control' then 'held-out' else 'waiting' end from (select j.member_id, ${ARM(campaign, bp)} as arm from judged j where j.verdict = 'reached') g)
     select ${VERDICTS} from judged`, t.values)
  return row!
}
