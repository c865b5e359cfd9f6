import type { Instant, MemberId } from '@huitou/units'
import { agreesSql } from '../consent/index.js'
import type { Sql, Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'

export type MessageKind = 'points' | 'tier' | 'coupon' | 'birthday' | 'order' | 'community' | 'security' | 'care'

/** A message to be kept for a member. The sentence is made from code and facts when it is read, in the reader's language. */
export interface NewMessage {
  readonly memberId: MemberId
  readonly kind: MessageKind
  readonly title: { readonly code: string; readonly facts: Record<string, unknown> }
  readonly body?: { readonly code: string; readonly facts: Record<string, unknown> } | null
  /** the page of the mini-program it opens */
  readonly link?: string
  /** said once, whoever says it twice */
  readonly onceKey?: string
  /** a reminder or a greeting, which only who agreed to such messages gets; what tells of a member's own deeds is no such thing */
  readonly isGreeting?: boolean
}

export interface MessageRow { message_id: string; at: Date; kind: MessageKind; title_code: string; title_facts: Record<string, unknown>; body_code: string | null; body_facts: Record<string, unknown> | null; link: string; read_at: Date | null }

/** Keeps messages inside the transaction of what they tell of. Answers how many were new. */
export async function sendMessages(tx: Tx, messages: readonly NewMessage[], now: Instant): Promise<number> {
  if (messages.length === 0) return 0
  return tx.run(
    `insert into inbox_message (merchant_id, message_id, member_id, kind, title_code, title_facts, body_code, body_facts, link, once_key, at)
     select $1, m.id, m.member, m.kind, m.title, m.title_facts::jsonb, m.body, m.body_facts::jsonb, m.link, m.once, $11
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $12::bool[]) as m(id, member, kind, title, title_facts, body, body_facts, link, once, greets)
     where not m.greets or ${agreesSql('m.member', 'messages')}
     on conflict do nothing`,
    [tx.merchantId, messages.map(() => newId()), messages.map((m) => m.memberId), messages.map((m) => m.kind), messages.map((m) => m.title.code), messages.map((m) => JSON.stringify(m.title.facts)),
      messages.map((m) => m.body?.code ?? null), messages.map((m) => (m.body ? JSON.stringify(m.body.facts) : null)), messages.map((m) => m.link ?? ''), messages.map((m) => m.onceKey ?? null), new Date(now), messages.map((m) => m.isGreeting ?? false)],
    'send-messages',
  )
}

export const messagePage = (ask: { merchantId: string; memberId: string; after: readonly [number, string] | null; limit: number }): Sql => ({
  text: `select message_id, at, kind, title_code, title_facts, body_code, body_facts, link, read_at from inbox_message
    where merchant_id = $1 and member_id = $2 and ($3::timestamptz is null or (at, message_id) < ($3, $4::uuid)) order by at desc, message_id desc limit $5`,
  values: [ask.merchantId, ask.memberId, ask.after ? new Date(ask.after[0]) : null, ask.after?.[1] ?? null, ask.limit + 1],
})

export const unreadCount = (merchantId: string, memberId: string): Sql => ({ text: 'select count(*)::int as unread from inbox_message where merchant_id = $1 and member_id = $2 and read_at is null', values: [merchantId, memberId] })

/** One message, or all, of this member. */
export const markRead = (tx: Tx, ask: { memberId: string; messageId: string | null }, now: Instant): Promise<number> =>
  tx.run('update inbox_message set read_at = $4 where merchant_id = $1 and member_id = $2 and ($3::uuid is null or message_id = $3) and read_at is null', [tx.merchantId, ask.memberId, ask.messageId, new Date(now)])
