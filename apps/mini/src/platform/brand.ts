// A merchant changes one colour. The shades around it follow from it, as the admin's preview shows them.
const HOUSE = '#24493F'
type Rgb = readonly [number, number, number]

const rgb = (hex: string): Rgb => [1, 3, 5].map(i => Number.parseInt(hex.slice(i, i + 2), 16)) as unknown as Rgb
const hex = (c: Rgb): string => `#${c.map(v => Math.round(v).toString(16).padStart(2, '0')).join('')}`
const mix = (a: Rgb, b: Rgb, share: number): Rgb => [0, 1, 2].map(i => (a[i] ?? 0) * (1 - share) + (b[i] ?? 0) * share) as unknown as Rgb
const part = (v: number): number => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)
const light = ([r, g, b]: Rgb): number => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)

/** Contrast of two colours, WCAG 2.2. */
export function contrast(a: string, b: string): number {
  const [x, y] = [light(rgb(a)), light(rgb(b))]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

const white: Rgb = [252, 251, 248]
const night: Rgb = [26, 31, 28]

/** CSS variables for the root of a page; none for the house's own green, which the tokens carry already. */
export function brandColours(brand: string, dark: boolean): Record<string, string> {
  if (!/^#[0-9a-f]{6}$/i.test(brand) || brand.toUpperCase() === HOUSE) return {}
  const base = rgb(brand)
  if (dark) {
    let text = mix(base, white, 0.5)
    for (let i = 0; i < 8 && contrast(hex(text), '#1A1F1C') < 4.5; i += 1) text = mix(text, white, 0.2)
    let fill = mix(base, white, 0.14)
    for (let i = 0; i < 8 && contrast(hex(fill), '#F7F6EF') < 4.5; i += 1) fill = mix(fill, [0, 0, 0], 0.1)
    return { '--brand-fill': hex(fill), '--brand-press': hex(mix(fill, [0, 0, 0], 0.2)), '--brand-soft': hex(mix(night, base, 0.25)), '--brand-text': hex(text), '--stub-amount': hex(mix(night, base, 0.25)) }
  }
  let fill = base
  for (let i = 0; i < 10 && contrast(hex(fill), '#F7F6EF') < 4.5; i += 1) fill = mix(fill, [0, 0, 0], 0.1)
  return { '--brand-fill': hex(fill), '--brand-press': hex(mix(fill, [0, 0, 0], 0.3)), '--brand-soft': hex(mix(white, fill, 0.13)), '--brand-text': hex(fill), '--stub-amount': hex(mix(white, fill, 0.2)), '--bg-top': hex(mix([239, 239, 234], fill, 0.1)) }
}
