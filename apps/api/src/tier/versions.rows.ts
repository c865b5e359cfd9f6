import { assert, type Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'

/** Tables whose rows are versions of one set: draft, published (from an instant), retired (at the instant of the next). */
export type VersionTable = 'tier_set' | 'rule_set'

/** The draft comes into force at an instant, now or later; what ran until then is in force up to it. */
export async function publishVersion(tx: Tx, table: VersionTable, version: number, how: { actor: string; from: Instant; now: Instant }): Promise<void> {
  await tx.run(`update ${table} set state = 'retired', retired_at = $2 where merchant_id = $1 and state = 'published'`, [tx.merchantId, new Date(how.from)])
  const changed = await tx.run(`update ${table} set state = 'published', published_at = $3, from_at = $4, actor = $5 where merchant_id = $1 and version = $2 and state = 'draft'`, [tx.merchantId, version, new Date(how.now), new Date(how.from), how.actor])
  assert(changed === 1, 'the draft was gone')
}

/** A scheduled version is the draft again, and what runs has no end. */
export async function withdrawVersion(tx: Tx, table: VersionTable, version: number, actor: string, now: Instant): Promise<void> {
  const changed = await tx.run(`update ${table} set state = 'draft', published_at = null, from_at = null, actor = $3, saves = saves + 1 where merchant_id = $1 and version = $2 and state = 'published' and from_at > $4`, [tx.merchantId, version, actor, new Date(now)])
  assert(changed === 1, 'the scheduled version was gone')
  await tx.run(`update ${table} set state = 'published', retired_at = null where merchant_id = $1 and version = (select max(version) from ${table} where merchant_id = $1 and state = 'retired')`, [tx.merchantId])
}
