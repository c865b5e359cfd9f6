import { View } from '@tarojs/components'
import type { CSSProperties, PropsWithChildren } from 'react'
import { spoken } from '../platform/spoken'

interface Ways { onTap?: () => void; label?: string; className?: string; style?: CSSProperties; id?: string; disabled?: boolean }
/** One of several, or on and off: read aloud with whether it is chosen. */
type Choice = { role: 'tab' | 'radio' | 'checkbox' | 'switch'; checked: boolean }
type Props = Ways & (Choice | { role?: 'button' | 'link'; checked?: undefined })

/** Anything that can be tapped: a role, a pressed look, the keyboard where there is one. Its words are its name; `label` is for taps without words. */
export function Tap({ onTap, label, role = 'button', className = '', style, checked, id, disabled, children }: PropsWithChildren<Props>) {
  const go = (): void => { if (!disabled) onTap?.() }
  const keys = process.env.TARO_ENV === 'h5'
    ? { onKeyDown: (e: { key: string; preventDefault(): void }) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); go() } } }
    : {}
  const off = disabled ? { 'aria-disabled': 'true' } : {}
  const named = id === undefined ? {} : { id }
  return <View {...named} className={className} style={style} hoverClass={disabled ? 'none' : 'pressed'} onClick={go} {...spoken(role, label, checked)} {...keys} {...off}>{children}</View>
}
