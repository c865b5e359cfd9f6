import { useEffect, useRef } from 'react'
import { api } from './call'
import { network } from './network'
import { renewal, session } from './session'
import { apiRoot } from './where'

export interface Nudge { readonly topic: string; readonly ref: string }
type Heard = (nudge: Nudge) => void

// A nudge only says "read again". After a break nobody knows what was missed, so a reconnect is a nudge too.
const RECONNECTED: Nudge = { topic: 'reconnected', ref: '' }
const heard = new Set<Heard>()
const tell = (nudge: Nudge): void => { for (const f of [...heard]) f(nudge) }
const wait = (ms: number): Promise<void> => new Promise(go => { setTimeout(go, ms) })

let run = 0

/** Listens while somebody is signed in; call again after a sign-in. */
export function startLive(): void {
  run += 1
  const mine = run
  const alive = (): boolean => mine === run && session.get() !== null
  void (process.env.TARO_ENV === 'h5' && typeof EventSource === 'function' ? stream(alive) : poll(alive))
}

export function stopLive(): void { run += 1 }

async function stream(alive: () => boolean): Promise<void> {
  for (let failures = 0, opened = 0; alive(); ) {
    const token = session.get()?.tokens.accessToken ?? ''
    const source = new EventSource(`${apiRoot()}/api/live?token=${encodeURIComponent(token)}`)
    const lived = await new Promise<boolean>(over => {
      let open = false
      source.addEventListener('open', () => { open = true; network.set('online'); opened += 1; if (opened > 1) tell(RECONNECTED) })
      const hear = (e: MessageEvent<string>): void => {
        if (!alive()) return source.close()
        const nudge = parse(e.data)
        if (nudge) tell(nudge)
      }
      source.addEventListener('message', hear)
      source.addEventListener('nudge', hear as EventListener)
      source.addEventListener('error', () => { source.close(); over(open) })
      const watch = setInterval(() => { if (!alive()) { clearInterval(watch); source.close(); over(false) } }, 1000)
    })
    if (!alive()) return
    failures = lived ? 0 : failures + 1
    // A stream that never opened may have been refused for an old token.
    if (failures === 1) await renewal.renew(token).catch(() => false)
    await wait(Math.min(15_000, 500 * 2 ** failures))
  }
}

async function poll(alive: () => boolean): Promise<void> {
  let since: string | undefined
  for (let failures = 0; alive(); ) {
    try {
      const answer = await api.pollLive({ since })
      if (failures) tell(RECONNECTED)
      failures = 0
      since = answer.since
      answer.nudges.forEach(tell)
    } catch {
      failures += 1
      await wait(Math.min(15_000, 500 * 2 ** failures))
    }
  }
}

function parse(text: string): Nudge | null {
  try {
    const nudge = JSON.parse(text) as Partial<Nudge>
    return typeof nudge.topic === 'string' ? { topic: nudge.topic, ref: String(nudge.ref ?? '') } : null
  } catch {
    return null
  }
}

/** Hears every nudge while the screen lives. */
export function useNudge(hear: Heard): void {
  const last = useRef(hear)
  last.current = hear
  useEffect(() => {
    const f: Heard = nudge => last.current(nudge)
    heard.add(f)
    return () => { heard.delete(f) }
  }, [])
}
