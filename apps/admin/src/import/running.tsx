import { DoorOpen } from 'lucide-react'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { importing as en } from '../words/en/import'
import { importing as zh } from '../words/zh/import'
import { LinkButton } from '../ui/link-button'
import type { Import } from './import-page'
import { Reasons } from './reasons'

/** Progress that survives leaving; the rate is measured from what this page has seen. */
export function Running({ x, head }: { x: Import; head: ReactNode }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const first = useRef<{ at: number; done: number; phase: string | null } | null>(null)
  if (!first.current || first.current.phase !== x.phase || x.progress.done < first.current.done) first.current = { at: performance.now(), done: x.progress.done, phase: x.phase }
  const passed = (performance.now() - first.current.at) / 1000
  const rate = passed > 2 ? (x.progress.done - first.current.done) / passed : 0
  const share = x.progress.of > 0 ? x.progress.done / x.progress.of : 0
  const [done, of] = t.running(f.whole(x.progress.done), f.whole(x.progress.of))
  const said = x.state === 'queued' ? t.queued : x.state === 'undoing' ? t.undoing : (t.phases[x.phase ?? ''] ?? '')
  return (
    <>
      <div className="pane" style={{ flex: 1, padding: '0 32px 16px' }}>
        <div className="ph" style={{ paddingBottom: 0 }}><h1>{t.pageTitle}</h1></div>
        {head}
        <div style={{ padding: '20px 0 18px' }} role="status" aria-live="polite">
          <div className="row base g8">
            <span className="ht-tnum" style={{ fontSize: 28, lineHeight: '36px', fontWeight: 600 }}>{done}</span>
            <span className="c2">{of}</span>
            <span className="c3">{said}</span>
            <span className="f1" />
            {rate > 0 && <span className="c3 ht-tnum">{t.rate(f.whole(rate), t.seconds(Math.max(1, Math.round((x.progress.of - x.progress.done) / rate))))}</span>}
          </div>
          <div role="progressbar" aria-label={said} aria-valuenow={Math.round(share * 100)} aria-valuemin={0} aria-valuemax={100} style={{ height: 10, borderRadius: 5, overflow: 'hidden', background: 'var(--ht-mute-soft)', margin: '8px 0 10px' }}>
            <div style={{ width: `${share * 100}%`, height: '100%', background: 'var(--ht-d1)', transition: 'width .3s linear' }} />
          </div>
          <span className="sm c3 row g6"><DoorOpen size={14} aria-hidden />{t.leave}</span>
        </div>
        <div style={{ maxWidth: 760 }}><Reasons x={x} /></div>
      </div>
      <div className="foot"><span className="sm c3">{t.no(x.importId.slice(-6))}</span><span className="f1" /><LinkButton to="/import">{t.list}</LinkButton></div>
    </>
  )
}
