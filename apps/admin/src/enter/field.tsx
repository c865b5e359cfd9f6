import type { ReactNode } from 'react'

export const Field = ({ label, id, hint, children }: { label: string; id: string; hint?: ReactNode; children: ReactNode }) => (
  <div style={{ marginTop: 16 }}>
    <label className="m" style={{ display: 'block', marginBottom: 6 }} htmlFor={id}>
      {label}
    </label>
    {children}
    {hint && <div className="sm c3" style={{ marginTop: 6 }}>{hint}</div>}
  </div>
)
