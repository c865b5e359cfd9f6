import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useLocation, useSearchParams } from 'react-router'

/**
 * Cursor paging: the cursor is in the address, the way back in the session. Coming back to a list finds the same page and
 * the same place on it.
 */
export function usePages(filters: string): { cursor: string | undefined; page: number; go: (next: string) => void; back: (() => void) | undefined } {
  const [params, setParams] = useSearchParams()
  const { pathname } = useLocation()
  const slot = `huitou.pages.${pathname}.${filters}`
  const [trail, setTrail] = useState<string[]>(() => JSON.parse(sessionStorage.getItem(slot) ?? '[]') as string[])
  const cursor = params.get('cursor') ?? undefined
  const write = (next: string[], to: string | undefined) => {
    sessionStorage.setItem(slot, JSON.stringify(next))
    setTrail(next)
    setParams((old) => {
      const fresh = new URLSearchParams(old)
      if (to) fresh.set('cursor', to)
      else fresh.delete('cursor')
      return fresh
    })
  }
  const known = cursor ? trail.indexOf(cursor) + 1 : 0
  return {
    cursor,
    page: cursor ? Math.max(1, known) : 0,
    go: (next) => write([...trail.slice(0, known), next], next),
    back: cursor ? () => write(trail, known > 1 ? trail[known - 2] : undefined) : undefined,
  }
}

/** Keeps the scroll of a box for when one comes back to this very address. */
export function useKeptScroll(ready: boolean): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  const { key } = useLocation()
  useEffect(() => {
    const el = box.current
    if (!el || !ready) return
    const slot = `huitou.scroll.${key}`
    el.scrollTop = Number(sessionStorage.getItem(slot) ?? 0)
    const keep = () => sessionStorage.setItem(slot, String(el.scrollTop))
    el.addEventListener('scroll', keep, { passive: true })
    return () => el.removeEventListener('scroll', keep)
  }, [key, ready])
  return box
}
