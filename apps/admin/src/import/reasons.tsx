import { Button } from 'antd'
import { Download } from 'lucide-react'
import { saveFile } from '../platform/call'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Bar } from '../ui/bar'
import { useSpeaker } from '../ui/undo'
import { importing as en } from '../words/en/import'
import { importing as zh } from '../words/zh/import'
import type { Import } from './import-page'

/** Rows that were left out or left alone, by reason; the faulty ones as a file. */
export function Reasons({ x }: { x: Import }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const speaker = useSpeaker()
  const rows = [...x.reasons].sort((a, b) => b.rows - a.rows)
  const most = rows[0]?.rows ?? 1
  if (rows.length === 0) return null
  return (
    <section>
      <div className="row base g8">
        <h2 className="sec">{t.why}</h2>
        <span className="sm c3">{t.whyHint}</span>
        <span className="f1" />
        {(x.counts?.faulty ?? 0) > 0 && <Button size="small" icon={<Download size={13} />} onClick={() => void saveFile(`/api/imports/${x.importId}/faults.csv`, `${x.fileName}.faults.csv`).catch(speaker.refused)}>{t.download(f.whole(x.counts?.faulty ?? 0))}</Button>}
      </div>
      <table className="tbl mt4">
        <thead><tr><th>{t.reason}</th><th className="r" style={{ width: 90 }}>{t.rows}</th><td style={{ width: 100 }} /></tr></thead>
        <tbody>{rows.map((r) => <tr key={r.reason.code + JSON.stringify(r.reason.facts)}><td>{sentence(r.reason)}</td><td className="r m">{f.whole(r.rows)}</td><td><Bar share={r.rows / most} width={76} colour="var(--ht-bad-mark)" /></td></tr>)}</tbody>
      </table>
    </section>
  )
}
