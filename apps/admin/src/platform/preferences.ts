import { useSyncExternalStore } from 'react'

/** What this browser prefers. Kept on the device: it says nothing about the shop. */
export interface Preferences {
  mode: 'light' | 'dark' | 'system'
  language: 'zh-CN' | 'en'
  /** single-letter keys (J, K, X …) may be switched off */
  singleKeys: boolean
}

const KEY = 'huitou.preferences'
const fallback: Preferences = {
  mode: 'system',
  language: typeof navigator !== 'undefined' && !navigator.language.toLowerCase().startsWith('zh') ? 'en' : 'zh-CN',
  singleKeys: true,
}

function stored(): Preferences {
  try {
    return { ...fallback, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) }
  } catch {
    return fallback
  }
}

let now = stored()
const listeners = new Set<() => void>()
const listen = (f: () => void) => {
  listeners.add(f)
  return () => listeners.delete(f)
}

const tell = (): void => {
  for (const f of listeners) f()
}
// What was switched in another tab of this browser is switched here too.
if (typeof window !== 'undefined')
  window.addEventListener('storage', (e) => {
    if (e.key !== KEY) return
    now = stored()
    tell()
  })

export const preferences = (): Preferences => now

export function prefer(change: Partial<Preferences>): void {
  now = { ...now, ...change }
  localStorage.setItem(KEY, JSON.stringify(now))
  tell()
}

export const usePreferences = (): Preferences => useSyncExternalStore(listen, preferences)

const dark = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)')
const listenDark = (f: () => void) => {
  dark?.addEventListener('change', f)
  return () => dark?.removeEventListener('change', f)
}

/** The mode in force: the owner's choice, or the system's. */
export function useMode(): 'light' | 'dark' {
  const system = useSyncExternalStore(listenDark, () => dark?.matches ?? false)
  const { mode } = usePreferences()
  return mode === 'system' ? (system ? 'dark' : 'light') : mode
}

/** The words of the language in force. Each room brings both. */
export const useWords = <W>(zh: W, en: W): W => (usePreferences().language === 'en' ? en : zh)
