import { dateAt, type Zone } from '@huitou/units'
import { kindOf } from './line-kind.js'
import type { LineRow } from './statement.rows.js'

/** What the line moved: what is shown of the balance, else what became pending, was held, or ended on its way to somebody. */
export const pointsOf = (row: Pick<LineRow, 'available' | 'pending' | 'held' | 'transit'>): number => row.available || row.pending || row.held || row.transit

const ACTIONS = new Set(['check-in', 'post', 'review', 'profile', 'referral', 'event', 'birthday'])

/** The title of a line, as code and facts. */
export function titleOf(row: LineRow): { code: string; facts: Record<string, unknown> } {
  const kind = kindOf(row)
  const why = (row.why ?? {}) as { kind?: string; action?: string; ruleId?: string; gift?: string }
  const facts = { orderNo: row.order_no ?? undefined, reason: row.reason || undefined, points: Math.abs(pointsOf(row)) }
  if (row.kind === 'merge' || row.kind === 'unmerge') return { code: row.kind === 'merge' ? 'line-merged' : 'line-unmerged', facts }
  if (kind === 'earn') {
    if (row.kind === 'gift') return { code: `line-gift-${why.gift ?? 'birthday'}`, facts }
    if (row.kind && ACTIONS.has(row.kind)) return { code: `line-earn-${row.kind}`, facts }
    return { code: row.order_no ? 'line-earn-order' : row.reason ? 'line-earn-reason' : 'line-earn', facts }
  }
  if (row.kind === 'referral-back') return { code: 'line-referral-back', facts }
  if (kind === 'spend' || kind === 'return' || kind === 'clawback') return { code: row.order_no ? `line-${kind}-order` : `line-${kind}`, facts }
  if (kind === 'transfer-in' || kind === 'transfer-out') return { code: `line-${kind}`, facts: { ...facts, called: row.reason || undefined } }
  if (kind === 'expire' && row.available === 0) return { code: 'line-expire-way', facts }
  return { code: `line-${kind}`, facts }
}

export const wireLine = (row: LineRow, zone: Zone) => {
  const pending = row.available === 0 && row.pending > 0
  return {
    lineId: row.line_id, wallet: row.wallet, at: row.at.toISOString(), kind: kindOf(row), points: pointsOf(row), balance: row.balance, pending,
    activeOn: pending && row.active_at ? dateAt(row.active_at.getTime(), zone) : null, expiresOn: row.expires_at && pointsOf(row) > 0 ? dateAt(row.expires_at.getTime() - 1, zone) : null,
    orderId: row.order_id, orderNo: row.order_no, title: titleOf(row),
  }
}
