import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAct } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { Fact } from '../ui/sum'
import { useSpeaker } from '../ui/undo'
import { Ways } from '../ui/ways'
import { watch as en } from '../words/en/watch'
import { watch as zh } from '../words/zh/watch'
import type { Detail } from './anomaly'

type Way = 'looked' | 'dismissed' | 'open'
const KEYS: Record<Way, string> = { looked: 's', dismissed: 'a', open: 'w' }

/** What the owner makes of it: nothing follows by itself. */
export function DecideAnomaly({ d, onDone }: { d: Detail; onDone: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const { anomaly: a } = d
  const [way, setWay] = useState<Way>(a.state === 'open' ? 'looked' : 'open')
  const [note, setNote] = useState(a.note)
  const act = useAct('decideAnomaly', { rereads: ['listAnomalies', 'readAnomaly', 'readShopHome'], failed: speaker.refused, done: (x) => { speaker.done(t.done[x.state] ?? ''); if (x.state !== 'open') onDone() } })
  const go = () => act.mutate({ anomalyId: a.anomalyId, state: way, note: note.trim() })
  useKeys({ ...Object.fromEntries((Object.keys(KEYS) as Way[]).map((w) => [KEYS[w], () => setWay(w)])), 'mod+Enter': go })
  const orderId = typeof a.facts['orderId'] === 'string' ? a.facts['orderId'] : null
  return (
    <div style={{ display: 'flex', flexDirection: 'column', minHeight: '100%' }}>
      <h2 className="sec mb8">{t.how}</h2>
      <Ways label={t.how} chosen={way} choose={setWay} ways={(['looked', 'dismissed', 'open'] as const).map((w) => ({ way: w, key: KEYS[w], title: w === 'open' && a.state !== 'open' ? t.reopen : t.ways[w]?.[0], hint: t.ways[w]?.[1] }))} />
      <label className="sec" htmlFor="anomaly-note" style={{ margin: '16px 0 6px', display: 'block' }}>{t.note}</label>
      <Input.TextArea id="anomaly-note" rows={3} maxLength={300} placeholder={t.noteHint} value={note} onChange={(e) => setNote(e.target.value)} />
      {a.decidedAt && a.decidedName && <p className="xs c3" style={{ marginTop: 4 }}>{t.wasNote(a.decidedName, f.moment(a.decidedAt))}</p>}
      {(d.staff || d.member) && <h2 className="sec" style={{ margin: '16px 0 2px' }}>{d.staff && d.member ? t.both : t.he}</h2>}
      {d.staff && <><Fact first name={a.staffName} value={`${t.came1} ${t.days(f.whole(d.staff.days))}`} /><Fact name={t.picked(a.staffName ?? '')} value={t.pickedTimes(f.whole(d.staff.picked))} /></>}
      {d.member && <><Fact first={!d.staff} name={a.memberName} value={d.member.tierName ?? t.noTier} /><Fact name={t.owing} value={<span className={d.member.debt > 0 ? 'cw' : ''}>{t.owes(f.whole(d.member.debt))}</span>} /></>}
      {d.member && d.member.debt > 0 && <p className="sm c3" style={{ marginTop: 4 }}>{t.debtHint}</p>}
      <div className="row g12 sm" style={{ marginTop: 10 }}>{a.memberId && <Link to={`/members/${a.memberId}`}>{t.openMember}</Link>}{orderId && <Link to={`/orders/${orderId}`}>{t.openOrder}</Link>}</div>
      <span className="f1" />
      <Button type="primary" block style={{ marginTop: 16 }} loading={act.isPending} onClick={go}>{t.act[way]}</Button>
    </div>
  )
}
