import { ink } from './tokens/ink'

/** A small shop under a magnifying glass: nothing found. */
export const NothingHere = () => (
  <svg width="120" height="76" viewBox="0 0 120 76" fill="none" stroke={ink.ink3} strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
    <path d="M8 64h104" stroke={ink.lineStrong} />
    <path d="M36 64V30h48v34" fill={ink.hover} />
    <path d="M30 30c8-12 18-16 30-16s22 4 30 16z" fill={ink.surface} />
    <path d="M54 14c0-5 12-5 12 0" />
    <path d="M46 44h28M46 52h18" stroke={ink.lineStrong} />
    <circle cx="92" cy="50" r="9" fill={ink.surface} stroke={ink.d1} />
    <path d="M99 57l7 7" stroke={ink.d1} />
  </svg>
)

/** A teapot, a cup and the counter card with its code. */
export const Counter = () => (
  <svg width="316" height="168" viewBox="0 0 316 168" fill="none" stroke={ink.ink3} strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
    <path d="M6 132h304" stroke={ink.lineStrong} />
    <path d="M18 132V84c26-30 52-34 78-10 18-26 48-34 76 0 22-18 44-20 66 6 20-14 40-14 60 4v48" stroke="none" fill={ink.hover} />
    <path d="M60 132c20-38 50-52 84-20 26-26 58-20 92 20" stroke="none" fill={ink.muteSoft} />
    <g fill={ink.surface}>
      <path d="M84 132c-12-6-18-15-18-26 0-9 4-15 8-18h44c4 3 8 9 8 18 0 11-6 20-18 26z" />
      <path d="M74 88c2-6 10-9 22-9s20 3 22 9z" />
      <circle cx="96" cy="76" r="3" />
      <path d="M126 98c10-2 14-12 22-14-2 12-8 24-23 28" />
      <path d="M67 96c-14-4-20 3-18 12 2 8 11 12 20 12" />
      <path d="M168 112h26v9c0 7-5 11-13 11s-13-4-13-11z" />
    </g>
    <path d="M176 104c-3-5 3-7 0-12M186 104c-3-5 3-7 0-12" stroke={ink.d1} />
    <path d="M222 132l5-62h46l5 62z" fill={ink.surface} />
    <rect x="234" y="80" width="32" height="32" rx="3" stroke={ink.d1} />
    <path d="M240 86h7v7h-7zM253 86h7v7h-7zM240 99h7v7h-7zM254 100h2M259 104v2M254 106h1" stroke={ink.d1} />
    <path d="M238 121h24" />
  </svg>
)
