/** Whether a lot's end is computed from its member's last acts; nothing left of it, it has none. */
export const idleSql = (lot: string): string => `${lot}.left_points > 0 and ${lot}.expires_at is null and ${lot}.detail->'expiry'->>'kind' = 'inactivity'`

/** When a lot ends, as SQL: as written, or by inactivity as the member's last acts give it (the ledger's `endsAtOf`). */
export const endsSql = (lot: string): string =>
  `case when ${idleSql(lot)} then lot_ends(null, ${lot}.active_at, ${lot}.detail->'expiry', (select w.acts from wallet w where w.merchant_id = ${lot}.merchant_id and w.member_id = ${lot}.member_id and w.wallet = ${lot}.wallet)) else ${lot}.expires_at end`
