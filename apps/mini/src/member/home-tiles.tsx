import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { act } from '../platform/pending'
import { buzz } from '../platform/sound'
import { useWords } from '../words'
import { Art } from '../ui/art'
import cup from '../ui/art/cup.svg'
import giftBox from '../ui/art/gift-box.svg'
import { Button } from '../ui/button'
import { Face } from '../ui/face'
import { count } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Tap } from '../ui/tap'
import { toast, toastTrouble } from '../ui/toast'
import type { Home } from './standing'

/** Birthday, check-in, and what is being talked about. Each only where the shop has it. */
export function HomeTiles({ home: h, onCheckedIn }: { home: Home; onCheckedIn: () => void }) {
  // a birthday half a year away is no news
  const near = h.birthday !== null && (h.birthday.daysLeft <= 31 || h.birthday.received)
  return (
    <>
      {near || h.checkIn ? <View className='duo'>{near && h.birthday ? <Birthday b={h.birthday} /> : null}{h.checkIn ? <CheckIn c={h.checkIn} onDone={onCheckedIn} /> : null}</View> : null}
      {h.topic ? <Topic t={h.topic} /> : null}
    </>
  )
}

function Birthday({ b }: { b: NonNullable<Home['birthday']> }) {
  const w = useWords()
  return (
    <Tap className='paper tile' role='link' onTap={() => void Taro.navigateTo({ url: '/member/birthday' })}>
      <View className='sub b seal'>{w.home.birthday}</View>
      {b.daysLeft === 0 ? <View className='h2 mt-2'>{w.home.birthdayToday}</View> : <View className='row mt-2'><Text className='sub i2'>{w.home.birthdayIn}</Text><Text className='n tile-days'>{b.daysLeft}</Text><Text className='sub i2'>{w.home.days}</Text></View>}
      <View className='cap i2 mt-1 tile-text'>{b.received ? w.home.birthdayGot : b.giftText}</View>
      <Art src={giftBox} width={76} height={76} className='tile-art' />
    </Tap>
  )
}

function CheckIn({ c, onDone }: { c: NonNullable<Home['checkIn']>; onDone: () => void }) {
  const w = useWords()
  const [busy, setBusy] = useState(false)
  const go = async (): Promise<void> => {
    setBusy(true)
    try {
      const done = await act('checkIn', `check-in:${c.today}`, {})
      buzz()
      toast(w.home.checkedInNow(count(done.points)))
    } catch (error) {
      toastTrouble(error, w)
    } finally {
      setBusy(false)
      onDone()
    }
  }
  return (
    <View className='paper tile'>
      <Tap className='row sb' role='link' onTap={() => void Taro.navigateTo({ url: '/points/check-in' })}><View className='sub b nw'>{w.home.checkIn}</View><View className='cap i2 nw'>{w.home.streak(c.streak)}</View></Tap>
      <View className='days' aria-hidden='true'>
        {c.week.map((d, i) => <View key={d.day} className={`days-d ${d.done ? 'days-done' : d.day === c.today ? 'days-today' : ''}`}><View className='days-leaf' />{w.time.week[i]}</View>)}
      </View>
      {c.doneToday ? <View className='tile-done sub ok'><Icon name='check' size={16} />{w.home.checkedIn}</View> : <Button kind='soft' full className='tile-act' id='check-in' busy={busy} onTap={() => void go()}><Text>{w.home.checkInGet}</Text><Text className='n tea'>{`+${c.pointsToday}`}</Text></Button>}
    </View>
  )
}

function Topic({ t }: { t: NonNullable<Home['topic']> }) {
  const w = useWords()
  return (
    <Tap className='paper topic' role='link' onTap={() => void Taro.switchTab({ url: '/community/feed' })}>
      <Art src={cup} width={76} height={76} className='topic-art' />
      <View className='row g2 cap b brand'><Icon name='chat' size={16} />{w.home.topic}</View>
      <View className='h2 mt-2 topic-ti break'>{t.title}</View>
      <View className='row sb topic-row mt-1'>
        <View className='row g3'><View className='row faces'>{t.faces.slice(0, 3).map((f, i) => <View key={i} className='faces-one'><Face name={f} size={24} /></View>)}</View><View className='sub i2'>{w.home.talking(count(t.posts))}</View></View>
        <View className='lnk lnk-b'>{w.home.join}<Icon name='right' size={14} /></View>
      </View>
    </Tap>
  )
}
