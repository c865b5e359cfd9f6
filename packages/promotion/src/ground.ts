import type { PointsAsk } from './points-money.js'

/** What the effects must know of the basket besides its standing. */
export interface Ground {
  readonly qty: Int32Array
  /** each line at list price */
  readonly listFen: Float64Array
  /** all lines that are no gift and no trade-in */
  readonly priced: Int32Array
  readonly points?: PointsAsk
  /** offers that give units away: each may lift the price of a paying unit by a rounded fen */
  readonly frees: number
}

export const sumOf = (at: Int32Array, amounts: Float64Array): number => {
  let sum = 0
  for (let k = 0; k < at.length; k++) sum += amounts[at[k]!]!
  return sum
}
