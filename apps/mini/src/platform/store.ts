import { useSyncExternalStore } from 'react'

/** A value that screens can watch. */
export interface Store<T> {
  get(): T
  set(next: T): void
  watch(seen: () => void): () => void
}

export function createStore<T>(first: T): Store<T> {
  let now = first
  const watchers = new Set<() => void>()
  return {
    get: () => now,
    set(next) {
      if (Object.is(next, now)) return
      now = next
      for (const seen of [...watchers]) seen()
    },
    watch(seen) {
      watchers.add(seen)
      return () => { watchers.delete(seen) }
    },
  }
}

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.watch, store.get, store.get)
