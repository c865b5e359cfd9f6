import { goodsPicture, type GoodsPicture } from '@huitou/contract'
import { palette } from './tokens/palette'

// Lines and fills of the shopper's light palette: it stands in their phone, whatever the admin wears.
const p = palette.light
const line = { stroke: p.ink2, strokeWidth: 1.4, strokeLinejoin: 'round', strokeLinecap: 'round' } as const
const leaf = <path d="M110 86c4-14 12-20 26-22-2 14-10 22-26 22zM112 84l16-12" fill="none" stroke={p.brand} strokeWidth="1.6" />

const GOODS = {
  tin: <><g {...line}><path d="M92 44h62v66H92z" fill={p.brand} /><path d="M88 34h70v12H88z" fill={p.surface} /><path d="M102 58h42v34h-42z" fill={p.surface} /></g>{leaf}</>,
  gaiwan: <g {...line}><path d="M78 104c4 8 86 8 90 0z" fill={p.surface} /><path d="M90 60h66c0 26-12 40-20 44h-26c-8-4-20-18-20-44z" fill={p.surface} /><path d="M96 60c2-14 14-20 27-20s25 6 27 20z" fill={p.brand} /><circle cx="123" cy="35" r="5" fill={p.brand} /><path d="M104 78c8 8 30 8 38 0" fill="none" stroke={p.brand} /></g>,
  cup: <g {...line}><path d="M94 50h58l-7 54c-1 6-43 6-44 0z" fill={p.surface} /><path d="M97 70h52l-2 15h-48z" fill={p.brand} stroke="none" /><path d="M151 60c18-2 18 26-4 26" fill="none" /><path d="M114 40c-5-7 5-9 0-16M130 40c-5-7 5-9 0-16" fill="none" stroke={p.brand} /></g>,
  cloth: <g {...line}><path d="M86 66l76-8v46l-76 8z" fill={p.surface} /><path d="M86 54l76-8v14l-76 8z" fill={p.brand} /><path d="M96 78l56-6M96 88l56-6M96 98l56-6" fill="none" stroke={p.brand} /></g>,
  incense: <g {...line}><path d="M94 82h58c0 16-10 26-22 28h-14c-12-2-22-12-22-28z" fill={p.brand} /><path d="M88 76h70v8H88z" fill={p.surface} /><path d="M123 76V46" /><path d="M123 42c-8-8 8-12 0-24" fill="none" stroke={p.ink3} /></g>,
  'gift-box': <g {...line}><path d="M88 62h70v48H88z" fill={p.brand} /><path d="M84 50h78v14H84z" fill={p.surface} /><path d="M117 50h12v60h-12z" fill={p.surface} /><path d="M123 50c-6-18-26-18-24-6 1 6 14 7 24 6zM123 50c6-18 26-18 24-6-1 6-14 7-24 6z" fill="none" stroke={p.brand} strokeWidth="2" /></g>,
} as const satisfies Record<GoodsPicture, unknown>

/** What is sold, before the hills of the shop: by the picture its product names, else by its name. As wide as its place. */
export const ProductArt = ({ picture, name, height }: { picture: string; name: string; height: number }) => (
  <svg viewBox="0 0 246 132" preserveAspectRatio="xMidYMid slice" width="100%" height={height} style={{ display: 'block' }} aria-hidden>
    <rect width="246" height="132" fill={p.brandSoft} />
    <path d="M-80 108C-30 88 0 74 34 86c20-6 66-22 96 4 40-22 80-20 116 2 30-10 60-6 90 4v60H-80z" fill={p.brandLine} />
    {GOODS[goodsPicture(picture, name)]}
  </svg>
)
