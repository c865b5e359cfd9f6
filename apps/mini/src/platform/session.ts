import Taro from '@tarojs/taro'
import { createStore } from './store'
import { forget, keep, kept } from './keep'
import { apiRoot } from './where'

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

export const bearer = (): { authorization?: string } => {
  const now = session.get()
  return now ? { authorization: `Bearer ${now.tokens.accessToken}` } : {}
}

let renewing: Promise<boolean> | null = null

/** A new pair for the refresh token. Calls that fail together wait for one renewal: a refresh token works once. */
export function renew(): Promise<boolean> {
  renewing ??= exchange().finally(() => { renewing = null })
  return renewing
}

async function exchange(): Promise<boolean> {
  const now = session.get()
  if (!now) return false
  const reply = await Taro.request<Tokens>({ url: `${apiRoot()}/api/session/refresh`, method: 'POST', header: { 'content-type': 'application/json' }, data: { refreshToken: now.tokens.refreshToken } })
    .catch((error: { statusCode?: number; status?: number }) => ({ statusCode: error.statusCode ?? error.status ?? 0, data: null }))
  if (reply.statusCode === 200 && reply.data) {
    enter({ ...now, tokens: reply.data })
    return true
  }
  // Only a clear no ends the session; no network must not sign anybody out.
  if (reply.statusCode === 401 || reply.statusCode === 409) leave()
  return false
}
