import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useWords } from '../words'
import { Icon } from './icon'
import { Tap } from './tap'

export type Place = 'home' | 'coupons' | 'talk' | 'me'
const places = { home: '/member/home', coupons: '/coupon/list', talk: '/community/feed', me: '/member/me' } as const

export const goTo = (place: Place): void => { void Taro.switchTab({ url: places[place] }) }
export const openCode = (): void => { void Taro.navigateTo({ url: '/member/code' }) }

/** Five places; the middle one pulls the card out. */
export function TabBar({ now }: { now: Place }) {
  const w = useWords().places
  const one = (place: Place, icon: string) => (
    <Tap role='link' className={`tab ${now === place ? 'tab-on' : ''}`} onTap={() => { if (now !== place) goTo(place) }}>
      <Icon name={icon} /><Text>{w[place]}</Text>
    </Tap>
  )
  return (
    <View className='tabs'>
      {one('home', 'home')}
      {one('coupons', 'ticket')}
      <Tap role='link' className='tab' id='tab-code' onTap={openCode}>
        <View className='tab-disc'><Icon name='qr' size={26} /></View><Text className='tab-under'>{w.code}</Text>
      </Tap>
      {one('talk', 'chat')}
      {one('me', 'me')}
    </View>
  )
}
