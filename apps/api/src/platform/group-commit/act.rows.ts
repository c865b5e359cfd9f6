import type { Instant, MemberId } from '@huitou/units'
import { byteas, jsons, plain, texts, type Tx } from '../database/index.js'
import { newId } from '../ids/index.js'
import type { Asked, Nudge } from './act.js'

export interface KnownAct {
  actor: string
  key: string
  request_hash: Buffer
  outcome: 'ok' | 'refused'
  answer: unknown
}

export interface DecidedAct {
  readonly asked: Asked
  readonly actId: string
  readonly outcome: 'ok' | 'refused'
  readonly answer: unknown
}

/** Locks the members of a batch, in the order of their ids, and says which exist, and into whom they were merged. */
export const lockMembers = async (tx: Tx, ids: readonly MemberId[]): Promise<Map<MemberId, MemberId | null>> =>
  new Map((await tx.query<{ member_id: MemberId; merged_into: MemberId | null }>(
    'select member_id, merged_into from member where merchant_id = $1 and member_id = any($2::uuid[]) order by member_id for no key update',
    [tx.merchantId, plain(ids)], 'lock-members',
  )).map((row) => [row.member_id, row.merged_into]))

/**
 * Each looked up by its own key, whatever the planner knows of the table: "offset 0" keeps it from reading a shop's whole log
 * of acts beside a list of a few hundred, which it does with a table that grew since it was last counted.
 */
export const knownActs = (tx: Tx, asked: readonly Asked[]): Promise<KnownAct[]> =>
  tx.query<KnownAct>(
    `select a.* from unnest($2::text[], $3::text[]) as asked(actor, key)
     cross join lateral (select k.actor, k.key, k.request_hash, k.outcome, k.answer from act k where k.merchant_id = $1 and k.actor = asked.actor and k.key = asked.key offset 0) a`,
    [tx.merchantId, texts(asked.map((a) => a.actor)), texts(asked.map((a) => a.key))], 'known-acts',
  )

export const writeActs = (tx: Tx, acts: readonly DecidedAct[], now: Instant): Promise<number> =>
  tx.run(
    `insert into act (merchant_id, actor, key, act_id, kind, request_hash, outcome, answer, at)
     select $1, a.actor, a.key, a.act_id, a.kind, a.hash, a.outcome, a.answer, $9
     from rows from (unnest($2::text[], $3::text[], $4::uuid[], $5::text[], $6::bytea[], $7::text[]), jsonb_array_elements($8::jsonb)) as a(actor, key, act_id, kind, hash, outcome, answer)`,
    [tx.merchantId, texts(acts.map((a) => a.asked.actor)), texts(acts.map((a) => a.asked.key)), plain(acts.map((a) => a.actId)), texts(acts.map((a) => a.asked.kind.name)), byteas(acts.map((a) => a.asked.hash)), plain(acts.map((a) => a.outcome)), jsons(acts.map((a) => a.answer ?? null)), new Date(now)],
    'write-acts',
  )

/** Puts nudges into the outbox, in the transaction of what they tell of: one row for all, and what is said twice said once. */
export async function writeNudges(tx: Tx, nudges: readonly Nudge[], now: Instant): Promise<void> {
  if (nudges.length === 0) return
  const told = new Map(nudges.map(({ topic, audience, ref }) => [`${topic}\n${audience}\n${ref}`, [topic, audience, ref]]))
  await tx.run('insert into outbox (merchant_id, outbox_id, nudges, at) values ($1, $2, $3, $4)', [tx.merchantId, newId(), jsons([...told.values()]), new Date(now)], 'write-nudges')
}
