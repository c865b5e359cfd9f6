import { Segmented } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useWords } from '../platform/preferences'
import { ui as en } from '../words/en/ui'
import { ui as zh } from '../words/zh/ui'
import { useNarrow } from './narrow'

/** A scrolling form with a pane that answers "what will it do", and a foot with the acts. On a tablet the pane is a tab. */
export function WorkWithPreview(p: { children: ReactNode; pane: ReactNode; foot?: ReactNode; paneWidth?: string; paneLabel?: string }) {
  const t = useWords(zh, en)
  const narrow = useNarrow()
  const [face, setFace] = useState<'form' | 'pane'>('form')
  const form = (
    <div className="pane" style={{ padding: '0 28px 20px 32px' }}>
      {p.children}
    </div>
  )
  const pane = (
    <aside className="pane aside" style={{ padding: '20px 24px' }} aria-label={p.paneLabel ?? t.preview}>
      {p.pane}
    </aside>
  )
  return (
    <>
      {narrow ? (
        <>
          <div style={{ padding: '10px 20px 0' }}>
            <Segmented value={face} onChange={setFace} options={[{ value: 'form', label: t.form }, { value: 'pane', label: t.preview }]} />
          </div>
          <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>{face === 'form' ? form : pane}</div>
        </>
      ) : (
        <div className="split" style={{ gridTemplateColumns: `minmax(0,1fr) ${p.paneWidth ?? 'clamp(380px,30vw,432px)'}` }}>
          {form}
          {pane}
        </div>
      )}
      {p.foot && <div className="foot">{p.foot}</div>}
    </>
  )
}
