import { Text, View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import { Tap } from './tap'

export interface StubFace { readonly kind: 'amount' | 'percent' | 'ship'; readonly sign?: string; readonly figure: string; readonly unit?: string; /** the figure is a word */ readonly word?: boolean; readonly under: string }
interface Props { face: StubFace; dim?: boolean; title: string; scope: ReactNode; time?: string; soon?: boolean; need?: number; act?: { label: string; ghost?: boolean; busy?: boolean; onTap: () => void }; onOpen?: () => void }

/** Stub, tear, body, act. `need` (0 to 100) shows how near a coupon is that is not usable yet. */
export function Ticket({ face, dim, title, scope, time, soon, need, act, onOpen, children }: PropsWithChildren<Props>) {
  const stub = ['stub', dim ? 'stub-dim' : face.kind !== 'amount' && `stub-${face.kind}`].filter(Boolean).join(' ')
  const body = (
    <>
      <View className='b body el'>{title}</View>
      <View className='sub i2 el'>{scope}</View>
      {time ? <View className={`cap mt-1 ${soon ? 'seal b' : 'i3'}`}>{time}</View> : null}
      {need === undefined ? null : <View className='tk-need'><View className='tk-need-b' style={{ width: `${Math.max(2, Math.min(100, need))}%` }} /></View>}
      {children}
    </>
  )
  return (
    <View className='tk'>
      <View className='tk-in'>
        <View className={stub}>
          <View className='stub-frame' /><View className='stub-tear' />
          <View className={`stub-fig n ${face.word ? 'stub-kind' : face.figure.length > 4 ? 'stub-long' : ''}`}>
            {face.sign ? <Text className='stub-sign'>{face.sign}</Text> : null}<Text>{face.figure}</Text>{face.unit ? <Text className='stub-word'>{face.unit}</Text> : null}
          </View>
          <View className='stub-cap cap'>{face.under}</View>
        </View>
        {onOpen ? <Tap className='tk-bd' onTap={onOpen}>{body}</Tap> : <View className='tk-bd'>{body}</View>}
        {act ? <Tap className={`go ${act.ghost ? 'go-ghost' : ''}`} label={`${act.label} ${title}`} disabled={act.busy} onTap={act.onTap}><View className='go-s'>{act.busy ? <View className='ring' /> : null}{act.label}</View></Tap> : null}
      </View>
    </View>
  )
}
