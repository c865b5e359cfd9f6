import type { Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'

export interface AuditEntry {
  /** staff:<id>, system, ... */
  readonly actor: string
  /** verb-noun: 'change-setting', 'show-phone' */
  readonly action: string
  /** kind:<id>, never a name or a phone number */
  readonly subject: string
  readonly before?: unknown
  readonly after?: unknown
  readonly reason?: string
}

/** Writes who did what to whom, in the transaction of what was done. Ids, never personal data. Any room may call it. */
export const recordAudit = (tx: Tx, entry: AuditEntry, now: Instant): Promise<number> =>
  tx.run('insert into audit (merchant_id, audit_id, actor, action, subject, before, after, reason, at) values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9)',
    [tx.merchantId, newId(), entry.actor, entry.action, entry.subject, jsonOf(entry.before), jsonOf(entry.after), entry.reason ?? '', new Date(now)])

const jsonOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))
