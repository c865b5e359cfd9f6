import { useEffect, useRef } from 'react'
import { preferences } from './preferences'

/** `'j'`, `'Escape'`, `'mod+k'`, `'mod+Enter'`, or a two-step `'g h'`. */
export type KeyMap = Record<string, (event: KeyboardEvent) => void>

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

let lead: { key: string; at: number } | null = null

/** Keys of the page in front. Single letters rest while somebody types, or when they are switched off. */
export function useKeys(map: KeyMap, on = true): void {
  const held = useRef(map)
  held.current = map
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const mod = event.metaKey || event.ctrlKey
      const name = mod ? `mod+${key}` : key
      if (!mod && (typing(event.target) || (!preferences().singleKeys && key.length === 1))) {
        if (!(key === 'Escape')) return
      }
      const two = lead && event.timeStamp - lead.at < 900 ? `${lead.key} ${name}` : ''
      const act = held.current[two] ?? held.current[name]
      if (act) {
        event.preventDefault()
        lead = null
        act(event)
      } else if (name === 'g') lead = { key: 'g', at: event.timeStamp }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [on])
}
