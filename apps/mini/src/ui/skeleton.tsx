import { View } from '@tarojs/components'
import { px } from './px'

/** A grey block of the final size. */
export function Bone({ w, h, r, mt }: { w: number; h: number; r?: number; mt?: number }) {
  return <View className='sk' style={{ width: px(w), height: px(h), maxWidth: '100%', ...(r === undefined ? {} : { borderRadius: px(r) }), ...(mt === undefined ? {} : { marginTop: px(mt) }) }}><View className='sk-shine' /></View>
}

/** Rows of a list, as they will stand. */
export function BoneRows({ rows = 5, height = 68 }: { rows?: number; height?: number }) {
  return (
    <View className='paper grp' aria-busy='true'>
      {Array.from({ length: rows }, (_, i) => (
        <View key={i} className={`row sb ${i ? 'ruled' : ''}`} style={{ minHeight: px(height) }}>
          <View><Bone w={150} h={15} /><Bone w={96} h={12} mt={8} /></View><Bone w={48} h={18} />
        </View>
      ))}
    </View>
  )
}
