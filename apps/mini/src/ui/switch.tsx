import { View } from '@tarojs/components'
import { Tap } from './tap'

/** Acts at once, no save button. */
export function Switch({ on, label, onChange }: { on: boolean; label: string; onChange: (on: boolean) => void }) {
  return <Tap role='switch' label={label} checked={on} className={`sw ${on ? 'sw-on' : ''}`} onTap={() => onChange(!on)}><View className='sw-t'><View className='sw-k' /></View></Tap>
}
