import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { api } from '../platform/call'
import { setClock } from '../platform/clock'
import { stopLive } from '../platform/live'
import { changePrefs, prefs, useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { leave, session } from '../platform/session'
import { useCurrency } from '../platform/shop'
import { useStore } from '../platform/store'
import { useWords } from '../words'
import { birthdayText, dayOf, daysUntil, soonDay } from '../words/time'
import { Art } from '../ui/art'
import { Button } from '../ui/button'
import { Face } from '../ui/face'
import { Price, count } from '../ui/figures'
import { pictureOf } from '../ui/goods'
import { Icon } from '../ui/icon'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { Choices, Sheet } from '../ui/sheet'
import { Bone, BoneRows } from '../ui/skeleton'
import { Switch } from '../ui/switch'
import { goTo } from '../ui/tab-bar'
import { Tap } from '../ui/tap'
import { TierBadge } from '../ui/tier-card'
import { goodsUrl, unitsIn, useBag } from '../bag/bag-store'
import { useMember } from './gate'
import { Mist } from './mist'
import type { Home } from './standing'
import './me.scss'

const to = (url: string) => (): void => { void Taro.navigateTo({ url }) }

export default function Me() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page place='me'><Mist /></Page>
}

function SignedIn() {
  const w = useWords()
  const home = useReading(async () => { const h = await api.readHome({}); setClock(h.now); return h }, { keepAs: 'home' })
  const h = home.value
  return (
    <Page place='me'>
      <Mist />
      <View className='nav'><View className='h1' role='heading' aria-level={1}>{w.me.title}</View></View>
      {h ? <><Head h={h} /><Three h={h} /><Orders /><Rooms h={h} /></> : home.error ? <Failed error={home.error} again={() => void home.again()} /> : home.waiting ? <><View className='row g4 me-head'><Bone w={56} h={56} r={28} /><View><Bone w={90} h={20} /><Bone w={150} h={13} mt={8} /></View></View><BoneRows rows={3} /></> : null}
      <Look />
      <Leave />
    </Page>
  )
}

function Head({ h }: { h: Home }) {
  const w = useWords()
  const { language } = useLook()
  return (
    <Tap className='row g4 me-head' role='link' onTap={to('/member/profile')} id='profile'>
      <View className='me-face'><Face name={h.me.name} size={56} /></View>
      <View className='f1'><View className='row g2'><Text className='h2 el'>{h.me.name}</Text>{h.progress.tier ? <TierBadge tier={h.progress.tier} language={language} /> : null}</View><View className='sub i2 el'>{`${h.me.phoneMasked ?? w.me.noPhone} · ${w.home.years(h.sinceYears)}`}</View></View>
      <View className='lnk'>{w.me.edit}<Icon name='right' size={14} /></View>
    </Tap>
  )
}

function Three({ h }: { h: Home }) {
  const w = useWords()
  const expiry = h.expiries[0]
  const cell = (n: number, name: string, under: string, onTap: () => void, soon?: boolean) => <Tap className='tri-c' role='link' onTap={onTap}><Text className={`n ${count(n).length > 8 ? 'fig-20' : 'tri-n'}`}>{count(n)}</Text><Text className='sub'>{name}</Text><Text className={`cap center ${soon ? 'seal' : 'i2'}`}>{under}</Text></Tap>
  return (
    <View className='paper tri'>
      {cell(h.points.shown, w.me.points, expiry && daysUntil(expiry.on) <= 90 ? w.me.expiring(count(expiry.points), daysUntil(expiry.on)) : w.me.seeBook, to('/points/statement'), expiry !== undefined && daysUntil(expiry.on) <= 45)}
      {cell(h.couponCount, w.me.coupons, w.me.claimable(h.claimableCount), () => goTo('coupons'))}
      {cell(h.unread, w.me.messages, w.me.unread(h.unread), to('/inbox/messages'))}
    </View>
  )
}

function Orders() {
  const w = useWords()
  const currency = useCurrency()
  const orders = useReading(() => api.listMyOrders({ limit: 2 }), { keepAs: 'orders' })
  const rows = orders.value?.items.slice(0, 2) ?? []
  return (
    <View className='paper grp'>
      <View className='row sb me-orders'><View className='h2' role='heading' aria-level={2}>{w.me.orders}</View>{rows.length > 0 ? <Tap className='lnk' role='link' onTap={to('/order/orders')}>{w.me.allOrders}<Icon name='right' size={14} /></Tap> : null}</View>
      {orders.value && rows.length === 0 ? <View className='sub i2 me-none'>{w.me.noOrders}</View> : null}
      {rows.map(o => (
        <Tap className='rw me-order' key={o.orderId} role='link' onTap={to(`/order/order?id=${o.orderId}`)}>
          <View className='thumb'><Art src={pictureOf('', o.firstLine)} width={38} height={38} /></View>
          <View className='f1'><View className='sub b el'>{o.firstLine}</View><View className='cap i2 el'>{[soonDay(dayOf(o.at), w), o.storeName, w.orders.state[o.state]].filter(Boolean).join(' · ')}</View></View>
          <Price minor={o.payMinor} currency={currency} className='fig-17' /><Icon name='right' size={16} className='i3' />
        </Tap>
      ))}
    </View>
  )
}

