import { DAY, type Instant, type MerchantId } from '@huitou/units'
import type { Database } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import { phoneOf, type PhoneVault } from '../platform/phone/index.js'
import { termsOf } from '../points/index.js'
import { afterHours, byHand, keepFound, overLimit, ownAccount, phoneLogins, refundAfterSpend, sameMember } from './find-anomalies.rows.js'
import { watchLines, watchSettingRows } from './watch-settings.js'

/** How far back a look goes: a queued sale may be told a day late, and a weekend may go by unlooked at. */
export const LOOK_BACK_DAYS = 30
const NIGHT_BACK_DAYS = 3

/**
 * Picks out of the facts what an owner should look at, and keeps it: each once. An anomaly is no proof of anything.
 * Without the vault (the night) nobody's own phone is compared; the page does it.
 */
export async function findAnomalies(database: Database, merchantId: MerchantId, o: { now: Instant; vault?: PhoneVault }): Promise<number> {
  const days = o.vault ? LOOK_BACK_DAYS : NIGHT_BACK_DAYS
  return database.inMerchant(merchantId, async (tx) => {
    const sql = watchSettingRows(merchantId)
    const [{ zone }, rows, logins] = await Promise.all([termsOf(tx), tx.query<{ key: string; value: unknown }>(sql.text, sql.values), o.vault ? phoneLogins(tx) : []])
    const [span, lines] = [{ from: o.now - days * DAY, to: o.now + 1, zone }, watchLines(rows)]
    const pairs = logins.flatMap(({ staff_id, login }) => { const phone = phoneOf(login); return phone && o.vault ? [{ staffId: staff_id, phoneHash: o.vault.hashOf(merchantId, phone).toString('hex') }] : [] })
    const found = (await Promise.all([
      lines.sameTimes > 0 ? sameMember(tx, span, lines) : [], refundAfterSpend(tx, span), afterHours(tx, span, lines), lines.byHandTimes > 0 ? byHand(tx, span, lines) : [],
      lines.tillDay + lines.tillShift > 0 ? overLimit(tx, span, lines) : [], pairs.length > 0 ? ownAccount(tx, span, pairs) : [],
    ])).flat()
    return found.length === 0 ? 0 : keepFound(tx, found.map((f) => ({ ...f, id: newId() })), o.now)
  })
}
