import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useWords } from '../words'
import { Icon } from './icon'
import { Tap } from './tap'

/** Back where we came from, or home when the screen was opened by its address. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else void Taro.switchTab({ url: '/member/home' })
}

export function Nav({ title = '', close, onBack = goBack }: { title?: string; close?: boolean; onBack?: () => void }) {
  const w = useWords()
  return (
    <View className='nav'>
      <Tap className='bk' label={close ? w.close : w.back} onTap={onBack}><Icon name={close ? 'x' : 'left'} /></Tap>
      {title ? <View className='nav-ti' role='heading' aria-level={1}><Text>{title}</Text></View> : null}
    </View>
  )
}
