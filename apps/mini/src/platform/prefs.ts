import Taro from '@tarojs/taro'
import { createStore, useStore } from './store'
import { keep, kept } from './keep'

export type Language = 'zh-CN' | 'en'
export interface Prefs {
  readonly language: Language
  readonly theme: 'system' | 'light' | 'dark'
  readonly largeType: boolean
  /** this phone made a choice of its own */
  readonly chosen?: boolean
  /** fewer movements, by the member's own switch: the system's is not reliable inside WeChat */
  readonly still: boolean
}

const systemLanguage = (): Language => {
  try {
    const said = process.env.TARO_ENV === 'h5' ? navigator.language : Taro.getSystemInfoSync().language
    return /^zh/i.test(said) ? 'zh-CN' : 'en'
  } catch {
    return 'zh-CN'
  }
}

export const prefs = createStore<Prefs>({ language: systemLanguage(), theme: 'system', largeType: false, still: false, ...kept<Partial<Prefs>>('prefs') })

export function changePrefs(change: Partial<Prefs>): void {
  prefs.set({ ...prefs.get(), ...change })
  keep('prefs', prefs.get())
}

// Dark by the system: a media query in browsers, a theme event inside WeChat.
const systemDark = createStore(false)
if (process.env.TARO_ENV === 'h5') {
  const query = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null
  if (query) {
    systemDark.set(query.matches)
    query.addEventListener?.('change', e => systemDark.set(e.matches))
  }
} else {
  systemDark.set((Taro.getAppBaseInfo?.() as { theme?: string } | undefined)?.theme === 'dark')
  Taro.onThemeChange?.(({ theme }) => systemDark.set(theme === 'dark'))
}

/** The classes every page hangs on its root: WXSS knows neither attributes nor media queries for all of this. */
export function useLook(): { classes: string; dark: boolean; language: Language; still: boolean } {
  const now = useStore(prefs)
  const system = useStore(systemDark)
  const dark = now.theme === 'dark' || (now.theme === 'system' && system)
  const classes = [dark && 'dark', now.largeType && 'elder', now.still && 'still', now.language === 'en' && 'en'].filter(Boolean).join(' ')
  return { classes, dark, language: now.language, still: now.still }
}
