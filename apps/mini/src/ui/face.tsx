import { View } from '@tarojs/components'
import { px } from './px'

const grounds = ['#6F8F80', '#A86D4E', '#7F7496', '#98654B', '#5F8290', '#86734A']

/** A first letter on a ground of its own. */
export function Face({ name, size }: { name: string; size: number }) {
  const sum = [...name].reduce((s, c) => s + (c.codePointAt(0) ?? 0), 0)
  const [first = '茶'] = [...name]
  return <View className='face' aria-hidden='true' style={{ width: px(size), height: px(size), background: grounds[sum % grounds.length], fontSize: px(size * 0.42), lineHeight: px(size) }}>{first.toUpperCase()}</View>
}

/** The mark of the house, for what the shop itself says. */
export function ShopMark({ size }: { size: number }) {
  return (
    <View className='face' aria-hidden='true' style={{ width: px(size), height: px(size), borderRadius: px(size * 0.28), background: 'var(--brand-fill)', color: 'var(--on-brand)' }}>
      <View className='i i-mark' style={{ width: px(size * 0.72), height: px(size * 0.72) }} />
    </View>
  )
}
