import { keep, kept } from './keep'

// The server's clock rules: a phone's clock may be wrong, and the demo's can be moved.
let skew = kept<number>('skew') ?? 0

export function setClock(serverNow: string): void {
  const next = Date.parse(serverNow) - Date.now()
  if (Math.abs(next - skew) > 1500) keep('skew', next)
  skew = next
}

export const now = (): number => Date.now() + skew
