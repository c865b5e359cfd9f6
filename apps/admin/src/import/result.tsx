import { Button } from 'antd'
import { Undo2 } from 'lucide-react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { LinkButton } from '../ui/link-button'
import { Note } from '../ui/note'
import { Pill } from '../ui/pill'
import { Say } from '../ui/say'
import { Fact } from '../ui/sum'
import { importing as en } from '../words/en/import'
import { importing as zh } from '../words/zh/import'
import { CountParts, CountStats } from './counts'
import type { Import } from './import-page'
import { importTone } from './imports-page'
import { Reasons } from './reasons'

/** What came of it: counts that sum to the file, why rows were left out, and the way back. */
export function Result({ x, onRemap }: { x: Import; onRemap: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const isOwner = useMay('owner')
  const c = x.counts
  const [a, b] = t.doneSay(f.whole(c?.lines ?? 0), f.whole((c?.membersMade ?? 0) + (c?.membersMatched ?? 0)))
  return (
    <>
      <div className="pane" style={{ flex: 1, padding: '0 32px 16px' }}>
        <div className="row g8" style={{ paddingTop: 18 }}>
          <Pill tone={importTone[x.state]}>{t.states[x.state]}</Pill>
          <span className="c3 sm ell">{x.fileName} · {t.by(x.byName, f.moment(x.finishedAt ?? x.createdAt))}</span>
          <span className="f1" />
          <span className="sm c3">{t.no(x.importId.slice(-6))}</span>
        </div>
        {x.state === 'failed' ? (
          <div style={{ padding: '14px 0' }}><Say size={25} level={1}>{t.failedTitle}</Say><Note tone="bad" style={{ marginTop: 8 }}>{x.failure ?? ''} {t.failedHint}</Note></div>
        ) : x.state === 'undone' ? (
          <div style={{ padding: '14px 0' }}><Say size={25} level={1}>{t.undone}</Say><p className="c2">{t.undoneHint}</p></div>
        ) : (
          <div style={{ margin: '6px 0 14px' }}>
            <Say size={30} level={1}>{a}<u>{b}</u>{c && c.faulty > 0 ? <>{t.doneFaulty(f.whole(c.faulty))}</> : t.doneClean}</Say>
            {c && <p className="c2" style={{ marginTop: 2, fontSize: 14 }}>{t.total(f.money(c.totalMinor))}{c.cancellations > 0 && ` · ${t.cancellations(f.whole(c.cancellationsMatched), f.whole(c.cancellations))}`}{c.earlierCancellationsMatched > 0 && ` · ${t.earlier(f.whole(c.earlierCancellationsMatched))}`}</p>}
          </div>
        )}
        {c && x.state === 'done' && <><CountParts c={c} /><div className="mt16"><CountStats c={c} /></div></>}
        <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) clamp(290px,24vw,344px)', gap: 36, paddingTop: 18 }}>
          <Reasons x={x} />
          {x.terms && (
            <div>
              <h2 className="sec mb8">{t.rulesUsed}</h2>
              <Fact first name={t.channel} value={x.terms.channel} />
              <Fact name={t.rules} value={t.rulesOf[x.terms.rules]} />
              {x.terms.noExpiryBefore && <Fact name={t.noExpiry} value={f.day(x.terms.noExpiryBefore)} />}
              {x.terms.mapping.zone && <Fact name={t.zone} value={x.terms.mapping.zone} />}
            </div>
          )}
        </div>
      </div>
      <div className="foot">
        <span className="f1" />
        {x.state === 'done' && isOwner && <LinkButton danger type="text" icon={<Undo2 size={14} />} to={`/import/${x.importId}/undo`}>{t.undo}</LinkButton>}
        {(x.state === 'failed' || x.state === 'undone') && isOwner && <Button onClick={onRemap}>{t.remap}</Button>}
        <LinkButton to="/import">{t.again}</LinkButton>
        {x.state === 'done' && <><LinkButton to={`/orders?importId=${x.importId}`}>{t.seeOrders}</LinkButton><LinkButton type="primary" to={`/members?importId=${x.importId}`}>{t.seeMembers}</LinkButton></>}
      </div>
    </>
  )
}
