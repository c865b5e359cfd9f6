import { useMode } from '../platform/preferences'

const ridge = (y: number, a: number, s: number): string => {
  let d = `M0 ${y}`
  for (let x = 0; x <= 760; x += 10) d += `L${x} ${(y - a * (0.55 * Math.sin(x / 97 + s) + 0.3 * Math.sin(x / 41 + s * 2.3) + 0.15 * Math.sin(x / 19 + s * 4.1))).toFixed(1)}`
  return d + 'L760 900L0 900Z'
}
const ridges = [[330, 60, 0.4], [420, 72, 2.1], [520, 64, 3.9], [630, 58, 5.2], [740, 46, 0.9]] as const

/** Mountains from sines, a sun, terraces: the picture of the sign-in page. */
export function RidgeScene() {
  const dark = useMode() === 'dark'
  return (
    <svg viewBox="0 0 760 900" preserveAspectRatio="xMidYMid slice" width="100%" height="100%" aria-hidden>
      <defs>
        <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={dark ? '#1A201D' : '#EFEDE6'} />
          <stop offset=".6" stopColor={dark ? '#22302A' : '#DFE7E1'} />
        </linearGradient>
        {ridges.map((_, i) => (
          <linearGradient key={i} id={`ridge${i}`} x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stopColor="#2C5C4E" stopOpacity={0.14 + i * 0.13} />
            <stop offset=".75" stopColor="#2C5C4E" stopOpacity={0.02 + i * 0.1} />
          </linearGradient>
        ))}
      </defs>
      <rect width="760" height="900" fill="url(#sky)" />
      <circle cx="548" cy="236" r="38" fill={dark ? '#C98A2B' : '#D9A24E'} opacity=".7" />
      {ridges.map(([y, a, s], i) => (
        <path key={i} d={ridge(y, a, s)} fill={`url(#ridge${i})`} />
      ))}
      <g stroke="#1E4337" strokeWidth="1.4" fill="none" opacity=".3">
        {[0, 1, 2, 3, 4, 5, 6].map((i) => (
          <path key={i} d={`M-20 ${792 + i * 17}C160 ${752 + i * 18} 420 ${836 + i * 12} 780 ${772 + i * 19}`} />
        ))}
      </g>
    </svg>
  )
}

/** Three low ridges at the foot of a stage. */
export const Hills = () => (
  <svg viewBox="0 0 400 120" preserveAspectRatio="none" style={{ position: 'absolute', left: 0, right: 0, bottom: 0, width: '100%', height: 430 }} aria-hidden>
    {([[30, 0.12], [60, 0.2], [92, 0.42]] as const).map(([y, o], k) => (
      <path key={k} d={`M0 ${y}${Array.from({ length: 81 }, (_, i) => ` L${i * 5} ${(y + Math.sin(i * 0.155 + k * 2.1) * 8 + Math.sin(i * 0.33 + k) * 3).toFixed(1)}`).join('')} V120 H0Z`} fill="var(--ht-brand)" opacity={o} />
    ))}
  </svg>
)
