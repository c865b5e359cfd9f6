import { say } from '@huitou/words'
import { useCallback } from 'react'
import { usePreferences } from './preferences'
import { isProblem } from './problem'
import { useShop } from './session'

export interface Reason {
  code: string
  facts: Record<string, unknown>
}

const lost = { 'zh-CN': { offline: '网断了，连上后再试一次', malformed: '有一项没填对', fault: '没有做成，请再试一次' }, en: { offline: 'You are offline; try again once connected', malformed: 'Something is not filled in right', fault: 'That did not work; please try again' } }

/** A refusal, a reason or a problem in the reader's words. Money in it is the shop's. */
export function useSentence(): (what: unknown) => string {
  const { language } = usePreferences()
  const { currency } = useShop()
  return useCallback(
    (what: unknown) => {
      if (isProblem(what)) {
        if (what.kind === 'offline') return lost[language].offline
        const text = say(what.code, { currency, ...what.facts }, language)
        if (text !== what.code) return text
        return what.message || (what.kind === 'malformed' ? lost[language].malformed : lost[language].fault)
      }
      const reason = what as Partial<Reason> | null
      return reason && typeof reason.code === 'string' ? say(reason.code, { currency, ...reason.facts }, language) : lost[language].fault
    },
    [language, currency],
  )
}
