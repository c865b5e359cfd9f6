import { Check, TriangleAlert } from 'lucide-react'
import { openRefusal, type Detail } from '@huitou/words'
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useKeys } from '../platform/keys'
import { usePreferences, useWords } from '../platform/preferences'
import { isProblem } from '../platform/problem'
import { useSentence } from '../platform/sentence'
import { useShop } from '../platform/session'
import { ui as en } from '../words/en/ui'
import { ui as zh } from '../words/zh/ui'

interface Said {
  text: string
  undo?: () => void
  tone: 'good' | 'bad'
  at: number
  /** what a refusal opens into */
  details?: readonly Detail[]
}

interface Speaker {
  /** the act is done; `undo` takes it back within ten seconds (key Z) */
  done: (text: string, undo?: () => void) => void
  /** the act was refused or failed, in the words for its code */
  refused: (error: unknown) => void
}

const Context = createContext<Speaker>({ done: () => {}, refused: () => {} })
export const useSpeaker = (): Speaker => useContext(Context)

const SECONDS = 10

/** The dark toast: what was done, and the way back. */
export function SpeakerProvider({ children }: { children: ReactNode }) {
  const t = useWords(zh, en)
  const sentence = useSentence()
  const { language } = usePreferences()
  const { currency } = useShop()
  const [said, setSaid] = useState<Said | null>(null)
  const [left, setLeft] = useState(SECONDS)
  const done = useCallback((text: string, undo?: () => void) => setSaid({ text, undo, tone: 'good', at: performance.now() }), [])
  const refused = useCallback(
    (error: unknown) => {
      const id = isProblem(error) && error.kind === 'fault' && error.correlationId ? ` · ${t.id} ${error.correlationId}` : ''
      setSaid({ text: sentence(error) + id, tone: 'bad', at: performance.now(), details: isProblem(error) && error.kind === 'refusal' ? openRefusal({ currency, ...error.facts }, language) : [] })
    },
    [sentence, t, currency, language],
  )
  useEffect(() => {
    if (!said) return
    const wait = said.undo || said.tone === 'bad' ? SECONDS : 4
    setLeft(wait)
    const timer = setInterval(() => setLeft((n) => (n <= 1 ? (setSaid(null), 0) : n - 1)), 1000)
    return () => clearInterval(timer)
  }, [said])
  const take = () => {
    said?.undo?.()
    setSaid(null)
  }
  useKeys({ z: take }, !!said?.undo)
  const speaker = useMemo(() => ({ done, refused }), [done, refused])
  return (
    <Context.Provider value={speaker}>
      {children}
      <div aria-live="polite">
        {said && (
          <div className="undo" role={said.tone === 'bad' ? 'alert' : 'status'}>
            {said.tone === 'bad' ? <TriangleAlert size={15} /> : <Check size={15} />}
            <span className="f1">
              {said.text}
              {said.details?.map((d, i) => <span key={i} className="row g8 sm" style={{ opacity: 0.85 }}><span className="f1">{d.label}</span><span className="ht-tnum">{d.value}</span></span>)}
            </span>
            {said.undo ? (
              <>
                <span className="ht-tnum sm" style={{ opacity: 0.7 }}>{t.seconds(left)}</span>
                <button onClick={take}>{t.undo} Z</button>
              </>
            ) : (
              <button onClick={() => setSaid(null)}>{t.close}</button>
            )}
          </div>
        )}
      </div>
    </Context.Provider>
  )
}
