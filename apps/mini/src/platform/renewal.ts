import { ApiRefusal } from '@huitou/contract'
import { request } from './request'
import { apiRoot } from './where'

interface Signed { readonly tokens: { readonly accessToken: string; readonly refreshToken: string } }

/** Where somebody's tokens are held on this device. */
interface Door<S extends Signed> {
  now(): S | null
  /** what lies on the device: another window may have written it */
  kept(): S | null
  /** whether that is the same person, so that this window may go on with it */
  same(now: S, kept: S): boolean
  enter(next: S): void
  leave(): void
}

export interface Renewal {
  /** Whether there is another access token than the refused one, got now if need be. Throws where nobody answered, and signs nobody out then. */
  renew(refused: string | undefined): Promise<boolean>
  /** Sends as whoever is signed in: an access token lives for minutes, and on 401 the call goes out again with the next one. */
  send<R extends { readonly status: number }>(once: (bearer: { authorization?: string }) => Promise<R>): Promise<R>
}

/**
 * A refresh token works once (for half a minute it gives the same pair again, for a lost reply), and using it later ends the sign-in
 * altogether. So calls that are refused together wait for one renewal, and a window looks first whether another one has renewed.
 */
export function renewalOf<S extends Signed>(door: Door<S>): Renewal {
  let under: Promise<boolean> | null = null
  const hasOther = (refused: string | undefined): boolean => {
    const now = door.now()
    if (!now || now.tokens.accessToken !== refused) return now !== null
    const kept = door.kept()
    if (!kept?.tokens || kept.tokens.accessToken === refused || !door.same(now, kept)) return false
    door.enter(kept)
    return true
  }
  const exchange = async (): Promise<boolean> => {
    const now = door.now()
    if (!now) return false
    const reply = await request({ url: `${apiRoot()}/api/session/refresh`, method: 'POST', headers: { 'content-type': 'application/json' }, body: { refreshToken: now.tokens.refreshToken } }, 15_000)
    if (reply.status === 200) {
      door.enter({ ...now, tokens: reply.answer as S['tokens'] })
      return true
    }
    if (reply.status >= 500) throw new ApiRefusal(reply.status, null)
    // Only a clear no ends the session, and only if no other window was faster.
    if (reply.status === 401 || reply.status === 409) {
      if (hasOther(now.tokens.accessToken)) return true
      door.leave()
    }
    return false
  }
  const renew = async (refused: string | undefined): Promise<boolean> => hasOther(refused) || (under ??= exchange().finally(() => { under = null }))
  return {
    renew,
    async send(once) {
      // twice: what another window left may be old as well
      for (let left = 2; ; left -= 1) {
        const used = door.now()?.tokens.accessToken
        const reply = await once(used === undefined ? {} : { authorization: `Bearer ${used}` })
        if (reply.status !== 401 || used === undefined || left === 0 || !(await renew(used))) return reply
      }
    },
  }
}
