import { encode } from 'uqr'

// QR and Code128 as SVG data URIs: one source for browsers and WeChat, no canvas, no DOM.
const ABC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 of ASCII text: WeChat has no btoa. */
export function base64(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i += 3) {
    const a = text.charCodeAt(i)
    const b = i + 1 < text.length ? text.charCodeAt(i + 1) : 0
    const c = i + 2 < text.length ? text.charCodeAt(i + 2) : 0
    out += ABC.charAt(a >> 2) + ABC.charAt(((a & 3) << 4) | (b >> 4)) + (i + 1 < text.length ? ABC.charAt(((b & 15) << 2) | (c >> 6)) : '=') + (i + 2 < text.length ? ABC.charAt(c & 63) : '=')
  }
  return out
}
export const svgUri = (svg: string): string => `data:image/svg+xml;base64,${base64(svg)}`

/** The dark runs of a QR code of the text, without a margin: the sheet around it is the margin. */
export function qrUri(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  let d = ''
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; ) {
      let run = 0
      while (x + run < size && data[y]?.[x + run]) run += 1
      if (run) d += `M${x} ${y}h${run}v1h-${run}z`
      x += run || 1
    }
  }
  return svgUri(`<svg xmlns="http://www.w3.org/2000/svg" width="${size * 8}" height="${size * 8}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${d}" fill="#1D2420"/></svg>`)
}

// The 106 patterns of ISO/IEC 15417, then the stop.
const PATTERNS: string[] = '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232'.match(/.{6}/g) ?? []
PATTERNS.push('2331112')

/** Module widths, bar first: set C for an even count of digits, else set B. */
export function code128(text: string): string {
  const digits = /^\d+$/.test(text) && text.length % 2 === 0
  const values = digits ? [105, ...(text.match(/../g) ?? []).map(Number)] : [104, ...[...text].map(c => c.charCodeAt(0) - 32)]
  const sum = values.reduce((s, v, i) => s + v * (i || 1), 0)
  return [...values, sum % 103, 106].map(v => PATTERNS[v] ?? '').join('')
}

export function code128Uri(text: string): string {
  let x = 0
  let d = ''
  let bar = true
  for (const w of code128(text)) {
    if (bar) d += `M${x} 0h${w}v1h-${w}z`
    x += Number(w)
    bar = !bar
  }
  return svgUri(`<svg xmlns="http://www.w3.org/2000/svg" width="${x * 4}" height="160" viewBox="0 0 ${x} 1" preserveAspectRatio="none" shape-rendering="crispEdges"><rect width="${x}" height="1" fill="#fff"/><path d="${d}" fill="#1D2420"/></svg>`)
}
