import { Button } from 'antd'
import { ScanSearch } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ReactNode } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Say } from '../ui/say'
import { StatStrip } from '../ui/stat-strip'
import type { Stat } from '../ui/stat-strip'
import { watch as en } from '../words/en/watch'
import { watch as zh } from '../words/zh/watch'
import { ActsInTime } from './acts-in-time'
import { spanOf } from './anomaly'
import type { Detail } from './anomaly'

const FIRST = 7
const RULE: Record<string, string> = { 'same-member': 'watch-same-times', 'after-hours': 'watch-hours-minutes', 'by-hand': 'watch-by-hand-times', 'over-limit': 'points-till-day', 'refund-after-spend': 'points-clawback', 'own-account': 'watch-same-times' }

/** What was picked out, what is usual, and each act it was picked for. */
export function Evidence({ d }: { d: Detail }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const [all, setAll] = useState(false)
  const { anomaly: a, evidence } = d
  const rows = all ? evidence : evidence.slice(0, FIRST)
  const toMember = !a.memberId
  const sums = runningSums(d)
  const per = a.facts['per'] === 'shift' ? 'points-till-shift' : RULE[a.kind]
  const why = t.whys[a.kind]?.(f.whole(Number(a.facts['line'] ?? a.facts['limit'] ?? a.facts['grace'] ?? 0)), f.whole(Number(a.facts['hours'] ?? 0))) ?? []
  return (
    <>
      <div className="sm c3">{[a.storeName, spanOf(a, f)].filter(Boolean).join(' · ')}</div>
      <Say level={2} size={25}><Sentence d={d} /></Say>
      <div style={{ margin: '10px 0 16px' }}><StatStrip stats={statsOf(d, t, f)} /></div>
      {(a.kind === 'same-member' || a.kind === 'own-account') && <ActsInTime d={d} />}
      <table className="tbl" style={{ marginTop: 10 }}>
        <thead><tr><th>{t.columns.time}</th><th>{t.columns.what}</th><th className="r">{a.kind === 'after-hours' || a.kind === 'by-hand' ? t.columns.money : t.columns.points}</th><th style={{ paddingLeft: 20 }}>{toMember ? t.columns.member : t.columns.reason}</th>{sums ? <><th>{t.columns.present}</th><th className="r">{t.columns.sum}</th></> : <th>{t.columns.order}</th>}</tr></thead>
        <tbody>
          {rows.map((e, i) => (
            <tr key={`${e.at}${i}`} style={{ height: 37 }}>
              <td className="ht-tnum nw">{a.kind === 'refund-after-spend' ? f.moment(e.at) : f.time(e.at)}</td>
              <td className="nw">{a.kind === 'refund-after-spend' && e.what === 'hand' ? t.spent : t.acts[e.what]}</td>
              <td className={'r ht-tnum nw ' + ((e.points ?? 0) > 0 ? 'cg' : '')}>{a.kind === 'after-hours' || a.kind === 'by-hand' ? (e.minor === null ? t.none : f.coarse(e.minor)) : e.points === null ? t.none : f.signed(e.points)}</td>
              <td className="ell" style={{ maxWidth: 180, paddingLeft: 20 }}>{toMember ? e.memberId && <Link to={`/members/${e.memberId}`}>{e.memberName}</Link> : e.reason || (e.orderId && <Link to={`/orders/${e.orderId}`}>{e.orderNo}</Link>) || t.none}</td>
              {sums ? <><td className={e.present ? 'c2' : 'cw'}>{e.present ? t.here : t.away}</td><td className="r ht-tnum">{f.whole(sums[i] ?? 0)}</td></> : <td>{e.orderId ? <Link to={`/orders/${e.orderId}`}>{e.orderNo}</Link> : t.none}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {evidence.length > rows.length && <Button type="text" size="small" style={{ marginTop: 6 }} onClick={() => setAll(true)}>{t.showMore(f.whole(evidence.length - rows.length))}</Button>}
      <div style={{ marginTop: 18, padding: '12px 14px', borderRadius: 8, background: 'var(--ht-sunken)' }}>
        <div className="row g8"><ScanSearch size={15} color="var(--ht-warn)" aria-hidden /><span className="m f1">{t.why}</span>{a.kind !== 'own-account' && <Link className="sm" to={`/settings?rule=${per}`}>{t.changeLine}</Link>}</div>
        <p className="c2" style={{ marginTop: 4 }}>{why[0]} <span className="tok" style={{ whiteSpace: 'nowrap' }}>{why[1]}</span> {why[2]}</p>
      </div>
    </>
  )
}

/** What was given so far that day, beside each act; only where the acts are of one person to one member. */
function runningSums({ anomaly, evidence }: Detail): number[] | null {
  if (anomaly.kind !== 'same-member' && anomaly.kind !== 'own-account') return null
  let sum = 0
  return evidence.toReversed().map((e) => (sum += Math.max(0, e.points ?? 0))).toReversed()
}

function Sentence({ d }: { d: Detail }): ReactNode {
  const t = useWords(zh, en)
  const f = useFigures()
  const { anomaly: a } = d
  const day = a.day === f.today ? (f.moment(a.lastAt).split(' ')[0] ?? '') : f.day(a.day)
  const who = a.staffName ?? t.somebody
  const member = a.memberId && <Link to={`/members/${a.memberId}`} style={{ color: 'var(--ht-brand)', textDecoration: 'underline', textDecorationThickness: 1, textUnderlineOffset: 5 }}>{a.memberName}</Link>
  switch (a.kind) {
    case 'same-member': return <>{t.sameSay(who, day)}{member}{t.sameSayTimes(f.whole(a.times))}<em>{t.samePoints(f.whole(a.points))}</em>{t.stop}</>
    case 'refund-after-spend': return <>{member}{t.refundSay}<em>{t.refundOwes(f.whole(a.points))}</em>{t.stop}</>
    case 'after-hours': return <>{t.hoursSay(who, day)}<em>{t.hoursCodes(f.whole(a.times))}</em>{t.stop}</>
    case 'by-hand': return <>{t.handSay(who, day)}<em>{t.handTimes(f.whole(a.times))}</em>{t.stop}</>
    case 'own-account': return <>{t.ownSay(who, day)}<em>{t.ownTimes(f.whole(a.times), f.whole(a.points))}</em>{t.stop}</>
    case 'over-limit': return <>{t.overSay(who, day, a.facts['per'] === 'shift' ? t.perShift : t.perDay)}<em>{t.overPoints(f.whole(a.points))}</em>{t.overLimit(f.whole(Number(a.facts['limit'])))}{t.stop}</>
  }
}

const clock = (minute: unknown): string => `${String(Math.floor(Number(minute) / 60)).padStart(2, '0')}:${String(Number(minute) % 60).padStart(2, '0')}`

function statsOf({ anomaly: a, usual, evidence }: Detail, t: typeof zh, f: ReturnType<typeof useFigures>): Stat[] {
  const without = evidence.filter((e) => !e.orderId).length
  switch (a.kind) {
    case 'same-member': return [
      { label: t.usual, value: ((usual?.tenths ?? 0) / 10).toFixed(1), unit: t.timesUnit, note: t.usualNote, small: true }, { label: t.others, value: t.othersMost(f.whole(usual?.others ?? 0)), note: t.othersNote, small: true },
      { label: t.withOrder, value: f.whole(evidence.length - without), unit: t.timesUnit, note: without === 0 ? t.allWith : without === evidence.length ? t.withoutNote(f.whole(without)) : t.someWith(f.whole(without)), small: true },
    ]
    case 'refund-after-spend': return [{ label: t.money, value: f.money(a.minor), small: true }, { label: t.debtNow, value: f.whole(a.points), unit: t.points, small: true }, { label: t.times, value: f.whole(a.times), unit: t.timesUnit, small: true }]
    case 'after-hours': return [{ label: t.openHours, value: `${clock(a.facts['opens'])}–${clock(a.facts['closes'])}`, small: true }, { label: t.first, value: f.time(a.firstAt), small: true }, { label: t.last, value: f.time(a.lastAt), small: true }]
    case 'by-hand': return [{ label: t.times, value: f.whole(a.times), unit: t.timesUnit, small: true }, { label: t.members, value: f.whole(Number(a.facts['members'] ?? 0)), small: true }, { label: t.last, value: f.time(a.lastAt), small: true }]
    case 'own-account': return [{ label: t.times, value: f.whole(a.times), unit: t.timesUnit, small: true }, { label: t.pointsGiven, value: f.whole(a.points), unit: t.points, small: true }, { label: t.money, value: f.money(a.minor), small: true }]
    case 'over-limit': return [{ label: t.pointsGiven, value: f.whole(a.points), unit: t.points, small: true }, { label: t.over, value: f.whole(a.points - Number(a.facts['limit'])), unit: t.points, small: true }, { label: t.money, value: f.money(a.minor), small: true }]
  }
}
