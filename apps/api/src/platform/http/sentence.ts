import { say, type SpeakIn } from '@huitou/words'

/** The sentence for people; a fault's says its id, so that somebody can ask about it. */
export const sentence = (code: string, facts: Record<string, unknown>, speech: SpeakIn): string => say(code, facts, speech)
