import { ApiRefusal } from '@huitou/contract'
import { Unreached } from '../platform/call'
import { now as clockNow } from '../platform/clock'
import { network } from '../platform/network'
import type { Refusal } from './parts'
import { layReserved, serve } from './sale-state'
import { tillAct, toTill } from './till'

export const refusalOf = (error: unknown): Refusal | null => (error instanceof ApiRefusal && error.problem && (error.status === 409 || error.status === 429) ? { code: error.problem.code, facts: error.problem.facts ?? {} } : null)

/** A scan consumes the code and opens a visit. Without a network the code and its time are kept, and judged later as of then. */
export async function openByCode(digits: string): Promise<Refusal | null> {
  const scannedAt = new Date(clockNow()).toISOString()
  const offline = (): null => { serve({ visit: null, digits, scannedAt }); toTill('sale'); return null }
  try {
    const visit = await tillAct('scanCode', `scan:${digits}`, { digits })
    serve({ visit, digits, scannedAt })
    layReserved(visit)
    toTill('sale')
    return null
  } catch (e) {
    if (e instanceof Unreached) return offline()
    return refusalOf(e) ?? { code: 'fault', facts: {} }
  }
}

/** A sale without a member. */
export async function openForGuest(): Promise<Refusal | null> {
  const scannedAt = new Date(clockNow()).toISOString()
  try {
    if (network.get() === 'offline') throw new Unreached('offline')
    const visit = await tillAct('openVisit', `guest:${scannedAt}`, { memberId: null })
    serve({ visit, digits: null, scannedAt })
  } catch (e) {
    if (!(e instanceof Unreached)) return refusalOf(e) ?? { code: 'fault', facts: {} }
    serve({ visit: null, digits: null, scannedAt })
  }
  toTill('sale')
  return null
}
