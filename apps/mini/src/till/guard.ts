import { useEffect } from 'react'
import { useStore } from '../platform/store'
import { device, rememberShift, shift, toTill } from './till'

const IDLE_MS = 10 * 60_000

/** Without a shift, to the PIN. Ten idle minutes lock the till; the basket is kept. */
export function useShiftGuard(): void {
  const open = useStore(shift)
  const here = useStore(device)
  useEffect(() => { if (!open || !here) toTill('sign-in') }, [open, here])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const alive = (): void => { clearTimeout(timer); timer = setTimeout(() => rememberShift(null), IDLE_MS) }
    alive()
    if (process.env.TARO_ENV !== 'h5') return () => clearTimeout(timer)
    const kinds = ['pointerdown', 'keydown'] as const
    kinds.forEach(k => document.addEventListener(k, alive, true))
    return () => { clearTimeout(timer); kinds.forEach(k => document.removeEventListener(k, alive, true)) }
  }, [])
}
