import type { Tx } from '../platform/database/index.js'
import type { Liability } from './count-liability.js'
import { lastCount } from './liability.rows.js'

/** Of points given now, the share that will be used, in basis points, as the shop's own past has it at the last count; null while it has none. */
export async function readUsedShare(tx: Tx): Promise<number | null> {
  const count = (await lastCount(tx, 'points')) as Liability | null
  const whole = count?.breakage.ages.filter((a) => a.rateBp !== null).sort((a, b) => b.days - a.days)[0]
  return whole ? 10_000 - whole.rateBp! : null
}
