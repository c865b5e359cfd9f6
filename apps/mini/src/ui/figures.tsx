import { Text, View } from '@tarojs/components'
import { grouped, groupedWhole, minorDigits } from '@huitou/units'
import { useEffect, useState } from 'react'

const signs: Record<string, string> = { CNY: '¥', JPY: '¥', GBP: '£', USD: '$', EUR: '€', HKD: 'HK$' }
export const signOf = (currency: string): string => signs[currency] ?? `${currency} `

/** "¥320", "¥128.60": in a sentence, whole amounts stay whole. */
export const money = (minor: number, currency: string): string => {
  const digits = minorDigits(currency)
  const whole = digits > 0 && minor % 10 ** digits === 0
  const text = grouped(Math.abs(minor), currency)
  return `${minor < 0 ? '−' : ''}${signOf(currency)}${whole ? text.slice(0, -digits - 1) : text}`
}
/** "−8.40": in a sum, always with its decimals and no sign of the currency. */
export const sumText = (minor: number, currency: string): string => `${minor < 0 ? '−' : ''}${grouped(Math.abs(minor), currency)}`
export const count = groupedWhole
export const signed = (n: number): string => (n > 0 ? `+${groupedWhole(n)}` : n < 0 ? `−${groupedWhole(-n)}` : '0')

/** A price: the currency small before the figure. */
export function Price({ minor, currency, className = '', id }: { minor: number; currency: string; className?: string; id?: string }) {
  const named = id === undefined ? {} : { id }
  return <Text {...named} className={`n ${className}`}><Text className='sign'>{signOf(currency)}</Text>{sumText(minor, currency)}</Text>
}

/** Counts up on arrival: at most 24 steps, the last ones slow. Final at once for those who want it still. */
export function CountUp({ to, from = 0, ms = 900, still, show, className }: { to: number; from?: number; ms?: number; still: boolean; show: (n: number) => string; className?: string }) {
  const [now, setNow] = useState(still ? to : from)
  useEffect(() => {
    if (still || from === to) { setNow(to); return undefined }
    let step = 0
    const steps = 24
    const timer = setInterval(() => {
      step += 1
      const t = step / steps
      setNow(step >= steps ? to : Math.round(from + (to - from) * (1 - (1 - t) ** 3)))
      if (step >= steps) clearInterval(timer)
    }, ms / steps)
    return () => clearInterval(timer)
  }, [to, from, ms, still])
  return <View className={className} aria-label={show(to)}>{show(now)}</View>
}
