import { Text, View } from '@tarojs/components'
import { createStore, useStore } from '../platform/store'
import { Tap } from './tap'

interface Told { readonly text: string; readonly undo?: { readonly label: string; readonly act: () => void } }
const told = createStore<Told | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

/** A line for three seconds, with undo where undo is possible. */
export function toast(text: string, undo?: Told['undo']): void {
  told.set({ text, undo })
  clearTimeout(timer)
  timer = setTimeout(() => told.set(null), 3000)
}

export function Toasts() {
  const now = useStore(told)
  if (!now) return null
  const { undo } = now
  return (
    <View className='toast-w'>
      <View className='toast' role='status'>
        <Text>{now.text}</Text>
        {undo ? <Tap className='toast-undo' onTap={() => { told.set(null); undo.act() }}>{undo.label}</Tap> : null}
      </View>
    </View>
  )
}
