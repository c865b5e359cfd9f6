import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Full, RowBones } from '../ui/states'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { importing as en } from '../words/en/import'
import { importing as zh } from '../words/zh/import'
import type { Terms } from './map-columns'

/** Twenty rows as they would be read, each fault in words. */
export function ImportPreview({ importId, terms, on }: { importId: string; terms: Terms; on: boolean }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const ui = useWords(uiZh, uiEn)
  const preview = useRead('previewImport', { importId, ...terms }, { on, fresh: 30_000 })
  if (!on) return null
  const bad = preview.data?.rows.filter((r) => r.faults.length > 0).length ?? 0
  const columns = terms.mapping.columns.filter((c) => c.field !== 'skip')
  return (
    <section style={{ marginTop: 22 }}>
      <div className="row base g8"><h2 className="sec">{t.preview}</h2><span className={'sm ' + (bad ? 'cw' : 'c3')}>{preview.data ? (bad ? t.faultsIn(f.whole(bad)) : t.noFaults) : t.previewHint}</span></div>
      <Full of={preview} bones={<RowBones rows={5} />}>
        {(d) => (
          <div style={{ overflow: 'auto', maxHeight: 420, opacity: preview.isFetching ? 0.5 : 1 }} tabIndex={0} role="region" aria-label={t.preview}>
            <table className="tbl sticky" style={{ marginTop: 4, fontSize: 12 }}>
              <thead><tr><th className="r">{t.line}</th>{columns.map((c) => <th key={c.column}>{t.fields[c.field]}</th>)}<th>{t.heads.look}</th></tr></thead>
              <tbody>
                {d.rows.map((r) => (
                  <tr key={r.line}>
                    <td className="r c3">{r.line}</td>
                    {columns.map((c) => {
                      const i = terms.mapping.columns.findIndex((k) => k.column === c.column)
                      return <td key={c.column} className="ell nw" style={{ maxWidth: 150 }}>{r.cells[i]}</td>
                    })}
                    <td className="cb nw">{r.faults.map((x) => sentence(x)).join(ui.semi)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Full>
    </section>
  )
}
