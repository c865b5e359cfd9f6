import { say, type Facts } from '@huitou/words'
import { useLook, type Language } from '../platform/prefs'
import { shopCurrency } from '../platform/shop'
import { en } from './en'
import { zh, type Words } from './zh'

export type { Words } from './zh'
export const wordsIn = (language: Language): Words => (language === 'en' ? en : zh)
export const useWords = (): Words => wordsIn(useLook().language)

/** The sentence of a reason that came over the wire. */
export function useSay(): (reason: { code: string; facts: Facts }) => string {
  const { language } = useLook()
  return reason => say(reason.code, { currency: shopCurrency(), ...reason.facts }, language)
}
