import { openRefusal, say, type Detail } from '@huitou/words'
import type { Words } from '../words'
import { prefs } from './prefs'
import { refusalOf, Unreached } from './call'
import { shopCurrency } from './shop'

/** One sentence for what went wrong: the refusal's own, with what it opens into, or whose fault it is and that nothing changed. */
export function trouble(error: unknown, w: Words): { readonly text: string; readonly details: readonly Detail[] } {
  const refusal = refusalOf(error)
  if (!refusal) return { text: error instanceof Unreached ? w.failed.away : w.failed.act, details: [] }
  const [facts, { language }] = [{ currency: shopCurrency(), ...refusal.facts }, prefs.get()]
  return { text: say(refusal.code, facts, language), details: openRefusal(facts, language) }
}
