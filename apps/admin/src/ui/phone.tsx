import { BatteryFull, Signal, Wifi } from 'lucide-react'
import type { ReactNode } from 'react'

/** The shopper's phone: always their light palette, whatever the admin wears. */
export const shopper = { ground: '#F5F3EE', card: '#FFFFFF', ink: '#24221E', ink2: '#57534A', ink3: '#6C665B', line: '#E7E4DE', warn: '#8F5710', off: '#EFEDE8' } as const

export const Phone = ({ children, width = 300, height = 500, time }: { children: ReactNode; width?: number; height?: number; time?: string }) => (
  <div className="phone" style={{ width, height, borderRadius: 34 }}>
    <div style={{ borderRadius: 27, fontSize: 13, background: shopper.ground, color: shopper.ink }}>
      <div className="row sb" style={{ padding: '9px 20px 0', fontSize: 11, fontWeight: 600 }} aria-hidden>
        <span className="ht-tnum">{time ?? '9:41'}</span>
        <span className="row g4">
          <Signal size={12} />
          <Wifi size={12} />
          <BatteryFull size={14} />
        </span>
      </div>
      {children}
    </div>
  </div>
)
