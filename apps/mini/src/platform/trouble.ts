import { say } from '@huitou/words'
import type { Words } from '../words'
import { prefs } from './prefs'
import { refusalOf, Unreached } from './call'
import { shopCurrency } from './shop'

/** One sentence for what went wrong: the refusal's own, or whose fault it is and that nothing changed. */
export function trouble(error: unknown, w: Words): string {
  const refusal = refusalOf(error)
  if (refusal) return say(refusal.code, { currency: shopCurrency(), ...refusal.facts }, prefs.get().language)
  return error instanceof Unreached ? w.failed.away : w.failed.act
}
