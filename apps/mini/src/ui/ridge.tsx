import { View } from '@tarojs/components'
import { px } from './px'

// Height of the drawn line at each fortieth of its width: the dot walks on it.
const heights = [38.5, 36.9, 36.1, 35.9, 35.9, 35.7, 35.1, 34, 32.8, 31.9, 31.5, 31.8, 32.4, 33.1, 33.4, 32.9, 31.7, 29.9, 27.9, 26.1, 24.6, 23.6, 22.9, 22.1, 21.1, 19.8, 18.3, 16.9, 15.7, 15.2, 15, 15.1, 15.2, 15, 14.4, 13.4, 12.1, 10.9, 9.6, 8.6, 7.6]

export function heightAt(percent: number): number {
  const at = (Math.min(100, Math.max(0, percent)) / 100) * 40
  const i = Math.min(39, Math.floor(at))
  const low = heights[i] ?? 0
  return low + ((heights[i + 1] ?? low) - low) * (at - i)
}

/** The mountain one climbs. Never a grey bar. */
export function Ridge({ percent, label }: { percent: number; label: string }) {
  const p = Math.min(98, Math.max(2, percent))
  const two = (rest: string): string => `linear-gradient(90deg, var(--tea) ${p}%, var(${rest}) ${p}%)`
  return (
    <View className='climb' role='img' aria-label={label}>
      <View className='climb-m ridge-fill' style={{ background: two('--line') }} />
      <View className='climb-m ridge-line' style={{ background: two('--line-strong') }} />
      <View className='climb-dot' style={{ left: `${p}%`, top: px(heightAt(p)) }} />
      <View className='climb-goal' />
    </View>
  )
}
