import { Input, View } from '@tarojs/components'

export function Field({ label, value, set, id, password, number, focus }: { label: string; value: string; set: (v: string) => void; id: string; password?: boolean; number?: boolean; focus?: boolean }) {
  return (
    <View className='till-field mt-3'>
      <Input className='till-field-in' id={id} type={number ? 'digit' : 'text'} password={password} focus={focus} value={value} placeholder={label} aria-label={label} nativeProps={{ 'aria-label': label }} onInput={e => set(String(e.detail.value))} />
    </View>
  )
}
