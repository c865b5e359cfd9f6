import { Input, View } from '@tarojs/components'

/** Six cells over one real field, so that the phone offers the code it just received. The last digit acts, no button. */
export function CodeCells({ value, label, onChange }: { value: string; label: string; onChange: (digits: string) => void }) {
  return (
    <View className='cells n'>
      {[0, 1, 2, 3, 4, 5].map(i => (
        <View key={i} className={`cell ${i === value.length ? 'cell-on' : ''}`} aria-hidden='true'>
          {value[i] ?? (i === value.length ? <View className='cell-caret' /> : '')}
        </View>
      ))}
      <Input className='cells-in' id='sms-code' type='number' maxlength={6} value={value} focus aria-label={label} nativeProps={{ autocomplete: 'one-time-code', inputmode: 'numeric', 'aria-label': label }} onInput={e => onChange(String(e.detail.value).replace(/\D/g, '').slice(0, 6))} />
    </View>
  )
}
