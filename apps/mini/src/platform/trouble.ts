import { openRefusal, say, type Detail } from '@huitou/words'
import type { Words } from '../words'
import { prefs } from './prefs'
import { refusalOf, Unreached } from './call'
import { shopCurrency } from './shop'

let opened: { readonly text: string; readonly details: readonly Detail[] } | null = null
/** What the refusal said last opens into. */
export const detailsOf = (text: string): readonly Detail[] => (opened?.text === text ? opened.details : [])

/** One sentence for what went wrong: the refusal's own, or whose fault it is and that nothing changed. */
export function trouble(error: unknown, w: Words): string {
  const refusal = refusalOf(error)
  if (refusal) {
    const [facts, { language }] = [{ currency: shopCurrency(), ...refusal.facts }, prefs.get()]
    const text = say(refusal.code, facts, language)
    opened = { text, details: openRefusal(facts, language) }
    return text
  }
  return error instanceof Unreached ? w.failed.away : w.failed.act
}
