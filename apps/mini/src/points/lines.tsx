import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { knows } from '@huitou/words'
import { useState } from 'react'
import { api } from '../platform/call'
import { usePages } from '../platform/pages'
import { useReading } from '../platform/read'
import { useSay, useWords } from '../words'
import { dayText, instantText, monthText, soonDay } from '../words/time'
import { Button } from '../ui/button'
import { count, signed } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Empty, Failed } from '../ui/scene'
import { BoneRows } from '../ui/skeleton'
import { Tap } from '../ui/tap'

type Line = AnswerOf<typeof routes.listMyLines>['items'][number]

export type Side = 'in' | 'out' | 'expired'

/** The statement. Each line opens in place into how it came about. */
export function Lines({ side, month }: { side?: Side; month?: string }) {
  const w = useWords()
  const list = usePages<Line>(cursor => api.listMyLines({ cursor, side, month, limit: 20 }), l => l.lineId)
  const [open, setOpen] = useState<string | null>(null)
  if (!list.items) return list.error ? <Failed error={list.error} again={list.again} /> : <BoneRows />
  if (list.items.length === 0) return month ? <Empty title={w.points.noneBy(monthText(month, w))} text={w.points.noneByText} /> : side === 'expired' ? <Empty title={w.points.noneExpired} text={w.points.noneExpiredText} /> : <Empty title={w.points.empty} text={w.points.emptyText} />
  return (
    <View className='paper ld'>
      {list.items.map((l, i) => <OneLine key={l.lineId} line={l} first={i === 0} open={open === l.lineId} onTap={() => setOpen(open === l.lineId ? null : l.lineId)} />)}
      {list.hasMore ? <View className='center ruled ld-more'><Button kind='soft' size='small' busy={list.busy} onTap={list.more}>{w.moreRows}</Button></View> : null}
    </View>
  )
}

function OneLine({ line: l, first, open, onTap }: { line: Line; first: boolean; open: boolean; onTap: () => void }) {
  const w = useWords()
  const say = useSay()
  const title = knows(l.title.code) ? say(l.title) : (w.points.kind[l.kind] ?? l.title.code)
  const under = [instantText(l.at, w), l.pending ? `${w.points.onWay}${l.activeOn ? ` ${dayText(l.activeOn, w)}` : ''}` : null, w.points.balance(count(l.balance))].filter(Boolean).join(' · ')
  return (
    <View className={first ? '' : 'ruled'}>
      <Tap className='ln' onTap={onTap}>
        <View className='f1'><View className='b el'>{title}</View><View className='cap i3 el'>{under}</View></View>
        <Text className={`n ln-amt ${l.points > 0 ? 'tea' : ''}`}>{signed(l.points)}</Text>
        <Icon name={open ? 'up' : 'down'} size={16} className='i3' />
      </Tap>
      {open ? <Explained lineId={l.lineId} /> : null}
    </View>
  )
}

/** The sum behind a line: one step a row, the result in tea, then the order and the rule's version. */
function Explained({ lineId }: { lineId: string }) {
  const w = useWords()
  const say = useSay()
  const why = useReading(() => api.explainMyLine({ lineId }), { topics: ['never'] })
  if (why.error) return <View className='ex'><View className='eq sub'><Text className='i2'>{w.failed.act}</Text><Tap className='lnk lnk-b' onTap={() => void why.again()}>{w.failed.again}</Tap></View></View>
  if (!why.value) return <View className='ex'><View className='eq sub i2'>{why.waiting ? w.loading : ''}</View></View>
  const e = why.value
  const lots = e.lots.slice(0, 6)
  return (
    <View className='ex' id='explained'>
      {e.steps.map((s, i) => <View className='eq sub' key={i}><Text className='i2 f1 break'>{say(s.reason)}</Text>{s.value === null ? null : <Text className='n right'>{s.value}</Text>}</View>)}
      <View className='eq sub b'><Text>{w.points.total}</Text><Text className='n tea fig-17'>{signed(e.result)}</Text></View>
      {lots.map(l => <View className='eq cap i2' key={l.lotId}><Text className='f1'>{e.result < 0 ? (l.expiresOn ? w.points.drew(soonDay(l.expiresOn, w)) : w.points.drewNone) : l.expiresOn ? w.points.made(soonDay(l.expiresOn, w)) : w.points.noExpiry}</Text><Text className='n'>{count(Math.abs(l.points))}</Text></View>)}
      <View className='row wrap ex-links'>
        {e.orderId ? <Tap className='lnk lnk-b' role='link' onTap={() => void Taro.navigateTo({ url: `/order/order?id=${e.orderId ?? ''}` })}>{w.points.order}<Icon name='right' size={14} /></Tap> : null}
        {e.rule ? <View className='lnk'>{w.points.rule(e.rule.name, e.rule.version)}</View> : null}
      </View>
    </View>
  )
}
