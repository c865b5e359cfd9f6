import { palette } from './palette'
import type { Mode, Palette } from './palette'

type Rgb = [number, number, number]
const rgbOf = (hex: string): Rgb => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as Rgb
const hexOf = (c: Rgb): string => '#' + c.map((x) => Math.round(Math.min(255, Math.max(0, x))).toString(16).padStart(2, '0')).join('')
const mix = (a: string, b: string, share: number): string => {
  const [x, y] = [rgbOf(a), rgbOf(b)]
  return hexOf([0, 1, 2].map((i) => x[i]! * (1 - share) + y[i]! * share) as Rgb)
}

const luminance = (hex: string): number => {
  const [r, g, b] = rgbOf(hex).map((v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG contrast of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (hi + 0.05) / (lo + 0.05)
}

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text)

/**
 * The palette of a mode with the merchant's one colour laid in: hover, press, soft and line are derived from it, and where
 * it would not be readable on the sheet (4.5:1) it is moved towards the ink until it is.
 */
export function paletteOf(mode: Mode, brand?: string | null): Palette {
  const own = palette[mode]
  if (!brand || !isColour(brand) || brand.toLowerCase() === palette.light.brand.toLowerCase()) return own
  let seen = brand
  // on the dark sheet it also carries dark letters, so it has to be brighter than legible
  const enough = mode === 'dark' ? 6.4 : 4.6
  for (let i = 0; i < 20 && contrast(seen, own.surface) < enough; i++) seen = mix(seen, own.ink, 0.1)
  const soft = mix(own.surface, seen, mode === 'dark' ? 0.16 : 0.1)
  return {
    ...own,
    brand: seen, brandHover: mix(seen, own.surface, 0.14), brandPress: mix(seen, own.ink, 0.2),
    brandSoft: soft, brandLine: mix(own.surface, seen, 0.34), onBrand: contrast(seen, '#FFFFFF') >= 4.5 ? '#FFFFFF' : '#16140F',
  }
}
