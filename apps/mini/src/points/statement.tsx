import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { useState } from 'react'
import { api } from '../platform/call'
import { now } from '../platform/clock'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useCurrency } from '../platform/shop'
import { useWords } from '../words'
import { dayOf, dayText, daysUntil, longDay, monthText } from '../words/time'
import { count, money } from '../ui/figures'
import { Icon } from '../ui/icon'
import { useMember } from '../member/gate'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { Sheet } from '../ui/sheet'
import { Bone } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { Lines, type Side } from './lines'
import './points.scss'

type MyPoints = AnswerOf<typeof routes.readMyPoints>
const colours = ['#AB2F26', '#C2763C', '#7C9A8B', 'var(--brand-fill)', '#8A7FA0']

export default function Statement() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const points = useReading(() => api.readMyPoints({}), { keepAs: 'points' })
  const [side, setSide] = useState<Side | undefined>(undefined)
  const [month, setMonth] = useState<string | null>(null)
  const [picking, setPicking] = useState(false)
  // the shop's month, which the phone's may not be yet; what was kept before it was told has none
  const thisMonth = (points.value?.today ?? dayOf(new Date(now()).toISOString())).slice(0, 7)
  const until = month ?? thisMonth
  return (
    <Page>
      <Nav title={w.points.title} />
      {points.value ? <Paper p={points.value} /> : points.error ? <Failed error={points.error} again={() => void points.again()} /> : points.waiting ? <View className='paper pb'><Bone w={80} h={13} /><Bone w={160} h={40} mt={12} /><Bone w={318} h={12} r={6} mt={20} /></View> : null}
      {points.error && !points.value ? null : (
        <>
          <View className='under'>
            <View className='st-tabs' role='tablist'>
              {(['all', 'in', 'out', 'expired'] as const).map(k => {
                const on = (side ?? 'all') === k
                return <Tap key={k} role='tab' checked={on} className={`under-a ${on ? 'under-on' : ''}`} onTap={() => setSide(k === 'all' ? undefined : k)}>{w.points.tabs[k]}{on ? <View className='under-bar' /> : null}</Tap>
              })}
            </View>
            <Tap className='under-a st-month' id='month' label={w.points.fromMonth(monthText(until, w))} onTap={() => setPicking(true)}><Text className='nw'>{monthText(until, w)}</Text><Icon name='down' size={14} /></Tap>
          </View>
          <Lines key={`${side ?? 'all'} ${month ?? ''}`} side={side} month={month ?? undefined} />
          {picking ? <Months now={until} last={thisMonth} onClose={() => setPicking(false)} onPick={m => { setMonth(m); setPicking(false) }} /> : null}
        </>
      )}
    </Page>
  )
}

/** The statement begins at the end of the chosen month and goes back from there; three years are at hand, older ones come by scrolling. */
function Months({ now: chosen, last, onPick, onClose }: { now: string; last: string; onPick: (month: string) => void; onClose: () => void }) {
  const w = useWords()
  const [year, months] = [Number(last.slice(0, 4)), Number(last.slice(5))]
  const years = [0, 1, 2].map(back => year - back)
  return (
    <Sheet title={w.points.chooseMonth} onClose={onClose}>
      {years.map(y => (
        <View key={y} className='mt-2'>
          <View className='sub i2 n'>{y}</View>
          <View className='st-months' role='radiogroup' aria-label={String(y)}>
            {Array.from({ length: y === year ? months : 12 }, (_, i) => `${y}-${String(i + 1).padStart(2, '0')}`).map(m => <Tap key={m} role='radio' checked={m === chosen} className={`st-m ${m === chosen ? 'st-m-on' : ''}`} label={monthText(m, w)} onTap={() => onPick(m)}>{w.time.monthOnly(Number(m.slice(5, 7)))}</Tap>)}
          </View>
        </View>
      ))}
    </Sheet>
  )
}

