import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useAct } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Say } from '../ui/say'
import { useSpeaker } from '../ui/undo'
import { importing as en } from '../words/en/import'
import { importing as zh } from '../words/zh/import'
import { CountParts, CountStats } from './counts'
import type { Import } from './import-page'
import { Reasons } from './reasons'

/** After the dry run: what would be booked. Nothing is yet. */
export function Checked({ x, head, onRemap }: { x: Import; head: ReactNode; onRemap: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const isOwner = useMay('owner')
  const c = x.counts
  const run = useAct('runImport', { rereads: ['readImport', 'listImports'], failed: speaker.refused })
  const [a, b, d, stop] = t.checkedSay(f.whole(c?.lines ?? 0), f.whole((c?.membersMade ?? 0) + (c?.membersMatched ?? 0)))
  return (
    <>
      <div className="pane" style={{ flex: 1, padding: '0 32px 16px' }}>
        <div className="ph" style={{ paddingBottom: 0 }}><h1>{t.pageTitle}</h1></div>
        {head}
        <div style={{ padding: '18px 0 12px' }}>
          <Say size={25}>{a}<u>{b}</u>{d}{(c?.faulty ?? 0) > 0 && <em>{t.checkedFaulty(f.whole(c?.faulty ?? 0))}</em>}{stop}</Say>
          <p className="c2">{t.checkedSub}</p>
        </div>
        {c && <><CountParts c={c} /><div className="mt16"><CountStats c={c} /></div></>}
        <div className="mt16" style={{ maxWidth: 760 }}><Reasons x={x} /></div>
      </div>
      <div className="foot">
        <Button onClick={onRemap}>{t.remap}</Button>
        <span className="f1" />
        <span className="sm c3">{isOwner ? t.undoNote : t.ownerOnly}</span>
        <Button type="primary" disabled={!isOwner || !x.terms || !c?.lines} loading={run.isPending} onClick={() => x.terms && run.mutate({ importId: x.importId, ...x.terms })}>{t.run(f.whole(c?.lines ?? 0))}</Button>
      </div>
    </>
  )
}
