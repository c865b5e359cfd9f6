import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Art } from '../ui/art'

/** Two layers: the next picture is decoded under the shown one, then they trade places. Never blank, never moves. */
export function Swap({ src, alt, className }: { src: string; alt: string; className: string }) {
  const [layers, setLayers] = useState<{ front: 0 | 1; srcs: [string, string] }>({ front: 0, srcs: [src, src] })
  useEffect(() => {
    if (layers.srcs[layers.front] === src) return undefined
    const back = layers.front === 0 ? 1 : 0
    if (layers.srcs[back] !== src) {
      setLayers(l => ({ ...l, srcs: back === 0 ? [src, l.srcs[1]] : [l.srcs[0], src] }))
      return undefined
    }
    const timer = setTimeout(() => setLayers(l => ({ ...l, front: back })), 60)
    return () => clearTimeout(timer)
  }, [src, layers])
  return (
    <View className={`swap ${className}`} role='img' aria-label={alt}>
      {layers.srcs.map((s, i) => <Art key={i} src={s} className={`swap-l ${i === layers.front ? 'swap-on' : ''}`} alt='' />)}
    </View>
  )
}
