import { Button, Tooltip } from 'antd'
import { CircleAlert, CircleCheck, RotateCw, Scale } from 'lucide-react'
import { Link } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Full, RowBones } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { owed as en } from '../words/en/owed'
import { owed as zh } from '../words/zh/owed'

type Audit = Answer<'readSelfAudit'>
type Check = NonNullable<Audit['last']>['checks'][number]
const MEMBER = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/

/** Whether the books agree: the questions, how many rows they went over, and any row out of line. */
export function Balanced() {
  const t = useWords(zh, en)
  const speaker = useSpeaker()
  const read = useRead('readSelfAudit', {}, { every: 4000 })
  const run = useAct('runSelfAudit', { rereads: ['readSelfAudit'], failed: speaker.refused })
  const isOwner = useMay('owner')
  return (
    <section className="card"><div className="body">
      <Full of={read} bones={<RowBones rows={6} height={32} />}>
        {(d) => <>
          <Verdict d={d} act={<Button size="small" icon={<RotateCw size={13} />} disabled={!isOwner} title={isOwner ? undefined : t.onlyOwner} loading={d.running || run.isPending} onClick={() => run.mutate({})}>{d.running ? t.checking : t.checkNow}</Button>} />
          {d.last?.checks.map((c) => <CheckLine key={c.key} c={c} />)}
          <Nights d={d} />
        </>}
      </Full>
    </div></section>
  )
}

function Verdict({ d, act }: { d: Audit; act: React.ReactNode }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const { last } = d
  const good = last?.state === 'balanced'
  const took = (ms: number) => (ms < 60_000 ? t.seconds((ms / 1000).toFixed(1)) : t.minutes(String(Math.floor(ms / 60_000)), String(Math.round((ms % 60_000) / 1000))))
  return (
    <div className="row g12" style={{ paddingBottom: 10 }}>
      <span style={{ display: 'grid', placeItems: 'center', width: 40, height: 40, borderRadius: 8, flex: 'none', background: good ? 'var(--ht-good-soft)' : 'var(--ht-warn-soft)', color: good ? 'var(--ht-good)' : 'var(--ht-warn)' }}><Scale size={20} aria-hidden /></span>
      <div className="f1">
        <h2 style={{ fontFamily: 'var(--ht-serif)', fontSize: 17 }}>{!last ? t.notYet : good ? t.balanced : last.state === 'out-of-line' ? t.outOfLine(f.whole(last.broken)) : t.brokenOff}</h2>
        {last?.finishedAt && last.tookMs !== null && <div className="sm c3">{t.checkedAt(f.moment(last.finishedAt), took(last.tookMs))}</div>}
      </div>
      {act}
    </div>
  )
}

function CheckLine({ c }: { c: Check }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const looked = c.looked === null ? '' : c.key === 'replay' ? t.lookedMembers(f.whole(c.looked)) : c.key === 'months' ? t.lookedPoints(f.whole(c.looked)) : t.looked(f.whole(c.looked))
  return (
    <div style={{ borderTop: '1px solid var(--ht-line)', padding: '7px 0' }}>
      <div className="row g8">
        {c.broken === 0 ? <CircleCheck size={15} color="var(--ht-good)" aria-hidden /> : <CircleAlert size={15} color="var(--ht-bad)" aria-hidden />}
        <span className="f1">{t.checks[c.key] ?? c.key}</span>
        <span className={'sm ' + (c.broken ? 'cb m' : 'c3')}>{c.broken ? t.outOfLine(f.whole(c.broken)) : looked}</span>
      </div>
      {c.rows.map((r, i) => {
        const member = MEMBER.exec(r.ref)?.[1]
        return <div key={i} className="xs c3" style={{ padding: '2px 0 0 23px', overflowWrap: 'anywhere' }}>{r.what}: {member && /wallet|tier|member|points|log|growth/.test(r.what) ? <Link to={`/members/${member}`}>{r.ref}</Link> : r.ref}</div>
      })}
    </div>
  )
}

function Nights({ d }: { d: Audit }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const bad = d.nights.filter((n) => n.state === 'out-of-line').at(-1)
  const colour = { balanced: 'var(--ht-brand-line)', 'out-of-line': 'var(--ht-warn-mark)', 'broken-off': 'var(--ht-bad-line)', none: 'var(--ht-mute-soft)' }
  return (
    <div style={{ borderTop: '1px solid var(--ht-line)', paddingTop: 9 }}>
      <div className="row sb sm c3"><span>{t.nights}</span><span>{bad ? t.badNight(f.day(bad.day)) : d.nights.every((n) => n.state === 'balanced') ? t.allGood : ''}</span></div>
      <div className="row" style={{ gap: 3, marginTop: 7 }} role="img" aria-label={d.nights.filter((n) => n.state !== 'none').map((n) => t.nightOf(f.day(n.day), t.state[n.state])).join(', ') || t.notYet}>
        {d.nights.map((n) => <Tooltip key={n.day} title={t.nightOf(f.day(n.day), t.state[n.state])}><span style={{ flex: 1, height: 20, borderRadius: 2, background: colour[n.state] }} /></Tooltip>)}
      </div>
    </div>
  )
}
