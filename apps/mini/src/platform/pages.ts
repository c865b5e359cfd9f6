import { useCallback, useEffect, useRef, useState } from 'react'
import { useReachBottom } from '@tarojs/taro'
import { useNudge } from './live'
import { useRetry } from './retry'

export interface Paged<T> {
  readonly items: readonly T[] | null
  readonly error: unknown
  readonly hasMore: boolean
  readonly busy: boolean
  more(): void
  again(): void
  change(edit: (items: readonly T[]) => readonly T[]): void
}

/** A list read page by page as the thumb goes down. A nudge reads the first page again and keeps the place; what an outage stopped is read again by itself. */
export function usePages<T>(read: (cursor?: string) => Promise<{ items: T[]; next: string | null }>, idOf: (item: T) => string): Paged<T> {
  const [state, setState] = useState<{ items: readonly T[] | null; next: string | null; error: unknown; busy: boolean }>({ items: null, next: null, error: null, busy: false })
  const now = useRef({ read, alive: true, busy: false })
  now.current.read = read
  const retry = useRetry()
  const load = useCallback(async (cursor?: string) => {
    if (now.current.busy) return
    now.current.busy = true
    setState(s => ({ ...s, busy: true }))
    try {
      const page = await now.current.read(cursor)
      if (!now.current.alive) return
      retry.over()
      setState(s => {
        if (cursor) {
          const known = new Set((s.items ?? []).map(idOf))
          return { items: [...(s.items ?? []), ...page.items.filter(i => !known.has(idOf(i)))], next: page.next, error: null, busy: false }
        }
        const fresh = new Set(page.items.map(idOf))
        const rest = (s.items ?? []).slice(page.items.length).filter(i => !fresh.has(idOf(i)))
        return rest.length > 0 ? { items: [...page.items, ...rest], next: s.next, error: null, busy: false } : { items: page.items, next: page.next, error: null, busy: false }
      })
    } catch (error) {
      if (!now.current.alive) return
      setState(s => ({ ...s, error, busy: false }))
      retry.after(error, () => void load(cursor))
    } finally {
      now.current.busy = false
    }
  }, [retry])
  useEffect(() => {
    now.current.alive = true
    void load()
    return () => { now.current.alive = false }
  }, [load])
  const more = useCallback(() => { if (state.next && !state.busy) void load(state.next) }, [load, state.next, state.busy])
  useReachBottom(more)
  useNudge(() => void load())
  return { items: state.items, error: state.error, hasMore: state.next !== null, busy: state.busy, more, again: () => void load(), change: edit => setState(s => ({ ...s, items: s.items ? edit(s.items) : s.items })) }
}
