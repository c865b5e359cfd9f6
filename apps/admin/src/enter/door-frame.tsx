import type { ReactNode } from 'react'
import { prefer, usePreferences, useWords } from '../platform/preferences'
import { Mark } from '../ui/mark'
import { useNarrow } from '../ui/narrow'
import { RidgeScene } from '../ui/ridge'
import { enter as en } from '../words/en/enter'
import { enter as zh } from '../words/zh/enter'

/** Form at the left, mountains at the right: every door into the shop. */
export function DoorFrame({ title, sub, children, below }: { title: string; sub: ReactNode; children: ReactNode; below?: ReactNode }) {
  const t = useWords(zh, en)
  const narrow = useNarrow()
  const { language } = usePreferences()
  const tongue = (to: 'zh-CN' | 'en', name: string) => (
    <button className="bare" lang={to} aria-pressed={language === to} style={{ color: language === to ? 'var(--ht-ink)' : undefined }} onClick={() => prefer({ language: to })}>
      {name}
    </button>
  )
  return (
    <div style={{ display: 'grid', gridTemplateColumns: narrow ? 'minmax(0,1fr)' : 'minmax(0,1fr) min(780px,54vw)', minHeight: '100vh', background: 'var(--ht-surface)' }}>
      <div className="col" style={{ padding: narrow ? '28px 24px' : '36px 64px 28px' }}>
        <div className="row g8">
          <span className="shop-m" style={{ width: 28, height: 28 }}>
            <Mark size={17} />
          </span>
          <span className="b" style={{ fontSize: 16 }}>{t.brand}</span>
          <span className="c3">{t.product}</span>
        </div>
        <main style={{ margin: 'auto', width: 368, maxWidth: '100%', padding: '24px 0' }}>
          <h1 className="say" style={{ fontSize: 30, lineHeight: '42px' }}>{title}</h1>
          <p className="c2" style={{ margin: '6px 0 20px', fontSize: 14 }}>{sub}</p>
          {children}
        </main>
        <div className="row sb sm c3">
          <span>{below}</span>
          <span className="row g6">
            {tongue('zh-CN', '简体中文')}·{tongue('en', 'English')}
          </span>
        </div>
      </div>
      {!narrow && (
        <div style={{ position: 'relative', height: '100vh' }}>
          <div style={{ position: 'absolute', inset: '8px 8px 8px 0', borderRadius: 12, overflow: 'hidden', background: 'var(--ht-brand-soft)' }}>
            <RidgeScene />
            <p style={{ position: 'absolute', left: 44, top: 44, fontFamily: 'var(--ht-serif)', fontWeight: 600, fontSize: 21, lineHeight: '34px', color: 'var(--ht-ink)' }}>
              {t.verse[0]}
              <br />
              {t.verse[1]}
            </p>
          </div>
        </div>
      )}
    </div>
  )
}
