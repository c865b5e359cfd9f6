import { keep, kept } from './keep'

// The server's clock rules: a phone's clock may be wrong, and the demo's can be moved.
let skew = kept<number>('skew') ?? 0

/** @param sent when it was asked, by this phone: the server said its time about half way between then and now */
export function setClock(serverNow: string, sent = Date.now()): void {
  const next = Date.parse(serverNow) - (sent + Date.now()) / 2
  if (Math.abs(next - skew) > 1500) keep('skew', next)
  skew = next
}

export const now = (): number => Math.round(Date.now() + skew)
