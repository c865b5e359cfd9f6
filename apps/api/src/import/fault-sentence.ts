import { say, type SpeakIn } from '@huitou/words'

/** What is wrong with a row, for the file of faulty rows. */
export const faultSentence = (code: string, language: SpeakIn, column: string, value: string): string => say(code, { column, value }, language)
