import { useMemo, useSyncExternalStore } from 'react'
import type { AnswerOf, routes } from '@huitou/contract'

export type Role = 'owner' | 'manager' | 'clerk'
export type Me = AnswerOf<typeof routes.whoAmI>
type Tokens = AnswerOf<typeof routes.refreshTokens>

/** Who sits at the desk: their tokens, and what the shop is like (currency, zone, colour). Kept on this device. */
export interface Session {
  tokens: Tokens
  merchantId: string
  me: Me
}

const KEY = 'huitou.staff'

function stored(): Session | null {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Session | null
    return found?.tokens && found.me ? found : null
  } catch {
    return null
  }
}

let now: Session | null = typeof localStorage === 'undefined' ? null : stored()
const listeners = new Set<() => void>()
const tell = () => {
  for (const f of listeners) f()
}

export const session = (): Session | null => now

export function keepSession(next: Session | null): void {
  now = next
  if (next) localStorage.setItem(KEY, JSON.stringify(next))
  else localStorage.removeItem(KEY)
  tell()
}

export const keepTokens = (tokens: Tokens): void => {
  if (now) keepSession({ ...now, tokens })
}
export const keepMe = (me: Me): void => {
  if (now && JSON.stringify(now.me) !== JSON.stringify(me)) keepSession({ ...now, me })
}

// another window signed in, out, or renewed the pair
if (typeof window !== 'undefined')
  window.addEventListener('storage', (e) => {
    if (e.key !== KEY) return
    now = stored()
    tell()
  })

const listen = (f: () => void) => {
  listeners.add(f)
  return () => listeners.delete(f)
}

export const useSession = (): Session | null => useSyncExternalStore(listen, session)
export const useBrand = (): string | null => useSession()?.me.brand ?? null

export interface Shop {
  currency: string
  zone: string
  name: string
  slug: string
  isDemo: boolean
  /** the shop's clock: the device's, unless the demo has moved it */
  now: number
}

export function useShop(): Shop {
  const me = useSession()?.me
  return useMemo(
    () => ({ currency: me?.currency ?? 'CNY', zone: me?.zone ?? 'Asia/Shanghai', name: me?.merchantName ?? '', slug: me?.merchantSlug ?? '', isDemo: me?.isDemo ?? false, now: Date.now() }),
    [me],
  )
}

const ladder = { clerk: 0, manager: 1, owner: 2 } as const
/** Whether this person may do what needs `role`. The API decides again. */
export const useMay = (role: Role): boolean => ladder[useSession()?.me.role ?? 'clerk'] >= ladder[role]

/** Where the till of a shop is opened: in the phone site, on the device that is to be the till. */
export const tillAddress = (slug: string): string => `/m/${slug ? `${slug}/` : ''}#/till/sign-in`
