import { Text, View } from '@tarojs/components'
import type { Detail } from '@huitou/words'
import { createStore, useStore } from '../platform/store'
import { detailsOf } from '../platform/trouble'
import { useWords } from '../words'
import { Tap } from './tap'

interface Told { readonly text: string; readonly open?: boolean; readonly details?: readonly Detail[]; readonly undo?: { readonly label: string; readonly act: () => void } }
const told = createStore<Told | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

/** A line for three seconds, with undo where undo is possible; a refusal stays longer and opens into its facts. */
export function toast(text: string, undo?: Told['undo']): void {
  const details = detailsOf(text)
  told.set({ text, undo, details })
  clearTimeout(timer)
  timer = setTimeout(() => told.set(null), details.length > 0 ? 8000 : 3000)
}

export function Toasts() {
  const now = useStore(told)
  const w = useWords()
  if (!now) return null
  const { undo, details = [] } = now
  const open = (): void => { clearTimeout(timer); told.set({ ...now, open: true }) }
  return (
    <View className='toast-w'>
      <View className={`toast ${now.open ? 'toast-open' : ''}`} role='status'>
        <Text>{now.text}</Text>
        {details.length > 0 ? now.open ? <View>{details.map(d => <View key={d.label} className='row sb g3 toast-row'><Text>{d.label}</Text><Text className='n'>{d.value}</Text></View>)}<Tap className='toast-undo' onTap={() => told.set(null)}>{w.close}</Tap></View> : <Tap className='toast-undo' id='toast-why' onTap={open}>{w.why}</Tap> : null}
        {undo ? <Tap className='toast-undo' onTap={() => { told.set(null); undo.act() }}>{undo.label}</Tap> : null}
      </View>
    </View>
  )
}
