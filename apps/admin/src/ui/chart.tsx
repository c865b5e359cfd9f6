import { useEffect, useRef } from 'react'
import type { CSSProperties } from 'react'
import type { EChartsCoreOption } from 'echarts/core'
import { useMode } from '../platform/preferences'
import { usePalette } from './look'
import { makeChartTheme } from './tokens/chart-theme'

/** One chart, drawn as SVG. The drawing library arrives with the first chart, not with the page. */
export function Chart({ option, height, label, style }: { option: EChartsCoreOption; height: number; label: string; style?: CSSProperties }) {
  const box = useRef<HTMLDivElement>(null)
  const mode = useMode()
  const palette = usePalette()
  useEffect(() => {
    let drop = () => {}
    let gone = false
    void import('./chart-engine').then(({ engine }) => {
      if (gone || !box.current) return
      const name = `ht-${mode}`
      engine.registerTheme(name, makeChartTheme(palette))
      const chart = engine.init(box.current, name, { renderer: 'svg' })
      chart.setOption({ animation: false, ...option })
      const watch = new ResizeObserver(() => chart.resize())
      watch.observe(box.current)
      drop = () => {
        watch.disconnect()
        chart.dispose()
      }
    })
    return () => {
      gone = true
      drop()
    }
  }, [option, mode, palette])
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%', ...style }} />
}
