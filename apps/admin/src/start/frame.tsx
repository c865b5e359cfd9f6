import { Button } from 'antd'
import { Link } from 'react-router'
import type { ReactNode } from 'react'
import { useWords } from '../platform/preferences'
import { Mark } from '../ui/mark'
import { useNarrow } from '../ui/narrow'
import { Hills } from '../ui/ridge'
import { start as en } from '../words/en/start'
import { start as zh } from '../words/zh/start'

export const STEPS = 4

/** Form at the left, the thing being made at the right. */
export function Frame(p: { step: number; title: string; sub: string; next: string; ready: boolean; busy?: boolean; onNext: () => void; onBack?: () => void; stage: ReactNode; children: ReactNode }) {
  const t = useWords(zh, en)
  const narrow = useNarrow()
  return (
    <div style={{ display: 'grid', gridTemplateColumns: narrow ? 'minmax(0,1fr)' : 'minmax(0,1fr) min(620px,43vw)', minHeight: '100vh', background: 'var(--ht-surface)' }}>
      <div style={{ padding: narrow ? 24 : '36px 64px 32px', display: 'flex', flexDirection: 'column' }}>
        <div className="row g8">
          <span className="shop-m"><Mark /></span>
          <span className="b" style={{ fontSize: 15 }}>{t.brand}</span>
          <span className="c3">{t.open}</span>
          <span className="f1" />
          <span className="sm c3">{t.haveShop} <Link to="/enter" className="told">{t.enter}</Link></span>
        </div>
        <main style={{ width: 540, maxWidth: '100%', margin: 'auto', padding: '16px 0' }}>
          <div className="row g8">
            {Array.from({ length: STEPS }, (_, i) => (
              <span key={i} aria-hidden style={{ width: 56, height: 4, borderRadius: 2, background: i < p.step ? 'var(--ht-brand)' : 'var(--ht-mute-soft)' }} />
            ))}
            <span className="sm c3" style={{ marginLeft: 6 }}>{t.step(p.step, STEPS)}</span>
          </div>
          <h1 className="say" style={{ fontSize: 30, lineHeight: '42px', marginTop: 14 }}>{p.title}</h1>
          <p className="c2" style={{ marginTop: 4, marginBottom: 20 }}>{p.sub}</p>
          <form onSubmit={(e) => { e.preventDefault(); if (p.ready) p.onNext() }}>
            {p.children}
            <div className="row g12 wrap" style={{ marginTop: 24 }}>
              {p.onBack && <Button size="large" onClick={p.onBack}>{t.back}</Button>}
              <Button size="large" type="primary" htmlType="submit" disabled={!p.ready} loading={p.busy} style={{ minWidth: 168 }}>{p.next}</Button>
              <span className="sm c3">{p.step === STEPS ? t.later : t.kept}</span>
            </div>
          </form>
        </main>
      </div>
      {!narrow && (
        <div style={{ margin: '8px 8px 8px 0', borderRadius: 12, background: 'var(--ht-canvas)', position: 'relative', overflow: 'hidden', display: 'grid', placeItems: 'center' }}>
          <Hills />
          <div style={{ zIndex: 1, marginTop: -90 }}>{p.stage}</div>
        </div>
      )}
    </div>
  )
}

export const Ask = ({ label, hint, id, children }: { label: string; hint?: ReactNode; id?: string; children: ReactNode }) => (
  <div>
    <div className="row sb" style={{ marginBottom: 6 }}>
      <label className="m" htmlFor={id}>{label}</label>
      {hint && <span className="sm c3">{hint}</span>}
    </div>
    {children}
  </div>
)

export interface StepParts {
  onNext: () => void
  onBack?: () => void
}
