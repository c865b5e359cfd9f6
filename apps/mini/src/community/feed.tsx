import { View, Text, Image } from '@tarojs/components'
import gold from '../ui/art/tier-gold.webp'
import cup from '../ui/art/cup.svg'

export default function Home() {
  return <View className='i i-qr' role='button' aria-label='x'><Text className='n'>123</Text><Image src={gold} /><Image src={cup} /></View>
}
