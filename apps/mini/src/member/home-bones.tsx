import { View } from '@tarojs/components'
import { Bone } from '../ui/skeleton'

/** The first screen as grey blocks of the final size. */
export function HomeBones() {
  return (
    <View aria-busy='true'>
      <View className='stage'><Bone w={358} h={226} r={18} /></View>
      <View className='pk-w'><View className='pk'>
        <View className='row pk-line'><Bone w={212} h={22} /></View>
        <View style={{ paddingTop: '8.7%' }}><Bone w={326} h={3} /></View>
        <View className='row sb mt-3'><Bone w={150} h={12} /><Bone w={72} h={12} /></View>
        <View className='pk-rule' />
        <View className='pts'><View><Bone w={28} h={12} /><Bone w={104} h={32} mt={8} /></View><View className='pts-r'><Bone w={150} h={24} r={12} /><Bone w={86} h={14} /></View></View>
      </View></View>
      <View className='sec-h'><Bone w={108} h={20} /><Bone w={52} h={14} /></View>
      <View className='edge'><Bone w={358} h={96} r={14} /></View>
      <View className='duo'><View className='paper tile'><Bone w={56} h={14} /><Bone w={84} h={30} mt={14} /></View><View className='paper tile'><Bone w={56} h={14} /><Bone w={133} h={14} mt={20} /></View></View>
    </View>
  )
}
