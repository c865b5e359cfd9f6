import { useCallback, useEffect, useRef, useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import { Unreached } from './call'
import { keep, kept } from './keep'
import { useNudge } from './live'
import { network } from './network'
import { useRetry } from './retry'
import { useStore } from './store'

export interface Reading<T> {
  /** what is known; may be older than now when offline */
  readonly value: T | null
  readonly error: unknown
  /** nothing known yet, and 150 ms have passed: time for a skeleton */
  readonly waiting: boolean
  /** the time of what is shown, when it could not be read anew */
  readonly staleAt: number | null
  again(): Promise<void>
  /** puts an answer in place without reading, for acts that return the new state */
  put(value: T): void
}

interface Ask {
  /** kept on the phone under this name, so that it opens without a network */
  readonly keepAs?: string
  /** read again when one of these topics is nudged; all by default */
  readonly topics?: readonly string[]
}

/** Calls `again` when the screen comes up, when it is shown again, nudged about one of the topics (any by default), or back on the network; tells whether it is on it. */
export function useOccasions(again: () => void, topics?: readonly string[]): boolean {
  const last = useRef(again)
  last.current = again
  const shown = useRef(false)
  useEffect(() => last.current(), [])
  useDidShow(() => {
    if (shown.current) last.current()
    shown.current = true
  })
  useNudge(nudge => {
    if (nudge.topic === 'reconnected' || !topics || topics.some(t => nudge.topic.startsWith(t))) last.current()
  })
  const online = useStore(network) === 'online'
  const was = useRef(online)
  useEffect(() => {
    if (online && !was.current) last.current()
    was.current = online
  }, [online])
  return online
}

/** Reads when the screen comes up, again when it is shown again, nudged, or back on the network, and by itself after an outage. */
export function useReading<T>(read: () => Promise<T>, ask: Ask = {}): Reading<T> {
  const [state, setState] = useState<{ value: T | null; at: number | null; error: unknown; stale: boolean }>(() => {
    const old = ask.keepAs ? kept<{ value: T; at: number }>(ask.keepAs) : null
    return { value: old?.value ?? null, at: old?.at ?? null, error: null, stale: false }
  })
  const [late, setLate] = useState(false)
  const retry = useRetry()
  const now = useRef({ read, ask, turn: 0, alive: true })
  now.current.read = read
  now.current.ask = ask
  const put = useCallback((value: T) => {
    const at = Date.now()
    if (now.current.ask.keepAs) keep(now.current.ask.keepAs, { value, at })
    setState({ value, at, error: null, stale: false })
  }, [])
  const again = useCallback(async () => {
    const turn = (now.current.turn += 1)
    const timer = setTimeout(() => setLate(true), 150)
    try {
      const value = await now.current.read()
      // an answer that was overtaken by a later question is thrown away
      if (now.current.alive && turn === now.current.turn) { retry.over(); put(value) }
    } catch (error) {
      if (!now.current.alive || turn !== now.current.turn) return
      setState(s => ({ ...s, error: s.value !== null && error instanceof Unreached ? null : error, stale: s.value !== null }))
      retry.after(error, () => void again())
    } finally {
      clearTimeout(timer)
      if (now.current.alive) setLate(false)
    }
  }, [put, retry])
  useEffect(() => {
    now.current.alive = true
    return () => { now.current.alive = false }
  }, [])
  const online = useOccasions(() => void again(), ask.topics)
  return { value: state.value, error: state.error, waiting: late && state.value === null, staleAt: state.stale || (!online && state.value !== null) ? state.at : null, again, put }
}
