import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { spoken } from '../platform/spoken'
import { useWords } from '../words'
import { Icon } from '../ui/icon'
import { Tap } from '../ui/tap'

export type PaperName = 'charter' | 'privacy'
export interface Agree { readonly agreed: boolean; readonly onAgree: (on: boolean) => void; readonly onRead: (paper: PaperName) => void }

/** The two papers by name, each opens. */
export function Papers({ onRead }: { onRead: (paper: PaperName) => void }) {
  const w = useWords().signIn
  return (
    <>
      <Text className='brand b si-paper' onClick={() => onRead('charter')} {...spoken('button')}>{w.charter}</Text>{` ${w.and} `}
      <Text className='brand b si-paper' onClick={() => onRead('privacy')} {...spoken('button')}>{w.privacy}</Text>
    </>
  )
}

/** Ticked by hand, never for you. */
export function ConsentLine({ agreed, onAgree, onRead, tail }: Agree & { tail?: ReactNode }) {
  const w = useWords().signIn
  return (
    <View className='row g3 top-c mt-4'>
      <Tap role='checkbox' checked={agreed} label={`${w.agree} ${w.charter} ${w.and} ${w.privacy}`} className={`ck ${agreed ? 'ck-on' : ''}`} onTap={() => onAgree(!agreed)} id='agree'>
        <View className='ck-b'>{agreed ? <Icon name='check' size={14} /> : null}</View>
      </Tap>
      <View className='sub i2 f1'>{`${w.agree} `}<Papers onRead={onRead} />{tail}</View>
    </View>
  )
}
