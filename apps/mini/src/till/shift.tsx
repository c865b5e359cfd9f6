import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { AnswerOf, routes } from '@huitou/contract'
import { useStore } from '../platform/store'
import { Button } from '../ui/button'
import { count, Price } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Page } from '../ui/page'
import { toast } from '../ui/toast'
import { TillNav } from './parts'
import { queued } from './queue'
import { clock } from './scan-facts'
import { device, rememberShift, shift, tillApi, toTill } from './till'
import { useTillWords } from './words'
import './till.scss'

type Closed = AnswerOf<typeof routes.closeShift>

export default function Shift() {
  const w = useTillWords()
  const who = useStore(shift)
  const currency = useStore(device)?.currency ?? 'CNY'
  const waiting = useStore(queued)
  const [closed, setClosed] = useState<Closed | null>(null)
  const [busy, setBusy] = useState(false)
  const close = async (): Promise<void> => {
    setBusy(true)
    try {
      setClosed(await tillApi.closeShift({}))
    } catch {
      toast(w.failed)
    } finally {
      setBusy(false)
    }
  }
  const leave = (): void => { rememberShift(null); toTill('sign-in') }
  return (
    <Page className='till-pg'>
      <TillNav title={w.shift} note={who ? w.shiftOf(who.name, clock(closed ? Date.parse(closed.openedAt) : who.openedAt)) : ''} />
      <View className='paper till-bx' style={{ padding: '16px 20px' }}>
        {closed ? (
          <View>
            <View className='sub i2'>{w.tookIn}</View>
            <View className='fig-hero mt-1'><Price minor={closed.amountMinor} currency={currency} /></View>
            <View className='row g4 cap i2 mt-2'><Text>{w.salesN(closed.sales)}</Text><Text>{w.gave(count(closed.pointsGiven))}</Text><Text>{clock(Date.parse(closed.openedAt))} – {clock(Date.parse(closed.closedAt))}</Text></View>
          </View>
        ) : <View className='i2'>{w.shiftText}</View>}
      </View>
      <View className={`row g2 sub ${waiting.length ? 'warn' : 'i2'}`} style={{ padding: '12px 28px 0' }}><Icon name='off' size={18} /><Text className='f1'>{waiting.length ? w.waiting(waiting.length) : w.sentAll}</Text></View>
      <View className='foot'><Button size='till' full busy={busy} disabled={waiting.length > 0 && !closed} onTap={closed ? leave : () => { void close() }} id='till-close-shift'>{closed ? w.who : w.closeShift}</Button></View>
    </Page>
  )
}
