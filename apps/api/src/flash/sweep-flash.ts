import type { Instant } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { lockFlashStocks } from './flash.rows.js'
import { postLapsed, salesWithLapsed, takeBack } from './hold.rows.js'

/** Posts every reservation of a merchant that ran out. They were free since their own instant; this makes the rows say so. Answers units. */
export async function sweepFlash(tx: Tx, now: Instant): Promise<number> {
  const flashIds = await salesWithLapsed(tx, now)
  await lockFlashStocks(tx, { flashIds, reservationIds: [], orderIds: [] })
  const freed = await postLapsed(tx, flashIds, now)
  let units = 0
  for (const [flashId, n] of freed) {
    await takeBack(tx, flashId, n)
    units += n
  }
  return units
}
