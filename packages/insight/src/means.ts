import type { Interval } from './interval.js'
import { studentQuantile } from './student.js'

/** What is left of a sample once it is summed: its people, the sum of their amounts, the sum of the squares. */
export interface Sample { readonly people: number; readonly sum: number; readonly squares: number }

const meanOf = (s: Sample): number => s.sum / s.people
/** The sample's variance; rounding may leave a hair below nothing. */
const varianceOf = (s: Sample): number => Math.max(0, (s.squares - (s.sum * s.sum) / s.people) / (s.people - 1))

/**
 * 95 % interval of the difference a - b of two means whose spreads differ: B. L. Welch, Biometrika 34 (1947), 28-35, with the
 * degrees of freedom of F. E. Satterthwaite, Biometrics Bulletin 2 (1946), 110-114. Null where a side has fewer than two
 * people, or where nobody differs from anybody: a spread of nothing says nothing.
 */
export function differenceOfMeans(a: Sample, b: Sample): Interval | null {
  if (a.people < 2 || b.people < 2) return null
  const [va, vb] = [varianceOf(a) / a.people, varianceOf(b) / b.people]
  if (va + vb === 0) return null
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.people - 1) + vb ** 2 / (b.people - 1))
  const mid = meanOf(a) - meanOf(b)
  const half = studentQuantile(0.975, freedom) * Math.sqrt(va + vb)
  return { low: mid - half, mid, high: mid + half }
}
