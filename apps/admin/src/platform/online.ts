import { useSyncExternalStore } from 'react'

let state = { up: typeof navigator === 'undefined' || navigator.onLine, since: '' }
const listeners = new Set<() => void>()

/** Told by the browser and by every call: a call that got no answer means the line is down. */
export function lineIs(up: boolean): void {
  if (up === state.up) return
  const now = new Date()
  state = { up, since: `${now.getHours()}:${String(now.getMinutes()).padStart(2, '0')}` }
  for (const f of listeners) f()
}

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => lineIs(true))
  window.addEventListener('offline', () => lineIs(false))
}

export const useOnline = (): { up: boolean; since: string } =>
  useSyncExternalStore(
    (f) => {
      listeners.add(f)
      return () => listeners.delete(f)
    },
    () => state,
  )
