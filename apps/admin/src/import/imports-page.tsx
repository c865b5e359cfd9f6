import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { sendFile } from '../platform/call'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Full, RowBones } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { importing as en } from '../words/en/import'
import { importing as zh } from '../words/zh/import'

export const importTone = { uploaded: 'plain', checked: 'note', queued: 'note', running: 'note', done: 'good', failed: 'bad', undoing: 'warn', undone: 'plain' } as const
export const sizeOf = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`)

/** Choose a file; below, what was imported before. */
export function ImportsPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const isOwner = useMay('owner')
  const list = useRead('listImports', { limit: 30 }, { every: 15_000 })
  return (
    <Page crumbs={[{ text: t.title }]}>
      <PageHead title={t.pageTitle} sub={t.pageSub} />
      {isOwner ? <DropZone /> : <p className="c3">{t.ownerOnly}</p>}
      <h2 className="sec" style={{ margin: '24px 0 4px' }}>{t.list}</h2>
      <Full of={list} bones={<RowBones rows={3} />} empty={(d) => d.items.length === 0 && <p className="sm c3" style={{ padding: '8px 0' }}>{t.none}</p>}>
        {(d) => (
          <table className="tbl">
            <thead><tr><th>{t.columns.file}</th><th>{t.columns.when}</th><th>{t.columns.who}</th><th className="r">{t.columns.rows}</th><th className="r">{t.columns.members}</th><th className="r">{t.columns.money}</th><th>{t.columns.state}</th></tr></thead>
            <tbody>
              {d.items.map((x) => (
                <tr key={x.importId} style={{ height: 40 }}>
                  <td className="ell" style={{ maxWidth: 340 }}><Link className="m" to={`/import/${x.importId}`}>{x.fileName}</Link> <span className="c3 sm">{sizeOf(x.bytes)}</span></td>
                  <td className="c3 nw">{f.moment(x.createdAt)}</td>
                  <td className="c2">{x.byName}</td>
                  <td className="r">{x.counts ? f.whole(x.counts.rows) : '—'}</td>
                  <td className="r">{x.counts ? f.whole(x.counts.membersMade) : '—'}</td>
                  <td className="r">{x.counts ? f.money(x.counts.totalMinor) : '—'}</td>
                  <td><Pill tone={importTone[x.state]}>{t.states[x.state]}</Pill></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Full>
    </Page>
  )
}

function DropZone() {
  const t = useWords(zh, en)
  const go = useNavigate()
  const speaker = useSpeaker()
  const box = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState('')
  const send = async (file: File | undefined) => {
    if (!file || busy) return
    setBusy(file.name)
    try {
      const { import: made } = await sendFile<Answer<'uploadOrders'>>(`/api/imports?fileName=${encodeURIComponent(file.name)}`, file)
      await go(`/import/${made.importId}`)
    } catch (e) {
      speaker.refused(e)
    } finally {
      setBusy('')
    }
  }
  return (
    <div onDragOver={(e) => { e.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)} onDrop={(e) => { e.preventDefault(); setOver(false); void send(e.dataTransfer.files[0]) }}>
      <button type="button" disabled={!!busy} onClick={() => box.current?.click()} style={{ width: '100%', padding: '34px 20px', border: `1.5px dashed ${over ? 'var(--ht-brand)' : 'var(--ht-line-strong)'}`, borderRadius: 10, background: over ? 'var(--ht-brand-soft)' : 'var(--ht-sunken)', color: 'inherit', font: 'inherit', cursor: 'pointer' }}>
        <FileUp size={22} strokeWidth={1.5} color="var(--ht-ink3)" aria-hidden />
        <span className="b" style={{ display: 'block', marginTop: 6 }}>{busy ? `${t.uploading} ${busy}` : t.drop}</span>
        <span className="sm c3">{t.dropHint}</span>
      </button>
      <input ref={box} type="file" hidden data-testid="order-file" accept=".csv,.txt,.gz,text/csv,application/gzip" onChange={(e) => { void send(e.target.files?.[0]); e.target.value = '' }} />
    </div>
  )
}
