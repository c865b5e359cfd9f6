import type { Instant, MemberId, MerchantId } from '@huitou/units'
import type { Database } from '../platform/database/index.js'
import { lockMembers } from '../platform/group-commit/index.js'
import { readBooks, writeBooks } from './points-book.js'
import { hasUnposted } from './statement.rows.js'

/**
 * Posts what time did to a member's points since the night last ran (a hold that lapsed, a gift nobody took, points that
 * ended), each at its own instant: a statement is made of postings and ends at the balance that is shown beside it.
 */
export async function postWhatTimeDid(database: Database, merchantId: MerchantId, memberId: MemberId, now: Instant): Promise<void> {
  if (!(await database.inMerchant(merchantId, (tx) => hasUnposted(tx, memberId, now), { readOnly: true }))) return
  await database.inMerchant(merchantId, async (tx) => {
    await lockMembers(tx, [memberId])
    const books = await readBooks(tx, [{ memberId, all: true }], now)
    books.postTime(memberId, now)
    await writeBooks(tx, books)
  })
}
