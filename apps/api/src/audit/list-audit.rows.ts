import type { Tx } from '../platform/database/index.js'

export interface AuditRow {
  audit_id: string
  at: Date
  actor: string
  actor_name: string | null
  action: string
  subject: string
  subject_text: string | null
  before: unknown
  after: unknown
  reason: string
}

export interface AuditFilter {
  readonly subject?: string
  readonly actor?: string
  readonly action?: string
  readonly from?: string
  readonly to?: string
  readonly after: readonly [number, string] | null
  readonly limit: number
}

const UUID_AFTER_COLON = `'^[a-z-]+:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$'`
const idOf = (column: string): string => `(substring(${column} from ${UUID_AFTER_COLON}))::uuid`

/** Newest first. Names are looked up at reading: the log itself keeps ids. */
export const listAudit = (tx: Tx, f: AuditFilter): Promise<AuditRow[]> =>
  tx.query<AuditRow>(
    `select a.audit_id, a.at, a.actor, coalesce(s.name, t.name) as actor_name, a.action, a.subject, coalesce(ss.name, sm.member_no, st.name, sti.name) as subject_text, a.before, a.after, a.reason
     from (select * from audit where merchant_id = $1
       and ($2::text is null or subject = $2) and ($3::text is null or actor = $3) and ($4::text is null or action = $4)
       and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)
       and ($7::timestamptz is null or (at, audit_id) < ($7, $8::uuid))
       order by at desc, audit_id desc limit $9) a
     left join staff s on a.actor like 'staff:%' and s.merchant_id = a.merchant_id and s.staff_id = ${idOf('a.actor')}
     left join till t on a.actor like 'till:%' and t.merchant_id = a.merchant_id and t.till_id = ${idOf('a.actor')}
     left join staff ss on a.subject like 'staff:%' and ss.merchant_id = a.merchant_id and ss.staff_id = ${idOf('a.subject')}
     left join member sm on a.subject like 'member:%' and sm.merchant_id = a.merchant_id and sm.member_id = ${idOf('a.subject')}
     left join store st on a.subject like 'store:%' and st.merchant_id = a.merchant_id and st.store_id = ${idOf('a.subject')}
     left join till sti on a.subject like 'till:%' and sti.merchant_id = a.merchant_id and sti.till_id = ${idOf('a.subject')}
     order by a.at desc, a.audit_id desc`,
    [tx.merchantId, f.subject ?? null, f.actor ?? null, f.action ?? null, f.from ?? null, f.to ?? null, f.after ? new Date(f.after[0]) : null, f.after?.[1] ?? null, f.limit])
