import { ApiRefusal, readCouponDigits } from '@huitou/contract'
import { Unreached } from '../platform/call'
import { now as clockNow } from '../platform/clock'
import { network } from '../platform/network'
import type { Refusal } from './parts'
import { layReserved, serve, serving, wishFor } from './sale-state'
import { isCardCode } from './scanner'
import { toast } from '../ui/toast'
import { tillAct, toTill } from './till'
import { tillWords } from './words'

export const refusalOf = (error: unknown): Refusal | null => (error instanceof ApiRefusal && error.problem && (error.status === 409 || error.status === 429) ? { code: error.problem.code, facts: error.problem.facts ?? {} } : null)

/**
 * A scan consumes a member code and opens a visit. The code of a coupon opens one for that coupon, or joins the open visit of its
 * owner (`fresh`: opens one all the same). Without a network a member code and its time are kept, and judged later as of then; a coupon cannot be judged later.
 */
export async function openByCode(digits: string, fresh = false): Promise<Refusal | null> {
  const scannedAt = new Date(clockNow()).toISOString()
  const coupon = readCouponDigits(digits) !== null
  const offline = (): Refusal | null => {
    if (coupon) return { code: 'coupon-needs-network', facts: {} }
    serve({ visit: null, digits, scannedAt })
    toTill('sale')
    return null
  }
  try {
    const before = serving.get()
    const { wish, ...visit } = await tillAct('scanCode', `scan:${digits}`, { digits, ...(coupon && !fresh && before?.visit ? { visitId: before.visit.visitId } : {}) })
    const same = before?.visit?.visitId === visit.visitId
    if (same) toast(tillWords().couponOn)
    serve(same ? { ...before!, visit } : { visit, digits: coupon ? null : digits, scannedAt })
    wishFor(wish, same)
    layReserved(visit)
    toTill('sale')
    return null
  } catch (e) {
    if (e instanceof Unreached) return offline()
    return refusalOf(e) ?? { code: 'fault', facts: {} }
  }
}

/** Whether it may be a code from a card, and there is a member for whom it can be looked up. */
export const isCodeForMember = (text: string): boolean => isCardCode(text) && serving.get()?.visit?.member != null

/** A code from a card goes to the member of this visit and onto the order. */
export async function redeemForVisit(code: string): Promise<Refusal | null> {
  const now = serving.get()
  if (!now?.visit) return { code: network.get() === 'offline' ? 'coupon-needs-network' : 'visit-of-nobody', facts: {} }
  try {
    const { wish, ...visit } = await tillAct('redeemTillCode', `code:${now.visit.visitId}`, { visitId: now.visit.visitId, code })
    serve({ ...now, visit })
    wishFor(wish, true)
    toast(tillWords().couponOn)
    return null
  } catch (e) {
    if (e instanceof Unreached) return { code: 'coupon-needs-network', facts: {} }
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
