import { useMode } from '../platform/preferences'

const grounds = {
  light: [['#E3EBE6', '#3C5F52'], ['#F3E9D6', '#7B5A20'], ['#E2EAF0', '#3E6078'], ['#F2E3DE', '#85493B']],
  dark: [['#2E3A34', '#A9D1BF'], ['#3A3224', '#E0C08A'], ['#2B343B', '#A9C4D6'], ['#3B2C28', '#DDAA9D']],
} as const

/** The first letter of a name on one of four calm grounds, always the same for the same name. */
export function Avatar({ name, size = 26 }: { name: string; size?: number }) {
  const [ground, letter] = grounds[useMode()][(name.charCodeAt(0) + (name.charCodeAt(1) || 0)) % 4] ?? grounds.light[0]
  return (
    <span className="ava" aria-hidden style={{ width: size, height: size, background: ground, color: letter, fontSize: size * 0.46 }}>
      {[...name][0] ?? '·'}
    </span>
  )
}
