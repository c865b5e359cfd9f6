import Taro from '@tarojs/taro'

/** A short tap under the thumb, where the phone has one. */
export function buzz(kind: 'light' | 'medium' = 'light'): void {
  if (process.env.TARO_ENV === 'h5') {
    // before the first touch a browser refuses, and says so
    const touched = (navigator as Navigator & { userActivation?: { hasBeenActive: boolean } }).userActivation?.hasBeenActive ?? true
    if (touched) navigator.vibrate?.(kind === 'light' ? 15 : 40)
  } else void Taro.vibrateShort?.({ type: kind })
}
