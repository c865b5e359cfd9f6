import { useEffect, useState } from 'react'
import { now } from '../platform/clock'

/** The server's time now, again on every whole second of it and at the instant named, so that what opens then opens then. */
export function useServerNow(at: number | null): number {
  const [time, setTime] = useState(now)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const tick = (): void => {
      const t = now()
      setTime(t)
      const toSecond = 1000 - (t % 1000)
      const toInstant = at !== null && at > t ? at - t : Infinity
      timer = setTimeout(tick, Math.max(10, Math.min(toSecond, toInstant) + 2))
    }
    tick()
    return () => clearTimeout(timer)
  }, [at])
  return time
}

const two = (n: number): string => String(n).padStart(2, '0')

/** "02:04:09", "09:41": what is left, rounded up to whole seconds, so that 00:00 is said when it is so. */
export function leftText(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / 1000))
  const [h, m] = [Math.floor(s / 3600), Math.floor((s % 3600) / 60)]
  return h > 0 ? `${two(h)}:${two(m)}:${two(s % 60)}` : `${two(m)}:${two(s % 60)}`
}
