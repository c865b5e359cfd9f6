import type { Sql } from '../platform/database/index.js'

/** Settings of this room, shown on the settings page with their defaults. */
export const COMMUNITY_SETTINGS = [{ key: 'community-approve-by-rule', section: 'community', kind: 'switch', fallback: true }] as const

export const approveByRuleRow = (merchantId: string): Sql => ({ text: 'select value from setting where merchant_id = $1 and key = $2', values: [merchantId, COMMUNITY_SETTINGS[0].key] })
