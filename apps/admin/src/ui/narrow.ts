import { useSyncExternalStore } from 'react'

const query = matchMedia('(max-width: 1100px)')

/** A tablet: panes go under a tab, the side shrinks to icons. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (f) => {
      query.addEventListener('change', f)
      return () => query.removeEventListener('change', f)
    },
    () => query.matches,
  )