function Paper({ p }: { p: MyPoints }) {
  const w = useWords()
  const currency = useCurrency()
  const zh = useLook().language !== 'en'
  const { balance: b } = p
  const rest = b.available - p.expiries.reduce((s, e) => s + e.points, 0)
  const dated = p.expiries.map(e => ({ key: e.on, points: e.points, on: e.on as string | null, text: w.points.expireOn(longDay(e.on, w)) }))
  // five rows at most: what expires later than the first four is one row
  const near = dated.length > 5 ? dated.slice(0, 4) : dated
  const later = dated.slice(near.length).reduce((s, e) => s + e.points, 0)
  const parts = [...near, ...(later > 0 ? [{ key: 'later', points: later, on: null, text: w.points.later }] : []), ...(rest > 0 && dated.length > 0 ? [{ key: 'none', points: rest, on: null, text: w.points.noExpiry }] : [])]
  const soon = (on: string | null): boolean => on !== null && daysUntil(on) <= 45
  const colour = (i: number, on: string | null): string => (soon(on) ? '#AB2F26' : (colours[Math.min(i, 3) || 1] ?? '#7C9A8B'))
  return (
    <View className='paper pb'>
      <View className='row sb'><View className='sub i2'>{w.points.available}</View>{b.worthMinor ? <View className='sub i2 nw'>{w.points.worth}<Text className='n'>{` ${money(b.worthMinor, currency)}`}</Text></View> : null}</View>
      <View className='n fig-hero mt-1' id='balance'>{count(b.shown)}</View>
      {parts.length > 0 ? (
        <View className='seg' role='img' aria-label={w.points.parts}>{parts.map((x, i) => <View key={x.key} className='seg-p' style={{ flexGrow: Math.max(1, x.points), background: colour(i, x.on) }} />)}</View>
      ) : null}
      <View className='mt-2'>
        {parts.map((x, i) => (
          <View className='lot' key={x.key}>
            <View className='lot-dot' style={{ background: colour(i, x.on) }} />
            <View className='sub f1 row wrap g2'><Text>{x.text}</Text>{soon(x.on) && x.on ? <View className='chip chip-seal'>{w.time.inDays(daysUntil(x.on))}</View> : null}</View>
            <Text className='n fig-17'>{count(x.points)}</Text>
          </View>
        ))}
      </View>
      {p.pendings.map(x => <View className='row g2 cap i2 pb-way' key={x.on}><Icon name='clock' size={16} /><View className='f1'>{w.points.pending(count(x.points), dayText(x.on, w))}</View></View>)}
      {p.waitingPoints > 0 ? <View className='row g2 cap i2 pb-way'><Icon name='clock' size={16} /><View className='f1'>{w.points.waiting(count(p.waitingPoints))}</View></View> : null}
      {p.transitPoints > 0 ? <View className='row g2 cap i2 pb-way'><Icon name='gift' size={16} /><View className='f1'>{w.points.transit(count(p.transitPoints))}</View></View> : null}
      {p.others.map(o => <View className='row g2 cap i2 pb-way' key={o.wallet}><Icon name='coin' size={16} /><View className='f1'>{zh ? o.nameZh : o.nameEn}{o.expiries[0] ? ` · ${w.points.expireOn(longDay(o.expiries[0].on, w))}` : ''}</View><Text className='n'>{count(o.balance.shown)}</Text></View>)}
      {b.held > 0 ? <View className='row g2 cap i2 pb-way'><Icon name='lock' size={16} /><View className='f1'>{w.points.held(count(b.held))}</View></View> : null}
      {b.debt > 0 ? <View className='row g2 cap warn pb-way'><Icon name='alert' size={16} /><View className='f1'>{w.points.debt(count(b.debt))}</View></View> : null}
      <View className='row g2 cap i2 pb-way'><Icon name='coin' size={16} /><View className='f1'>{w.points.year(count(p.earnedThisYear), count(p.spentThisYear))}</View></View>
      <Tap className='row g2 cap i2 pb-way' id='give' role='link' onTap={() => void Taro.navigateTo({ url: '/gift/gift' })}><Icon name='gift' size={16} /><View className='f1'>{w.gift.title}</View><Icon name='right' size={14} /></Tap>
    </View>
  )
}

