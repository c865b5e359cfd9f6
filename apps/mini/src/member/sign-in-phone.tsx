import { Input, Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../platform/call'
import { shop } from '../platform/shop'
import { useWords } from '../words'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Tap } from '../ui/tap'
import { toastTrouble } from '../ui/toast'
import { ConsentLine, type Agree } from './consent-line'
import type { Demo, Sent } from './sign-in'

const LENGTH = 11
const grouped = (digits: string): string => [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].filter(Boolean).join(' ')

export function PhoneStep({ demo, agree, onSent, onWechat }: { demo: Demo | null; agree: Agree; onSent: (sent: Sent) => void; onWechat?: () => void }) {
  const w = useWords().signIn
  const words = useWords()
  const [digits, setDigits] = useState('')
  const [busy, setBusy] = useState(false)
  const missing = LENGTH - digits.length
  const ready = missing === 0 && agree.agreed
  const send = async (): Promise<void> => {
    setBusy(true)
    try {
      const answer = await api.sendSmsCode({ merchant: shop.get()?.slug ?? '', phone: digits })
      onSent({ phone: digits, demoCode: answer.demoCode, retryAt: Date.now() + answer.retryAfterSeconds * 1000 })
    } catch (error) {
      toastTrouble(error, words)
    } finally {
      setBusy(false)
    }
  }
  return (
    <View>
      <View className='h1 si-head' role='heading' aria-level={1}>{w.phoneTitle}</View>
      <View className='sub i2 mt-1'>{w.phoneText}</View>
      <View className={`fd mt-4 ${digits.length < LENGTH ? 'fd-on' : ''}`}>
        <Text>+86</Text><View className='fd-bar' />
        <Input className='fd-in n f1' type='number' maxlength={13} value={grouped(digits)} placeholder={w.phone} placeholderClass='i3' aria-label={w.phone} nativeProps={{ 'aria-label': w.phone, inputmode: 'tel', autocomplete: 'tel-national', type: 'tel' }} onInput={e => setDigits(String(e.detail.value).replace(/\D/g, '').slice(0, LENGTH))} />
        {digits ? <Tap className='fd-x' label={w.clear} onTap={() => setDigits('')}><Icon name='x' size={18} /></Tap> : null}
      </View>
      <ConsentLine {...agree} />
      <Button full size='big' className='mt-5' id='send-code' disabled={!ready} busy={busy} onTap={() => void send()}>{missing > 0 ? w.missing(missing) : agree.agreed ? w.send : w.agreeFirst}</Button>
      <View className='row sb wrap mt-1 si-row'>
        {demo ? <View className='row g2 cap warn'><View className='demo-mark'>{words.demo}</View>{w.anyPhone}</View> : <View />}
        {onWechat ? <Tap className='lnk lnk-b' onTap={onWechat}>{w.useWechat}<Icon name='right' size={14} /></Tap> : null}
      </View>
      {demo && demo.members.length > 0 ? (
        <View className='dm dm-col mt-2'>
          <View className='row g2 cap'><View className='demo-mark'>{words.demo}</View>{w.demoMembers}</View>
          <View className='row wrap g2 mt-1'>
            {demo.members.slice(0, 4).map(m => <Tap key={m.phone} className='dm-one' onTap={() => setDigits(m.phone.replace(/\D/g, '').slice(-LENGTH))}><Text className='b'>{m.name}</Text><Text className='n'>{` ${m.phone.replace(/\D/g, '').slice(-4)}`}</Text></Tap>)}
          </View>
        </View>
      ) : null}
    </View>
  )
}
