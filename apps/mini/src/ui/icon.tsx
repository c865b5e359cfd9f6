import { View } from '@tarojs/components'
import { px } from './px'

/** One icon of our set, in the colour of the text around it. Never the only carrier of a meaning, so it stays silent. */
export function Icon({ name, size = 24, className = '' }: { name: string; size?: number; className?: string }) {
  return <View className={`i i-${name} ${className}`} style={size === 24 ? undefined : { width: px(size), height: px(size) }} />
}
