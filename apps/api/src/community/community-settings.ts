import type { Sql } from '../platform/database/index.js'
import type { OwnRules } from './judge-text.js'

/** Settings of this room, shown on the settings page with their defaults. */
export const COMMUNITY_SETTINGS = [
  { key: 'community-approve-by-rule', section: 'community', kind: 'switch', fallback: true },
  { key: 'community-words-held', section: 'community', kind: 'text', fallback: '' },
  { key: 'community-words-fine', section: 'community', kind: 'text', fallback: '' },
  { key: 'community-own-check', section: 'community', kind: 'switch', fallback: false },
] as const

export const communitySettingRows = (merchantId: string): Sql => ({ text: 'select key, value from setting where merchant_id = $1 and key = any($2::text[])', values: [merchantId, COMMUNITY_SETTINGS.map((s) => s.key)] })

/** Words are parted by spaces, commas or the list comma of Chinese. */
const wordsOf = (text: unknown): string[] => (typeof text === 'string' ? text.split(/[\s,，、;；]+/).filter((word) => word !== '') : [])

export function rulesOf(rows: readonly { key: string; value: unknown }[]): { approveByRule: boolean; own: OwnRules } {
  const of = (key: (typeof COMMUNITY_SETTINGS)[number]['key']): unknown => rows.find((r) => r.key === key)?.value
  return { approveByRule: of('community-approve-by-rule') !== false, own: { held: wordsOf(of('community-words-held')), fine: wordsOf(of('community-words-fine')), passes: of('community-own-check') === true } }
}
