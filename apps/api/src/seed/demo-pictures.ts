import sharp from 'sharp'
import { shrinkPicture, type Shrunk } from '../community/index.js'
import { DRAWINGS } from './drawings.js'

type Good = keyof typeof DRAWINGS
interface Scene { readonly wide: number; readonly high: number; readonly sky: readonly [string, string]; readonly sun?: readonly [number, number]; /** goods from the back to the front: which, where its middle stands (a share of the width), and how large (a share of the height) */ readonly goods: readonly (readonly [Good, number, number])[] }

/** What members photographed. Wide ones, square ones and a tall one, so that every layout of a post has something in it. */
const SCENES = {
  table: { wide: 1120, high: 640, sky: ['#EDE7D9', '#B9C8C0'], sun: [0.75, 0.32], goods: [['gaiwan', 0.42, 0.86], ['cup', 0.77, 0.5]] },
  shelf: { wide: 900, high: 900, sky: ['#E6E2EA', '#CDD5D2'], sun: [0.78, 0.26], goods: [['tin', 0.36, 0.72], ['cup', 0.72, 0.42]] },
  steam: { wide: 900, high: 900, sky: ['#F4E9D8', '#D9B98A'], goods: [['cup', 0.5, 0.8]] },
  bowl: { wide: 900, high: 900, sky: ['#E3ECE6', '#A9C2B4'], sun: [0.22, 0.24], goods: [['gaiwan', 0.5, 0.82]] },
  dusk: { wide: 900, high: 1200, sky: ['#C9C2CF', '#5E6E6A'], sun: [0.7, 0.2], goods: [['incense', 0.3, 0.42], ['cup', 0.64, 0.4]] },
  smoke: { wide: 900, high: 900, sky: ['#DFE4DA', '#8FA398'], goods: [['incense', 0.5, 0.78]] },
  linen: { wide: 1000, high: 750, sky: ['#F1EDE4', '#CFC6B4'], goods: [['cloth', 0.4, 0.84], ['cup', 0.8, 0.46]] },
  autumn: { wide: 1120, high: 760, sky: ['#F3DFC0', '#B9773F'], sun: [0.2, 0.28], goods: [['tin', 0.66, 0.76], ['gaiwan', 0.34, 0.56]] },
} as const satisfies Record<string, Scene>
export type SceneName = keyof typeof SCENES

/** A line of far hills across a scene: the same for the same start, so that a demo shop made again looks the same. */
function ridge({ wide, high }: Scene, base: number, swing: number, start: number): string {
  const points = Array.from({ length: 33 }, (_, i) => `${((i * wide) / 32).toFixed(0)} ${(high * (base - swing * (Math.sin(start + i * 0.42) + 0.5 * Math.sin(start * 3 + i * 1.1)))).toFixed(0)}`)
  return `M0 ${high}L${points.join('L')}L${wide} ${high}Z`
}

function svgOf(s: Scene, start: number): string {
  const { wide, high } = s
  const table = high * 0.8
  const goods = s.goods.map(([name, at, size]) => { const px = size * high; return `<svg x="${(at * wide - px / 2).toFixed(0)}" y="${(high * 0.94 - px).toFixed(0)}" width="${px.toFixed(0)}" height="${px.toFixed(0)}" viewBox="20 24 160 160">${DRAWINGS[name]}</svg>` })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}"><defs><linearGradient id="sky" x1="0" y1="0" x2="0.2" y2="1"><stop offset="0" stop-color="${s.sky[0]}"/><stop offset="1" stop-color="${s.sky[1]}"/></linearGradient></defs><rect width="${wide}" height="${high}" fill="url(#sky)"/>
    ${s.sun ? `<circle cx="${s.sun[0] * wide}" cy="${s.sun[1] * high}" r="${high * 0.13}" fill="#fff" opacity=".55"/>` : ''}
    <path d="${ridge(s, 0.52, 0.09, start)}" fill="#24493F" opacity=".13"/><path d="${ridge(s, 0.68, 0.06, start + 2)}" fill="#24493F" opacity=".16"/><rect y="${table}" width="${wide}" height="${high - table}" fill="#fff" opacity=".26"/>${goods.join('')}</svg>`
}

/** Every scene, drawn and then taken in as a member's picture is. */
export async function demoPictures(): Promise<ReadonlyMap<SceneName, Shrunk>> {
  const done = new Map<SceneName, Shrunk>()
  for (const [n, [name, scene]] of Object.entries(SCENES).entries()) {
    // the decoder of drawings stands open for ours alone, and only while one is drawn
    sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] })
    const drawn = await sharp(Buffer.from(svgOf(scene, n * 1.7))).jpeg({ quality: 90 }).toBuffer().finally(() => { sharp.block({ operation: ['VipsForeignLoadSvg'] }) })
    const taken = await shrinkPicture(drawn)
    if (taken.ok) done.set(name as SceneName, taken)
  }
  return done
}
