// Lanczos' approximation of ln Γ, coefficients of P. Godfrey (g = 7, n = 9): 15 digits.
const LANCZOS = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7]

function lnGamma(x: number): number {
  const y = x - 1
  const sum = LANCZOS.reduce((s, c, i) => (i === 0 ? c : s + c / (y + i)), 0)
  const t = y + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** The continued fraction of the incomplete beta function by Lentz' method (Press et al., Numerical Recipes, 3rd ed., 6.4). */
function fraction(x: number, a: number, b: number): number {
  const keep = (v: number): number => (Math.abs(v) < 1e-300 ? 1e-300 : v)
  let c = 1
  let d = 1 / keep(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m <= 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / keep(1 + even * d)
    c = keep(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / keep(1 + odd * d)
    c = keep(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return h
}

/** The regularised incomplete beta function I_x(a, b). */
function beta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log(1 - x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

/** Where Student's t with so many (also broken) degrees of freedom leaves `p` below it; p above one half. By halving, to 12 digits. */
export function studentQuantile(p: number, freedom: number): number {
  const below = (t: number): number => 1 - beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
  let [low, high] = [0, 2]
  while (below(high) < p) high *= 2
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2
    if (below(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
