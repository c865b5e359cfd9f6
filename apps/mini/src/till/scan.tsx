import { Text, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { keep, kept } from '../platform/keep'
import { useStore } from '../platform/store'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Page } from '../ui/page'
import { Tap } from '../ui/tap'
import { useShiftGuard } from './guard'
import { isCodeForMember, openByCode, openForGuest, redeemForVisit } from './open-visit'
import { RefusalSheet, TillNav, wayToOwner, type Refusal } from './parts'
import { queued } from './queue'
import { gunUsedAt, hit, isMemberCode, scanInWechat, useCamera, useWedge } from './scanner'
import { clock, factsOf } from './scan-facts'
import { toTill } from './till'
import { useTillWords } from './words'
import './till.scss'

export default function Scan() {
  const w = useTillWords()
  useShiftGuard()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [got, setGot] = useState(false)
  const [sound, setSound] = useState(() => kept<boolean>('till-sound') ?? true)
  const waiting = useStore(queued)
  const busy = useRef(false)
  const last = useRef('')
  const open = (text: string, fresh = false): void => {
    // a printed card is scanned for the member who is being served
    const done = isMemberCode(text) ? openByCode(text, fresh) : redeemForVisit(text).then(no => { if (!no) toTill('sale'); return no })
    void done.then(no => { busy.current = false; setGot(false); setRefusal(no) })
  }
  const heard = (text: string): void => {
    // the camera sees the same code many times a second; a refused one may be tried again by hand
    if (busy.current || refusal || text === last.current || !(isMemberCode(text) || isCodeForMember(text))) return
    busy.current = true
    last.current = text
    hit(sound)
    setGot(true)
    open(text)
  }
  const camera = useCamera(heard)
  useWedge(heard)
  useEffect(() => { if (process.env.TARO_ENV === 'h5' && camera.state === 'none') toTill('keypad', '?why=camera') }, [camera.state])
  const gun = gunUsedAt()
  const flip = (): void => { setSound(!sound); keep('till-sound', !sound) }
  return (
    <Page className='till-scan'>
      <View className={`till-cam ${got ? 'till-hit' : ''}`}>
        {process.env.TARO_ENV === 'h5' ? <video id={camera.videoId} className='till-video' muted playsInline aria-label={w.scan} /> : null}
        <View className='till-hole' /><View className='till-corner till-c1' /><View className='till-corner till-c2' /><View className='till-corner till-c3' /><View className='till-corner till-c4' />
        <View className='till-line' />
        <View className='till-hint b' role='status'>{got ? w.looking : w.scanHint}</View>
        <View className='till-rnds'>
          {camera.torch ? <Tap className='till-rnd' label={w.torch} onTap={camera.torch}><View className='till-rnd-b'><Icon name='torch' /></View>{w.torch}</Tap> : null}
          <Tap className='till-rnd' label={sound ? w.soundOn : w.soundOff} onTap={flip}><View className='till-rnd-b'><Icon name='sound' /></View>{sound ? w.soundOn : w.soundOff}</Tap>
        </View>
      </View>
      <View className='till-dark-nav'><TillNav title={w.scan} onBack={() => toTill('sign-in')}><Tap className='lnk' label={w.shift} onTap={() => toTill('shift')}><Text>{w.shift}</Text></Tap></TillNav></View>
      <View className='till-sht'>
        {process.env.TARO_ENV === 'weapp' ? <View className='mt-1'><Button size='till' full id='till-scan-now' onTap={() => { void scanInWechat().then(text => { if (text) { last.current = ''; heard(text) } }) }}><Icon name='scan' size={20} />{w.scanNow}</Button></View> : (
          <View className='till-sht-r'><View className='tile-i till-ok-i'><Icon name='gun' size={22} /></View><View className='f1'><View className='row g2'><Text className='b'>{w.gun}</Text>{gun ? <View className='chip chip-ok'><Icon name='check' size={14} />{w.gunUsed(clock(gun))}</View> : null}</View><View className='cap i2'>{w.gunText}</View></View></View>
        )}
        <View className='till-sht-r ruled'><View className='tile-i'><Icon name='alert' size={22} /></View><View className='f1'><View className='b'>{w.cannot}</View><View className='cap i2'>{w.cannotText}</View></View>
          <Tap className='lnk' label={w.lastOrders} onTap={() => toTill('orders')}><Text>{w.lastOrders}</Text></Tap></View>
        {waiting.length > 0 ? <View className='cap warn row g1 mt-1'><Icon name='off' size={16} />{w.offlineText(waiting.length)}</View> : null}
        <View className='row g3 mt-3'>
          <Button kind='sec' className='f1' id='till-guest' onTap={() => { void openForGuest().then(setRefusal) }}>{w.guest}</Button>
          <Button className='f1' id='till-typed' onTap={() => toTill('keypad')}><Icon name='key' size={20} />{w.typed}</Button>
        </View>
      </View>
      {refusal ? <RefusalSheet refusal={refusal} facts={factsOf(refusal, w.facts)} first={{ label: w.refuse['scanAgain'] as string, act: () => { last.current = ''; setRefusal(null) } }} second={wayToOwner(refusal, w, () => { setRefusal(null); open(last.current, true) }) ?? { label: w.refuse['typeIt'] as string, act: () => { setRefusal(null); toTill('keypad') } }} /> : null}
    </Page>
  )
}
