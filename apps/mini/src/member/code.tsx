import { Text, View } from '@tarojs/components'
import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { groupedCode } from '@huitou/contract'
import { useEffect, useState } from 'react'
import { kept } from '../platform/keep'
import { useNudge } from '../platform/live'
import { useLook } from '../platform/prefs'
import { useWords } from '../words'
import { Button } from '../ui/button'
import { code128Uri, qrUri, svgUri } from '../ui/codes'
import { count } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { goTo } from '../ui/tab-bar'
import { Tap } from '../ui/tap'
import { TierCard, TierWord } from '../ui/tier-card'
import { codeNow, dropCode, fillCodes, type Shown } from './code-store'
import { useMember } from './gate'
import type { Home } from './standing'
import { Swap } from './swap'
import { useVisit } from './visit'
import './code.scss'

const RING = 874.23
/** What is left of the 30 seconds, drawn around the code. */
const ringUri = (left: number): string => svgUri(`<svg xmlns="http://www.w3.org/2000/svg" width="236" height="236" viewBox="0 0 236 236" fill="none"><rect x="4" y="4" width="228" height="228" rx="22" stroke="#E7E6DF" stroke-width="3"/><path d="M118 4H210a22 22 0 0 1 22 22V210a22 22 0 0 1-22 22H26a22 22 0 0 1-22-22V26A22 22 0 0 1 26 4Z" stroke="#24493F" stroke-width="3" stroke-linecap="round" stroke-dasharray="${((RING * left) / 30).toFixed(1)} ${RING}"/></svg>`)

/** Bright and awake while the code is shown, as before afterwards. */
function useBright(): boolean {
  const [bright, setBright] = useState(false)
  const up = (): void => {
    if (process.env.TARO_ENV === 'h5') {
      const lock = (navigator as Navigator & { wakeLock?: { request(kind: 'screen'): Promise<unknown> } }).wakeLock
      void lock?.request('screen').catch(() => undefined) // a phone on low battery may refuse
      return
    }
    Taro.getScreenBrightness?.().then(({ value }) => { before = value; return Taro.setScreenBrightness({ value: 1 }) }).then(() => setBright(true), () => undefined)
    void Taro.setKeepScreenOn?.({ keepScreenOn: true })
  }
  const down = (): void => {
    if (process.env.TARO_ENV === 'h5' || before === null) return
    void Taro.setScreenBrightness({ value: before })
    void Taro.setKeepScreenOn({ keepScreenOn: false })
    before = null
  }
  useDidShow(up)
  useDidHide(down)
  useEffect(() => { up(); return down }, [])
  return bright
}
let before: number | null = null

export default function Code() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const { language } = useLook()
  const bright = useBright()
  const { nod } = useVisit()
  const [shown, setShown] = useState<Shown | null>(codeNow)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const look = (): void => setShown(codeNow())
    fillCodes().then(look, () => setFailed(true))
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [])
  useNudge(n => { if (n.topic.startsWith('visit')) { dropCode(); setShown(codeNow()) } })
  const home = kept<{ value: Home }>('home')?.value
  const tier = home?.progress.tier ?? { name: '会员', material: 'silver' as const }
  const seconds = shown ? Math.max(1, Math.ceil(shown.left / 1000)) : 0
  return (
    <Page className={`cd cd-${tier.material}`}>
      <Nav title={w.code.title} />
      <View className='cd-in'>
        <TierCard tier={tier} className='cd-card'>
          <View className='row sb cd-head'><TierWord tier={tier} size='small' language={language} />{bright ? <View className='row g1 sub b'><Icon name='sun' size={16} />{w.code.bright}</View> : null}</View>
          <View className='sub b cd-name el'>{home?.me.name ?? ''}</View>
        </TierCard>
        <View className='cd-sheet'>
          <View className='row sb g2'><View className='sub cd-grey'>{w.code.show}</View><View className='chip cd-chip'><Icon name='off' size={14} />{w.code.offline}</View></View>
          {shown ? (
            <>
              <View className='cd-box'>
                <View className='cd-ring' style={{ backgroundImage: `url("${ringUri(seconds)}")` }} />
                <Swap src={qrUri(shown.digits)} alt={w.code.qr} className='cd-qr' />
              </View>
              <View className='row g2 cap cd-grey mid-c cd-renew'><Icon name='refresh' size={14} /><View><Text className='n'>{seconds}</Text>{` ${w.code.renew}`}</View></View>
              <Swap src={code128Uri(shown.digits)} alt={w.code.bar} className='cd-bar' />
              <View className='n cd-digits' id='digits' aria-label={w.code.digits(shown.digits)}>{groupedCode(shown.digits)}</View>
              <View className='cap cd-grey center mt-1'>{w.code.say}</View>
            </>
          ) : (
            <View className='center cd-none'><View className='h2'>{failed ? w.code.none : w.code.preparing}</View>{failed ? <><View className='sub cd-grey mt-2'>{w.code.noneText}</View><Button className='mt-4' onTap={() => { setFailed(false); fillCodes().then(() => setShown(codeNow()), () => setFailed(true)) }}>{w.failed.again}</Button></> : null}</View>
          )}
        </View>
        <View className='row g2 cd-opts'>
          <Tap className='cd-opt f1' role='link' onTap={() => void Taro.navigateTo({ url: '/points/statement' })}><Icon name='coin' size={22} className='tea' /><View className='f1'><View className='sub b'>{w.code.pointsAsMoney}</View><View className='cap i2 el'>{home ? w.code.pointsNow(count(Math.max(0, home.points.available))) : ''}</View></View></Tap>
          <Tap className='cd-opt f1' role='link' onTap={() => goTo('coupons')}><Icon name='ticket' size={22} className='brand' /><View className='f1'><View className='sub b'>{w.code.coupons}</View><View className='cap i2 el'>{home ? w.code.couponsNow(home.couponCount) : ''}</View></View></Tap>
        </View>
      </View>
      {nod}
    </Page>
  )
}
