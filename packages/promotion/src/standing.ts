/** Where a basket stands between two offers. Copied on the way down the search, so the way back up is free. */
export interface Standing {
  /** what each line costs now, in minor units; trade-ins below zero, gifts zero */
  readonly amounts: Float64Array
  /** units given away so far: no count, no weight */
  readonly free: Int32Array
  /** units that serve a buy-get already, the free ones among them */
  readonly taken: Int32Array
  /** sum of amounts; may be below zero through trade-ins */
  goodsFen: number
  shippingFen: number
  giftFen: number
  /** what offers on one money budget took of it so far; empty where each has its own */
  readonly spent: Float64Array
}

const NOTHING_SPENT = new Float64Array(0)

/** @param purses money budgets that several offers draw on */
export const standing = (n: number, purses = 0): Standing => ({ amounts: new Float64Array(n), free: new Int32Array(n), taken: new Int32Array(n), goodsFen: 0, shippingFen: 0, giftFen: 0, spent: purses > 0 ? new Float64Array(purses) : NOTHING_SPENT })

export function copyInto(to: Standing, from: Standing): void {
  to.amounts.set(from.amounts)
  to.free.set(from.free)
  to.taken.set(from.taken)
  to.goodsFen = from.goodsFen
  to.shippingFen = from.shippingFen
  to.giftFen = from.giftFen
  if (from.spent.length > 0) to.spent.set(from.spent)
}

/** What is left to pay: nothing below zero, and a trade-in never pays for shipping. */
export const payable = (s: Standing): number => (s.goodsFen > 0 ? s.goodsFen : 0) + s.shippingFen
