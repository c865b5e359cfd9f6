import { palette } from './palette'
import type { Palette } from './palette'

/** Every colour of the palette as `var(--ht-…)`, for inline styles and SVG that follow the mode by themselves. */
export const ink = Object.fromEntries(
  Object.keys(palette.light).map((key) => [key, `var(--ht-${key.replace(/[A-Z]/g, (m) => '-' + m.toLowerCase())})`]),
) as Palette
