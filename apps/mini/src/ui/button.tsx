import { View } from '@tarojs/components'
import type { CSSProperties, PropsWithChildren } from 'react'
import { Tap } from './tap'

interface Props { onTap?: () => void; kind?: 'main' | 'sec' | 'soft' | 'warn'; size?: 'middle' | 'big' | 'small' | 'till'; full?: boolean; busy?: boolean; disabled?: boolean; className?: string; style?: CSSProperties; label?: string; id?: string }

/** Busy keeps the words and the width, and shows a ring before them; a second tap does nothing meanwhile. */
export function Button({ onTap, kind = 'main', size = 'middle', full, busy, disabled, className = '', style, label, id, children }: PropsWithChildren<Props>) {
  const classes = ['btn', kind !== 'main' && `btn-${kind}`, size !== 'middle' && `btn-${size}`, full && 'btn-full', disabled && 'btn-off', className].filter(Boolean).join(' ')
  return <Tap id={id} className={classes} style={style} label={label} disabled={disabled || busy} onTap={onTap}>{busy ? <View className='ring' /> : null}{children}</Tap>
}
