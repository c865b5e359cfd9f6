import type { Facts, Sentences } from './facts.js'
import { en } from './en/index.js'
import { zh } from './zh/index.js'

export type { Facts, Sentences } from './facts.js'
export type SpeakIn = 'zh-CN' | 'en'

/** The sentence of a code in a language. An unknown code is said as itself, so that nothing is ever hidden. */
export function say(code: string, facts: Facts, language: SpeakIn): string {
  const sentence = (language === 'en' ? en : zh)[code]
  if (sentence === undefined) return code
  return typeof sentence === 'string' ? sentence : sentence(facts)
}

/** Whether both languages have a sentence for the code. */
export const knows = (code: string): boolean => (zh as Sentences)[code] !== undefined && (en as Sentences)[code] !== undefined
