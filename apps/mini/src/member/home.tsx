import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { HomeFlash } from '../flash/home-flash'
import { api } from '../platform/call'
import { setClock } from '../platform/clock'
import { changePrefs, prefs } from '../platform/prefs'
import { useReading } from '../platform/read'
import { rememberDoor, useShop } from '../platform/shop'
import { useWords } from '../words'
import { clockText } from '../words/time'
import { Button } from '../ui/button'
import { ShopMark } from '../ui/face'
import { Icon } from '../ui/icon'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { openCode } from '../ui/tab-bar'
import { Tap } from '../ui/tap'
import { useMember } from './gate'
import { HomeBones } from './home-bones'
import { HomeCard } from './home-card'
import { BestCoupons, FirstSteps } from './home-coupons'
import { HomeTiles } from './home-tiles'
import { Mist } from './mist'
import type { Home as HomeAnswer } from './standing'
import { useVisit } from './visit'
import './home.scss'

function Head({ unread }: { unread: number }) {
  const w = useWords()
  const shop = useShop()
  return (
    <View className='nav'>
      <View className='row g2 home-name'><ShopMark size={26} /><View className='serif home-shop el' role='heading' aria-level={1}>{shop?.name ?? ''}</View></View>
      {process.env.TARO_ENV === 'h5' ? <Tap className='home-bell' label={w.home.messages(unread)} onTap={() => void Taro.navigateTo({ url: '/inbox/messages' })}><Icon name='bell' size={22} />{unread ? <View className='home-dot' /> : null}</Tap> : null}
    </View>
  )
}

async function readHome(): Promise<HomeAnswer> {
  const home = await api.readHome({})
  setClock(home.now)
  rememberDoor(home.me.merchant)
  // What was chosen on another phone comes along once, unless this phone has its own choice.
  if (home.me.largeType && !prefs.get().largeType && !prefs.get().chosen) changePrefs({ largeType: true })
  return home
}

export default function Home() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page place='home'><Mist /></Page>
}

function SignedIn() {
  const w = useWords()
  const home = useReading(readHome, { keepAs: 'home' })
  const { nod, look } = useVisit()
  const last = home.value?.lastSettlement
  useEffect(() => {
    // The code must open where there is no network: its screen is fetched while there is one.
    if (process.env.TARO_ENV !== 'h5') return undefined
    const timer = setTimeout(() => { void import('./code').catch(() => undefined) }, 1500)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (last && !last.seen) look()
  }, [last?.orderId, last?.seen])
  if (!home.value) {
    return (
      <Page place='home' busy={!home.error}>
        <Mist /><Head unread={0} />
        {home.error ? <Failed error={home.error} again={() => void home.again()}><Button kind='sec' onTap={openCode}><Icon name='qr' size={20} />{w.home.showCode}</Button></Failed> : home.waiting ? <HomeBones /> : null}
      </Page>
    )
  }
  const h = home.value
  return (
    <Page place='home'>
      <Mist /><Head unread={h.unread} />
      {home.staleAt ? <View className='amber row g2 sub' role='status'><Icon name={home.error ? 'alert' : 'off'} size={18} /><View className='f1'>{(home.error ? w.home.failed : w.home.offline)(clockText(home.staleAt))}<Text className='b'>{w.home.codeWorks}</Text></View></View> : null}
      <HomeCard home={h} />
      <HomeFlash />
      <FirstSteps home={h} />
      <BestCoupons home={h} />
      <HomeTiles home={h} onCheckedIn={() => void home.again()} />
      {nod}
    </Page>
  )
}
