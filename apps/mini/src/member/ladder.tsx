import { View } from '@tarojs/components'
import { useLook } from '../platform/prefs'
import { svgUri } from '../ui/codes'
import { px } from '../ui/px'
import { tierName } from '../ui/tier-card'
import type { MyTier } from './tiers'

const W = 326
const H = 132
// The mountain of the tier page, from foot to peak.
const LINE: readonly [number, number][] = [[0, 118], [16, 112], [30, 114], [50, 98], [64, 101], [84, 86], [100, 90], [120, 74], [138, 79], [160, 64], [176, 66], [198, 52], [210, 58], [226, 44], [240, 48], [262, 30], [276, 34], [300, 12], [312, 18], [326, 16]]

const yAt = (x: number): number => {
  for (let i = 1; i < LINE.length; i += 1) {
    const [x0, y0] = LINE[i - 1] ?? [0, 0]
    const [x1, y1] = LINE[i] ?? [0, 0]
    if (x <= x1) return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0 || 1)
  }
  return 16
}

/** Where each tier stands on the mountain, evenly apart, and where the member is between two of them. */
export function placesOf(reaches: readonly number[], have: number): { peaks: number[]; me: number } {
  const n = reaches.length
  const peaks = reaches.map((_, i) => (n === 1 ? 163 : 30 + (268 * i) / (n - 1)))
  const next = reaches.findIndex(r => have < r)
  if (next === -1) return { peaks, me: peaks[n - 1] ?? 163 }
  const from = next === 0 ? 0 : (reaches[next - 1] ?? 0)
  const x0 = next === 0 ? 4 : (peaks[next - 1] ?? 4)
  const x1 = peaks[next] ?? 298
  const share = (have - from) / ((reaches[next] ?? 1) - from || 1)
  return { peaks, me: x0 + (x1 - x0) * Math.max(0, Math.min(1, share)) }
}

/** The ladder of tiers as a mountain: the climbed part in tea, the rest dotted. */
export function Ladder({ tiers, have, current, reach }: { tiers: MyTier['tiers']; have: number; current: string | null; reach: (n: number) => string }) {
  const { language, dark } = useLook()
  const { peaks, me } = placesOf(tiers.map(t => t.reach), have)
  const tea = dark ? '#E8A56D' : '#B05C24'
  const rest = dark ? '#5A645E' : '#A9AEA6'
  const paper = dark ? '#1A1F1C' : '#FCFBF8'
  const path = LINE.map(([x, y], i) => `${i ? 'L' : 'M'}${x} ${y}`).join('')
  const dots = peaks.map((x, i) => `<rect x="${x - 4.5}" y="${yAt(x) - 4.5}" width="9" height="9" rx="2" fill="${paper}" stroke="${(tiers[i]?.reach ?? 0) <= have ? tea : rest}" stroke-width="2" transform="rotate(45 ${x} ${yAt(x)})"/>`).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${W} ${H}" width="${W}" height="${H}"><defs><linearGradient id="a" x2="0" y2="1"><stop stop-color="${tea}" stop-opacity=".32"/><stop offset="1" stop-color="${tea}" stop-opacity="0"/></linearGradient><linearGradient id="b" x2="0" y2="1"><stop stop-color="${rest}" stop-opacity=".2"/><stop offset="1" stop-color="${rest}" stop-opacity="0"/></linearGradient><clipPath id="l"><rect width="${me}" height="${H}"/></clipPath><clipPath id="r"><rect x="${me}" width="${W}" height="${H}"/></clipPath></defs><path d="${path}L326 132L0 132Z" fill="url(#a)" clip-path="url(#l)"/><path d="${path}L326 132L0 132Z" fill="url(#b)" clip-path="url(#r)"/><path d="${path}" fill="none" stroke="${tea}" stroke-width="2.2" stroke-linejoin="round" clip-path="url(#l)"/><path d="${path}" fill="none" stroke="${rest}" stroke-width="2" stroke-linejoin="round" stroke-dasharray="2 4" stroke-linecap="round" clip-path="url(#r)"/>${dots}<circle cx="${me}" cy="${yAt(me)}" r="6.5" fill="${tea}" stroke="${paper}" stroke-width="3"/></svg>`
  return (
    <View className='ladder' style={{ backgroundImage: `url("${svgUri(svg)}")` }}>
      {tiers.map((t, i) => {
        const x = peaks[i] ?? 0
        return <View key={t.tierId} className={`ladder-t ${t.tierId === current ? 'ladder-on' : ''}`} style={{ left: px(x), top: px(Math.max(0, yAt(x) + 44 - 46)) }}><View className='el ladder-n'>{tierName(t.name, language).replace(/^(..+)卡$/, '$1')}</View><View className='n b'>{reach(t.reach)}</View></View>
      })}
    </View>
  )
}

