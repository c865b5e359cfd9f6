import { createStore } from './store'
import { forget, keep, kept } from './keep'
import { renewalOf } from './renewal'

interface Tokens { accessToken: string; accessExpiresAt: string; refreshToken: string; refreshExpiresAt: string }
export interface Session { readonly tokens: Tokens; readonly memberId: string; readonly merchantId: string }

/** Who is signed in on this phone. */
export const session = createStore<Session | null>(kept<Session>('session'))

export function enter(next: Session): void {
  session.set({ tokens: next.tokens, memberId: next.memberId, merchantId: next.merchantId })
  keep('session', session.get())
}

const personal = ['session', 'aliases', 'pending', 'home', 'my-tier', 'points', 'orders', 'drafts', 'after-sign-in', 'bag', 'bag-quote']

/** Signs out here. What belongs to the person goes with it; language and type size stay. */
export function leave(): void {
  for (const key of personal) forget(key)
  session.set(null)
}

/** How a member stays signed in. */
export const renewal = renewalOf<Session>({ now: session.get, kept: () => kept<Session>('session'), same: (a, b) => a.memberId === b.memberId && a.merchantId === b.merchantId, enter, leave })
