export interface Split { readonly heldOut: number; readonly of: number; /** the share that was planned, 0 to 1 */ readonly share: number }

/** erfc, fractional error below 1.2e-7 everywhere (Press et al., Numerical Recipes, 2nd ed., 6.2). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * Math.abs(x))
  const tau = t * Math.exp(-x * x - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))))))
  return x >= 0 ? tau : 2 - tau
}

/**
 * How likely a split at least this far from the planned one is, if chance alone made it (two-sided, normal approximation).
 * Below 0.001 something else did, and the comparison should not be trusted: the sample ratio mismatch test of A. Fabijan et
 * al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019.
 */
export function splitLooksPlanned({ heldOut, of, share }: Split): { readonly p: number; readonly ok: boolean } {
  const spread = Math.sqrt(of * share * (1 - share))
  const p = spread === 0 ? 1 : erfc(Math.abs(heldOut - of * share) / spread / Math.SQRT2)
  return { p, ok: p >= 0.001 }
}
