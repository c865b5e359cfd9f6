import { View } from '@tarojs/components'
import { useWords } from '../words'
import { Icon } from './icon'
import { Tap } from './tap'

export function Stepper({ value, min = 0, max = 9999, label, onChange }: { value: number; min?: number; max?: number; label: string; onChange: (next: number) => void }) {
  const w = useWords()
  return (
    <View className='stepper' role='group' aria-label={label}>
      <Tap className='stepper-h' label={w.less} disabled={value <= min} onTap={() => onChange(value - 1)}><Icon name='minus' size={18} /></Tap>
      <View className='stepper-n n'>{value}</View>
      <Tap className='stepper-h' label={w.more} disabled={value >= max} onTap={() => onChange(value + 1)}><Icon name='plus' size={18} /></Tap>
    </View>
  )
}
