import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { CODE_DIGITS, COUPON_CODE_KIND, COUPON_DIGITS } from '@huitou/contract'
import { useState } from 'react'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { goBack } from '../ui/nav'
import { Page } from '../ui/page'
import { Tap } from '../ui/tap'
import { useShiftGuard } from './guard'
import { openByCode, openForGuest } from './open-visit'
import { Keypad as Keys, RefusalSheet, TillNav, wayToOwner, type Refusal } from './parts'
import { factsOf } from './scan-facts'
import { isMemberCode, useWedge } from './scanner'
import { useTillWords } from './words'
import './till.scss'

/** How long a code is that begins like this: its first digit says whether it is a coupon's. */
const lengthOf = (digits: string): number => (digits.startsWith(COUPON_CODE_KIND) ? COUPON_DIGITS : CODE_DIGITS)

export default function Keypad() {
  const w = useTillWords()
  useShiftGuard()
  const noCamera = useRouter().params['why'] === 'camera'
  const [digits, setDigits] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const want = lengthOf(digits)
  const open = (text: string, fresh = false): void => {
    setBusy(true)
    void openByCode(text, fresh).then(no => { setBusy(false); setRefusal(no) })
  }
  const digit = (d: string): void => {
    if (busy || digits.length >= want) return
    const next = digits + d
    setDigits(next)
    if (next.length === lengthOf(next)) open(next)
  }
  useWedge(text => { if (isMemberCode(text) && !busy) { setDigits(text); open(text) } })
  const left = want - digits.length
  const groups = Array.from({ length: Math.ceil(want / 4) }, (_, i) => digits.slice(i * 4, i * 4 + 4))
  return (
    <Page className='till-pg'>
      <TillNav title={w.keypad} />
      <View className='paper till-bx' style={{ padding: '20px 20px 12px' }}>
        {noCamera ? <View className='row g2 cap warn' style={{ marginBottom: '8px' }}><Icon name='info' size={16} /><Text>{w.noCameraText}</Text></View> : null}
        <View className='sub i2'>{w.keypadText}</View>
        <View className='till-dgs n' role='status' aria-label={digits}>
          {groups.map((g, i) => <View key={i} className={`till-dg ${i === Math.floor(digits.length / 4) ? 'till-dg-on' : ''} ${i === groups.length - 1 && want % 4 ? 'till-dg-short' : ''}`}>{g}{i === Math.floor(digits.length / 4) && left > 0 ? <View className='cell-caret' style={{ marginTop: '10px' }} /> : null}</View>)}
        </View>
        <View className='row sb'><Text className='sub'>{w.typedSoFar(digits.length)}{w.missing(left)}</Text><Tap className='lnk' label={w.clear} onTap={() => setDigits('')}>{w.clear}</Tap></View>
      </View>
      <View className='row g2 cap i2' style={{ margin: '8px 28px 0', minHeight: '44px' }}><Icon name='gun' size={20} className='ok' /><Text className='f1'>{w.gunHint}</Text></View>
      <View className='till-kb-w' style={{ bottom: '46px' }}>
        <Keys onDigit={digit} onBack={() => setDigits(digits.slice(0, -1))} left={<Tap className='till-key till-key-alt' label={w.scan} onTap={goBack}><Icon name='scan' /></Tap>} />
        <View className='cap i2 center mt-4'>{w.auto}</View>
        <View className='row g3 mt-3'>
          {noCamera ? <Button kind='sec' size='till' className='f1' id='till-guest' onTap={() => { void openForGuest().then(setRefusal) }}>{w.guest}</Button> : null}
          <Button size='till' className='f1' full={!noCamera} busy={busy} disabled={left > 0} onTap={() => open(digits)}>{busy ? w.looking : w.missing(left)}</Button>
        </View>
      </View>
      {refusal ? <RefusalSheet refusal={refusal} facts={factsOf(refusal, w.facts)} first={{ label: w.refuse['typeIt'] as string, act: () => { setDigits(''); setRefusal(null) } }} second={wayToOwner(refusal, w, () => { setRefusal(null); open(digits, true) }) ?? { label: w.refuse['scanAgain'] as string, act: () => { setRefusal(null); goBack() } }} /> : null}
    </Page>
  )
}
