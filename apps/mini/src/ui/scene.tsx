import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { supportId, Unreached } from '../platform/call'
import { useWords } from '../words'
import { Art } from './art'
import bowl from './art/bowl.svg'
import tray from './art/tray.svg'
import { Button } from './button'
import { px } from './px'

/** Nothing here yet: why, and what to do. */
export function Empty({ title, text, children }: PropsWithChildren<{ title: string; text?: string }>) {
  return (
    <View className='scene mt-5'>
      <View className='scene-im'><Art src={tray} width={210} height={140} className='seat' /></View>
      <View className='b mt-1'>{title}</View>
      {text ? <View className='sub i2 mt-1'>{text}</View> : null}
      {children ? <View className='mt-4'>{children}</View> : null}
    </View>
  )
}

/** What happened, that nothing is lost, try again, and the number to read out to the shop. */
export function Failed({ error, title, text, awayText, again, children }: PropsWithChildren<{ error: unknown; title?: string; text?: string; awayText?: string; again: () => void }>) {
  const w = useWords()
  const away = error instanceof Unreached
  const id = supportId(error)
  return (
    <View className='scene' style={{ paddingTop: px(40) }}>
      <View className='scene-im'><Art src={bowl} width={252} height={168} className='seat' /></View>
      <View className='h1 mt-4'>{away ? w.failed.offline : (title ?? w.failed.title)}</View>
      <View className='i2 mt-2 pre'>{away ? (awayText ?? w.failed.offlineText) : (text ?? w.failed.text)}</View>
      <View className='mt-5'><Button onTap={again} style={{ minWidth: px(200) }}>{w.failed.again}</Button></View>
      {children ? <View className='mt-3'>{children}</View> : null}
      {id ? <View className='cap i3 mt-5'>{w.failed.id(id.slice(0, 13).toUpperCase())}</View> : null}
    </View>
  )
}
