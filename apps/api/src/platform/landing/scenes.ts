import { encode } from 'uqr'

/** A far ridge as a filled path: sums of sines, so it is the same on every machine. */
function ridge(o: { width: number; height: number; base: number; swing: number; phase: number }): string {
  const points: string[] = []
  for (let x = 0; x <= o.width; x += o.width / 60) {
    const t = (x / o.width) * Math.PI * 2
    const y = o.base + o.swing * (0.6 * Math.sin(t * 1.1 + o.phase) + 0.3 * Math.sin(t * 2.7 + o.phase * 2.1) + 0.12 * Math.sin(t * 6.3 + o.phase * 0.7))
    points.push(`${x.toFixed(1)} ${y.toFixed(1)}`)
  }
  return `M${points.join('L')}L${o.width} ${o.height}L0 ${o.height}Z`
}

/** Mountains in mist behind the whole page. */
export const mountains = (): string =>
  `<svg class="hills" viewBox="0 0 1280 420" preserveAspectRatio="none" aria-hidden="true">${[[90, 40, 0.4, 0.16], [160, 46, 2.1, 0.2], [235, 40, 4.4, 0.26]].map(([base, swing, phase, shade]) => `<path d="${ridge({ width: 1280, height: 420, base: base!, swing: swing!, phase: phase! })}" fill="#8FA79B" opacity="${shade}"/>`).join('')}</svg>`

/** A card half out of its pocket. */
export const cardScene = (words: { tier: string; toNext: string }): string => `<svg viewBox="0 0 232 232" aria-hidden="true"><rect width="232" height="232" fill="#DCE4DE"/><circle cx="170" cy="58" r="15" fill="#C2682D" opacity=".75"/><path d="${ridge({ width: 232, height: 232, base: 92, swing: 22, phase: 1.2 })}" fill="#8FA79B" opacity=".4"/><path d="${ridge({ width: 232, height: 232, base: 124, swing: 18, phase: 3.6 })}" fill="#6F8C7F" opacity=".45"/>
<defs><linearGradient id="gold" x2="1" y2=".8"><stop stop-color="#F3E2B8"/><stop offset=".35" stop-color="#DDBF82"/><stop offset=".55" stop-color="#F0DAA6"/><stop offset="1" stop-color="#D0AC6C"/></linearGradient></defs>
<rect x="36" y="62" width="160" height="101" rx="9" fill="url(#gold)"/><g fill="none" stroke="#A97B32" stroke-opacity=".35">${[8, 14, 20].map((r) => `<circle cx="152" cy="90" r="${r}"/>`).join('')}</g><text x="48" y="92" font-size="20" font-weight="600" fill="#4A3711" font-family="'Noto Serif CJK SC','Songti SC',serif">${words.tier}</text>
<path d="M26 138a8 8 0 0 1 8-8H198a8 8 0 0 1 8 8V240H26Z" fill="#FCFBF8"/><text x="116" y="158" text-anchor="middle" font-size="13" font-weight="600" fill="#1D2420">${words.toNext}</text><path d="M44 186C70 176 96 184 120 176S156 172 176 170" fill="none" stroke="#9A4A17" stroke-width="2.4" stroke-linecap="round"/><circle cx="176" cy="170" r="5" fill="#9A4A17"/></svg>`

/** A code in the frame of a scanner. It leads to this project's own word for coming back. */
export function scanScene(): string {
  const code = encode('回头', { ecc: 'M', border: 0 })
  const cell = 96 / code.size
  const squares = code.data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${(68 + x * cell).toFixed(2)} ${(52 + y * cell).toFixed(2)}h${cell.toFixed(2)}v${cell.toFixed(2)}h-${cell.toFixed(2)}z`] : [])))
  return `<svg viewBox="0 0 232 232" aria-hidden="true"><defs><radialGradient id="till" cx=".5" cy=".36" r=".8"><stop stop-color="#3A6958"/><stop offset="1" stop-color="#12251E"/></radialGradient></defs><rect width="232" height="232" fill="url(#till)"/><g fill="none" stroke="#F4F2E8" stroke-width="2" stroke-linecap="round"><path d="M46 62V46A16 16 0 0 1 62 30H78M154 30h16a16 16 0 0 1 16 16V62M186 138v16a16 16 0 0 1-16 16H154M78 170H62a16 16 0 0 1-16-16V138"/></g><rect x="56" y="40" width="120" height="120" rx="14" fill="#fff"/><path d="${squares.join('')}" fill="#111" shape-rendering="crispEdges"/><path d="M52 108H180" stroke="#8FE0B0" stroke-width="2"/><rect x="84" y="184" width="64" height="28" rx="14" fill="#F7F6EF"/><path d="M100 198l5 5 10-10M124 198h10" fill="none" stroke="#17332B" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>`
}

/** A line that goes up, and the one of last year. */
export const chartScene = (words: { title: string; line: string }): string => `<svg viewBox="0 0 232 232" aria-hidden="true"><rect width="232" height="232" fill="#FCFBF8"/><defs><linearGradient id="rise" x2="0" y2="1"><stop stop-color="#B05C24" stop-opacity=".34"/><stop offset="1" stop-color="#B05C24" stop-opacity="0"/></linearGradient></defs><text x="116" y="60" text-anchor="middle" font-size="17" font-weight="600" fill="#1D2420">${words.title}</text><text x="116" y="80" text-anchor="middle" font-size="12" fill="#525C56">${words.line}</text><path d="M20 196H212M20 160H212M20 124H212" stroke="#E1E0D8"/><path d="M20 178L44 172 60 174 82 158 100 162 122 140 140 146 162 122 178 126 204 95V196H20Z" fill="url(#rise)"/><path d="M20 178L44 172 60 174 82 158 100 162 122 140 140 146 162 122 178 126 204 95" fill="none" stroke="#9A4A17" stroke-width="2.4" stroke-linejoin="round"/><path d="M20 182L60 180 100 176 140 170 178 164 212 158" fill="none" stroke="#7C9A8B" stroke-width="2" stroke-dasharray="2 4" stroke-linecap="round"/><circle cx="204" cy="95" r="6" fill="#9A4A17" stroke="#FCFBF8" stroke-width="3"/></svg>`

/** A QR for phones, 120 wide. */
export function phoneQr(address: string, label: string): string {
  const code = encode(address, { ecc: 'M', border: 2 })
  const squares = code.data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
  return `<svg class="qr" viewBox="0 0 ${code.size} ${code.size}" role="img" aria-label="${label}"><rect width="${code.size}" height="${code.size}" fill="#fff"/><path d="${squares.join('')}" fill="#111" shape-rendering="crispEdges"/></svg>`
}
