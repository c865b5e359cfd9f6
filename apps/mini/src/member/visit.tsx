import { View } from '@tarojs/components'
import type { AnswerOf, routes } from '@huitou/contract'
import Taro from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { api } from '../platform/call'
import { useNudge } from '../platform/live'
import { act } from '../platform/pending'
import { useCurrency } from '../platform/shop'
import { useWords } from '../words'
import { Button } from '../ui/button'
import { count, money } from '../ui/figures'
import { Sheet } from '../ui/sheet'
import { toast, toastTrouble } from '../ui/toast'

type OpenVisit = NonNullable<AnswerOf<typeof routes.readOpenVisit>['visit']>
const shown = new Set<string>()

/**
 * What happens at the till while the phone is open: a settlement is celebrated once, a large spend of points asks for a nod.
 * Nudges only say that something happened; what, is read.
 */
export function useVisit(): { nod: ReactNode; look: () => void } {
  const w = useWords()
  const currency = useCurrency()
  const [asks, setAsks] = useState<OpenVisit | null>(null)
  const [busy, setBusy] = useState(false)
  const alive = useRef(true)
  useEffect(() => { alive.current = true; return () => { alive.current = false } }, [])
  const look = useCallback(() => {
    void Promise.all([api.readLastSettlement({}), api.readOpenVisit({})]).then(([last, open]) => {
      if (!alive.current) return
      const s = last.settlement
      if (s && !s.seen && !shown.has(s.orderId)) {
        shown.add(s.orderId)
        setAsks(null)
        void Taro.navigateTo({ url: '/member/settled' })
        return
      }
      setAsks(open.visit && open.visit.asksPoints !== null ? open.visit : null)
    }, () => undefined) // the next nudge or the next showing asks again
  }, [])
  useNudge(look)
  const allow = async (): Promise<void> => {
    if (!asks || asks.asksPoints === null) return
    setBusy(true)
    try {
      await act('confirmSpend', `nod:${asks.visitId}`, { visitId: asks.visitId, points: asks.asksPoints })
      toast(w.code.nodded)
      setAsks(null)
    } catch (error) {
      toastTrouble(error, w)
    } finally {
      setBusy(false)
    }
  }
  const nod = asks && asks.asksPoints !== null ? (
    <Sheet title={w.code.nodTitle(count(asks.asksPoints))} onClose={() => setAsks(null)}>
      <View className='body i2'>{w.code.nodText(asks.storeName, money(asks.asksWorthMinor ?? 0, currency))}</View>
      <Button full size='big' className='mt-4' id='nod' busy={busy} onTap={() => void allow()}>{w.code.nod}</Button>
      <Button full kind='sec' className='mt-3' onTap={() => setAsks(null)}>{w.cancel}</Button>
    </Sheet>
  ) : null
  return { nod, look }
}
