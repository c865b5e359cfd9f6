import { useEffect, useState } from 'react'
import { isOutage } from './request'

export interface Retry {
  /** `again` runs by itself in a moment if `error` is an outage: after 1 s, then 2, 4 and 8, at most 15. What is no outage stays as it is. */
  after(error: unknown, again: () => void): void
  /** It went well, or nobody waits for it any more. */
  over(): void
}

/** Outages are the only thing that is ever tried again by itself; a screen does so for as long as it lives. */
export function useRetry(): Retry {
  const [retry] = useState((): Retry => {
    let failures = 0
    let timer: ReturnType<typeof setTimeout>
    return {
      after(error, again) {
        clearTimeout(timer)
        if (!isOutage(error)) return void (failures = 0)
        timer = setTimeout(again, Math.min(15_000, 1000 * 2 ** failures))
        failures += 1
      },
      over() {
        clearTimeout(timer)
        failures = 0
      },
    }
  })
  useEffect(() => retry.over, [retry])
  return retry
}
