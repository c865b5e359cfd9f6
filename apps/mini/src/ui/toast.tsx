import { Text, View } from '@tarojs/components'
import type { Detail } from '@huitou/words'
import { createStore, useStore } from '../platform/store'
import { trouble } from '../platform/trouble'
import { useWords, type Words } from '../words'
import { Tap } from './tap'

interface Told { readonly text: string; readonly open?: boolean; readonly details?: readonly Detail[]; readonly undo?: { readonly label: string; readonly act: () => void } }
const told = createStore<Told | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

const tell = (next: Told, ms: number): void => {
  told.set(next)
  clearTimeout(timer)
  timer = setTimeout(() => told.set(null), ms)
}

/** A line for three seconds, with undo where undo is possible. */
export const toast = (text: string, undo?: Told['undo']): void => tell({ text, undo }, 3000)

/** What went wrong; a refusal that opens into its facts stays longer. */
export function toastTrouble(error: unknown, w: Words): void {
  const said = trouble(error, w)
  tell(said, said.details.length > 0 ? 8000 : 3000)
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
        {details.length > 0 ? now.open ? <View>{details.map((d, i) => <View key={i} className='row sb g3 toast-row'><Text>{d.label}</Text><Text className='n'>{d.value}</Text></View>)}<Tap className='toast-undo' onTap={() => told.set(null)}>{w.close}</Tap></View> : <Tap className='toast-undo' id='toast-why' onTap={open}>{w.why}</Tap> : null}
        {undo ? <Tap className='toast-undo' onTap={() => { told.set(null); undo.act() }}>{undo.label}</Tap> : null}
      </View>
    </View>
  )
}
