import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

/** State that lives in the address, so that a page can be sent to a colleague. Empty values leave the address. */
export function useAddress<K extends string>(names: readonly K[]): [Partial<Record<K, string>>, (change: Partial<Record<K, string | undefined>>, keep?: 'replace' | 'push') => void] {
  const [params, setParams] = useSearchParams()
  const list = names.join(' ')
  const state = useMemo(() => {
    const out: Partial<Record<K, string>> = {}
    for (const name of list.split(' ') as K[]) {
      const value = params.get(name)
      if (value) out[name] = value
    }
    return out
  }, [params, list])
  const change = useCallback(
    (next: Partial<Record<K, string | undefined>>, keep: 'replace' | 'push' = 'replace') =>
      setParams(
        (old) => {
          const fresh = new URLSearchParams(old)
          for (const [name, value] of Object.entries(next) as [K, string | undefined][]) {
            if (value) fresh.set(name, value)
            else fresh.delete(name)
          }
          return fresh
        },
        { replace: keep === 'replace' },
      ),
    [setParams],
  )
  return [state, change]
}
