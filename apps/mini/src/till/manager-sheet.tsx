import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../ui/button'
import { Sheet } from '../ui/sheet'
import { Field } from './field'
import { useTillWords } from './words'

/** A manager's PIN for what this clerk may not do alone. */
export function ManagerSheet({ busy, label, onPin, onClose }: { busy: boolean; label: string; onPin: (pin: string) => void; onClose: () => void }) {
  const w = useTillWords()
  const [pin, setPin] = useState('')
  return (
    <Sheet title={w.needManager} onClose={onClose}>
      <Field id='manager-pin' label={w.managerPin} value={pin} set={v => setPin(v.replace(/\D/g, '').slice(0, 6))} password number focus />
      <View className='mt-4'><Button full busy={busy} disabled={pin.length < 4} onTap={() => onPin(pin)} id='manager-ok'>{label}</Button></View>
    </Sheet>
  )
}
