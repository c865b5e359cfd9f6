import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { useWords } from '../words'
import { Icon } from './icon'
import { px } from './px'
import { Tap } from './tap'

/** A sheet over the veil; a tap beside it, or the cross, closes it. */
export function Sheet({ title, onClose, children }: PropsWithChildren<{ title: string; onClose: () => void }>) {
  const w = useWords()
  return (
    <View>
      <Tap className='veil' label={w.close} onTap={onClose} />
      <View className='sheet-w' role='dialog' aria-label={title}>
        <View className='sheet-b'>
          <View className='sheet-h'>
            <View className='h2'>{title}</View>
            <Tap className='bk' style={{ marginRight: px(-8) }} label={w.close} onTap={onClose}><Icon name='x' size={20} /></Tap>
          </View>
          {children}
        </View>
      </View>
    </View>
  )
}

/** A sheet of which one is chosen. */
export const Choices = ({ title, onClose, children }: PropsWithChildren<{ title: string; onClose: () => void }>) => <Sheet title={title} onClose={onClose}><View role='radiogroup' aria-label={title}>{children}</View></Sheet>
