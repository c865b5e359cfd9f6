import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { api } from '../platform/call'
import { useReading } from '../platform/read'
import { useCurrency } from '../platform/shop'
import { useWords } from '../words'
import { money } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Tap } from '../ui/tap'
import { instantText } from '../words/time'
import { leftText, useServerNow } from './flash-clock'
import { stageOf, type Flash } from './flash-stage'
import './flash.scss'

const DAY = 86_400_000

/** The sale that matters most now: what I hold, then what is on, then what begins within a day. Nothing otherwise. */
export function HomeFlash() {
  const read = useReading(() => api.listMyFlash({}), { topics: ['flash', 'settled'] })
  const items = read.value?.items ?? []
  return items.length > 0 ? <First items={items} /> : null
}

function First({ items }: { items: readonly Flash[] }) {
  const w = useWords()
  const currency = useCurrency()
  const now = useServerNow(null)
  const told = items.map(f => ({ f, stage: stageOf(f, now) }))
  const at = told.find(x => x.stage === 'held') ?? told.find(x => x.stage === 'open' || x.stage === 'waiting') ?? told.find(x => x.stage === 'soon' && Date.parse(x.f.opensAt) - now < DAY)
  if (!at) return null
  const { f, stage } = at
  const until = stage === 'held' && f.reservation ? Date.parse(f.reservation.endsAt) : stage === 'soon' ? Date.parse(f.opensAt) : null
  return (
    <Tap className='paper home-flash row g3' role='link' id='home-flash' onTap={() => void Taro.navigateTo({ url: `/flash/flash?id=${f.flashId}` })}>
      <View className='tile-i tile-seal'><Icon name='clock' size={22} /></View>
      <View className='f1'><View className='b el'>{f.item.name} <Text className='n seal'>{money(f.priceMinor, currency)}</Text></View><View className='cap i2'>{stage === 'held' ? w.flash.homeHeld : stage === 'soon' ? w.flash.opensAt(instantText(f.opensAt, w)) : stage === 'open' ? w.flash.homeOpen(f.left) : w.flash.allHeld}</View></View>
      {until === null ? <View className='lnk lnk-b'>{w.flash.go}<Icon name='right' size={14} /></View> : <View className='n fig-17 home-flash-n'>{leftText(until - now)}</View>}
    </Tap>
  )
}
