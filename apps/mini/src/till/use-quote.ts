import { useCallback, useEffect, useRef, useState } from 'react'
import { Unreached } from '../platform/call'
import { network } from '../platform/network'
import { useStore } from '../platform/store'
import { refusalOf } from './open-visit'
import type { Refusal } from './parts'
import { basket, serving, wireLines, wishes, type Quote } from './sale-state'
import { tillApi } from './till'

export interface Quoting { readonly quote: Quote | null; readonly old: boolean; readonly refusal: Refusal | null; readonly error: unknown; again(): void; forget(): void }

/** The server's quote of the basket, asked 200 ms after the last change. The old one stays, dimmed, until the new one is there. */
export function useQuote(): Quoting {
  const lines = useStore(basket)
  const now = useStore(serving)
  const want = useStore(wishes)
  const online = useStore(network) === 'online'
  const visitId = now?.visit?.visitId ?? null
  const [state, setState] = useState<{ quote: Quote | null; of: string; refusal: Refusal | null; error: unknown }>({ quote: null, of: '', refusal: null, error: null })
  const turn = useRef(0)
  const asked = JSON.stringify([visitId, wireLines(lines), want.coupons, want.points])
  const ask = useCallback(async () => {
    const mine = (turn.current += 1)
    if (!visitId || lines.length === 0) return setState({ quote: null, of: asked, refusal: null, error: null })
    try {
      const quote = await tillApi.quoteVisit({ visitId, lines: wireLines(lines), memberCouponIds: want.coupons === 'best' ? null : want.coupons === 'none' ? [] : [...want.coupons], usePoints: want.points })
      if (mine === turn.current) setState({ quote, of: asked, refusal: null, error: null })
    } catch (error) {
      if (mine === turn.current) setState(s => ({ ...s, refusal: refusalOf(error), error: error instanceof Unreached ? null : error }))
    }
  // `asked` says all that the question depends on
  }, [asked])
  useEffect(() => {
    if (!online) return undefined
    const timer = setTimeout(() => { void ask() }, 200)
    return () => clearTimeout(timer)
  }, [ask, online])
  return { quote: state.quote, old: state.of !== asked, refusal: state.refusal, error: state.error, again: () => { void ask() }, forget: () => setState(s => ({ ...s, refusal: null })) }
}
