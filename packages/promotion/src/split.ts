import { allocate } from '@huitou/units'

let scratch = new Float64Array(64)
let rest = new Float64Array(64)

/**
 * `units.allocate` for the search: the parts of `total` over `amounts[at[k]]`, into `parts[k]`, with no allocation of memory.
 * A property test holds it equal to `allocate`.
 * @param sum the sum of those amounts, above zero; `total` from 0 to `sum`
 */
export function splitInto(parts: Float64Array, total: number, at: Int32Array, amounts: Float64Array, sum: number): void {
  const n = at.length
  if (total * sum > Number.MAX_SAFE_INTEGER) {
    const weights: number[] = []
    for (let k = 0; k < n; k++) weights.push(amounts[at[k]!]!)
    allocate(total, weights).forEach((p, k) => { parts[k] = p })
    return
  }
  if (scratch.length < n) { scratch = new Float64Array(n * 2); rest = new Float64Array(n * 2) }
  let left = total
  for (let k = 0; k < n; k++) {
    const product = total * amounts[at[k]!]!
    const part = Math.floor(product / sum)
    const over = product - part * sum
    // a float quotient may be one off at the far end of the safe integers; the remainder tells
    const exact = over < 0 ? part - 1 : over >= sum ? part + 1 : part
    parts[k] = exact
    rest[k] = product - exact * sum
    left -= exact
  }
  if (left === 0) return
  // the left-th largest remainder is the bar: above it all get one, at it the first lines do
  const sorted = scratch.subarray(0, n)
  sorted.set(rest.subarray(0, n))
  sorted.sort()
  const bar = sorted[n - left]!
  for (let k = 0; k < n && left > 0; k++) if (rest[k]! > bar) { parts[k]!++; left-- }
  for (let k = 0; k < n && left > 0; k++) if (rest[k] === bar) { parts[k]!++; left-- }
}
