import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, type CSSProperties, type PropsWithChildren } from 'react'
import { useLook } from '../platform/prefs'
import { useBrand } from '../platform/shop'
import { TabBar, type Place } from './tab-bar'
import { Toasts } from './toast'

let bar: number | null = null
/** Height of the phone's own status bar, in real pixels. */
export const statusBar = (): number => {
  if (process.env.TARO_ENV === 'h5') return 0
  return (bar ??= (Taro.getWindowInfo?.() ?? Taro.getSystemInfoSync()).statusBarHeight ?? 20)
}

interface Props { place?: Place; foot?: boolean; className?: string; style?: CSSProperties; busy?: boolean }

/** The ground every screen stands on: theme classes, safe areas, the bar of the five places, toasts. */
export function Page({ place, foot, className = '', style, busy, children }: PropsWithChildren<Props>) {
  const { classes, dark } = useLook()
  const brand = useBrand(dark)
  useEffect(() => {
    if (process.env.TARO_ENV === 'h5') {
      document.documentElement.className = classes
      document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
      document.documentElement.lang = classes.includes('en') ? 'en' : 'zh-CN'
    } else {
      Taro.setNavigationBarColor?.({ frontColor: dark ? '#ffffff' : '#000000', backgroundColor: dark ? '#101412' : '#DCE4DE' })
    }
  }, [classes, dark])
  const top: CSSProperties = process.env.TARO_ENV === 'h5' ? { paddingTop: 'env(safe-area-inset-top)' } : { paddingTop: `${statusBar()}px` }
  const kind = place ? 'pg-bar' : foot ? 'pg-foot' : ''
  return (
    <View role='main' className={`pg ${kind} ${classes} ${className}`} style={{ ...brand, ...top, ...style }} {...(busy ? { 'aria-busy': 'true' } : {})}>
      {children}
      {place ? <TabBar now={place} /> : null}
      <Toasts />
    </View>
  )
}