function Row({ icon, name, value, onTap, id }: { icon: string; name: string; value?: string; onTap: () => void; id?: string }) {
  return <Tap className='rw' role='link' id={id} onTap={onTap}><Icon name={icon} size={22} className='i2' /><Text className='f1'>{name}</Text>{value ? <Text className='rw-v'>{value}</Text> : null}<Icon name='right' size={16} className='i3' /></Tap>
}

/** What lies in the bag; without anything in it, the way to the goods. */
function BagRow() {
  const w = useWords()
  const units = unitsIn(useBag().lines)
  return <Row id='bag' icon='bag' name={w.me.bag} value={units > 0 ? w.me.inBag(units) : w.me.pick} onTap={to(units > 0 ? '/bag/bag' : goodsUrl())} />
}

function Rooms({ h }: { h: Home }) {
  const w = useWords()
  return (
    <View className='paper grp'>
      <BagRow />
      <Row icon='shield' name={w.me.tiers} value={h.progress.tier ? undefined : ''} onTap={to('/member/tiers')} />
      {h.checkIn ? <Row icon='cal' name={w.me.checkIn} value={w.home.streak(h.checkIn.streak)} onTap={to('/points/check-in')} /> : null}
      <Row icon='cake' name={w.me.birthday} value={h.me.birthday ? birthdayText(h.me.birthday, h.me.birthdayCalendar, w) : w.me.noBirthday} onTap={to(h.me.birthday ? '/member/birthday' : '/member/profile')} />
      <Row icon='lock' name={w.me.privacy} onTap={to('/member/privacy')} />
    </View>
  )
}

/** Language, type size, dark, motion: on this phone at once; language and size are told to the shop too. */
function Look() {
  const w = useWords()
  const p = useStore(prefs)
  const [pick, setPick] = useState<'language' | 'theme' | null>(null)
  const tell = (change: { language?: 'zh-CN' | 'en'; largeType?: boolean }): void => {
    changePrefs({ ...change, chosen: true })
    void api.changeMe(change).catch(() => undefined) // the phone keeps its own choice; the next change tells the shop again
  }
  const option = (key: string, name: string, on: boolean, onTap: () => void) => <Tap key={key} className='rw' role='radio' checked={on} label={name} onTap={onTap}><Text className='f1'>{name}</Text>{on ? <Icon name='check' size={18} className='brand' /> : null}</Tap>
  return (
    <View className='paper grp'>
      <Row icon='globe' name={w.me.language} value={w.me.languages[p.language]} onTap={() => setPick('language')} />
      <View className='rw'><Icon name='aa' size={22} className='i2' /><Text className='f1'>{w.me.large}</Text><Switch on={p.largeType} label={w.me.large} onChange={largeType => tell({ largeType })} /></View>
      <Row icon='moon' name={w.me.dark} value={w.me.themes[p.theme]} onTap={() => setPick('theme')} />
      <View className='rw'><Icon name='spark' size={22} className='i2' /><Text className='f1'>{w.me.still}</Text><Switch on={p.still} label={w.me.still} onChange={still => changePrefs({ still })} /></View>
      {pick === 'language' ? <Choices title={w.me.language} onClose={() => setPick(null)}>{(['zh-CN', 'en'] as const).map(l => option(l, w.me.languages[l], p.language === l, () => { tell({ language: l }); setPick(null) }))}</Choices> : null}
      {pick === 'theme' ? <Choices title={w.me.dark} onClose={() => setPick(null)}>{(['system', 'light', 'dark'] as const).map(t => option(t, w.me.themes[t], p.theme === t, () => { changePrefs({ theme: t }); setPick(null) }))}</Choices> : null}
    </View>
  )
}

function Leave() {
  const w = useWords()
  const [ask, setAsk] = useState(false)
  const go = (): void => {
    const token = session.get()?.tokens.refreshToken
    stopLive()
    leave()
    if (token) void api.signOut({ refreshToken: token }).catch(() => undefined) // the family of tokens dies by itself
  }
  return (
    <View className='me-leave'>
      <Button kind='sec' full id='leave' onTap={() => setAsk(true)}><Icon name='logout' size={20} />{w.me.leave}</Button>
      <View className='cap i2 center mt-3'>{w.me.leaveText}</View>
      {ask ? <Sheet title={w.me.leaveAsk} onClose={() => setAsk(false)}><View className='i2'>{w.me.leaveAskText}</View><Button full className='mt-4' id='leave-yes' onTap={go}>{w.me.leave}</Button><Button full kind='sec' className='mt-3' onTap={() => setAsk(false)}>{w.cancel}</Button></Sheet> : null}
    </View>
  )
}
