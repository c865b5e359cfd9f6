import { Text, View } from '@tarojs/components'
import { useLook } from '../platform/prefs'
import { useCurrency } from '../platform/shop'
import { faceOf, timeOf, type Card } from '../coupon/coupon-words'
import { Art } from '../ui/art'
import tin from '../ui/art/tin.svg'
import { useWords } from '../words'

/** The upper part of a coupon at large. */
export function Stub({ c, live }: { c: Card; live: boolean }) {
  const w = useWords()
  const { language } = useLook()
  const face = faceOf(c, w, language, useCurrency())
  const time = timeOf(c, w)
  return (
    <View className={`bt-top ${live ? '' : 'bt-dim'} ${face.kind === 'amount' ? '' : `bt-${face.kind}`}`}>
      <View className='bt-frame' /><View className='bt-tear' />
      <View className='row g3'>
        <View className='f1'>
          <View className='sub el'>{c.title}</View>
          <View className='row base wrap bt-line'><View className={`n bt-fig ${face.word ? 'bt-word' : ''}`}>{face.sign ? <Text className='stub-sign'>{face.sign}</Text> : null}{face.figure}{face.unit ? <Text className='stub-word'>{face.unit}</Text> : null}</View><View className='sub b'>{face.under}</View></View>
          <View className={`cap b ${time.soon && live ? 'seal' : 'i2'}`}>{time.text}</View>
        </View>
        <Art src={tin} width={104} height={104} className='seat' />
      </View>
    </View>
  )
}
