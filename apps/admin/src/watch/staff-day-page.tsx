import { Button, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { Link } from 'react-router'
import { addDays } from '@huitou/units'
import { useAddress } from '../platform/address'
import { useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { saveFile } from '../platform/call'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { SettingsFrame } from '../settings'
import { Avatar } from '../ui/avatar'
import { PageHead } from '../ui/page-head'
import { Empty, Full, RowBones } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { watch as en } from '../words/en/watch'
import { watch as zh } from '../words/zh/watch'

type Person = Answer<'readStaffDay'>['people'][number]

/** A day's acts, person by person. */
export function StaffDayPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const [address, setAddress] = useAddress(['day'])
  const day = /^\d{4}-\d{2}-\d{2}$/.test(address.day ?? '') ? address.day! : f.today
  const report = useRead('readStaffDay', { day })
  const go = (to: string) => setAddress({ day: to === f.today ? undefined : to })
  return (
    <SettingsFrame at="days">
      <div style={{ padding: '0 24px' }}>
        <PageHead tight title={t.reportTitle(f.day(day))} sub={t.reportSub(f.whole(report.data?.people.length ?? 0))} acts={<Button icon={<Download size={14} />} onClick={() => void saveFile(`/api/staff-days/${day}/file`, `staff-${day}.csv`).catch(speaker.refused)}>{t.export}</Button>} />
        <div className="row g6" style={{ paddingBottom: 10 }}>
          <Button size="small" icon={<ChevronLeft size={14} />} aria-label={t.dayBefore} onClick={() => go(addDays(day, -1))} />
          <DatePicker size="small" allowClear={false} value={dayjs(day)} maxDate={dayjs(f.today)} onChange={(d) => d && go(d.format('YYYY-MM-DD'))} style={{ width: 130 }} />
          <Button size="small" icon={<ChevronRight size={14} />} aria-label={t.dayAfter} disabled={day >= f.today} onClick={() => go(addDays(day, 1))} />
          <span className="sm c3" style={{ marginLeft: 4 }}>{f.weekday(day)}</span>
        </div>
      </div>
      <Full of={report} bones={<RowBones rows={5} height={44} />} empty={(d) => d.people.length === 0 && <Empty title={t.nobody} hint={t.nobodyHint} />}>
        {(d) => <People people={d.people} />}
      </Full>
    </SettingsFrame>
  )
}

function People({ people }: { people: readonly Person[] }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const c = t.reportColumns
  const sum = (of: (p: Person) => number) => people.reduce((all, p) => all + of(p), 0)
  const hand = (given: number, taken: number) => [given > 0 ? f.signed(given) : '', taken > 0 ? f.signed(-taken) : ''].filter(Boolean).join(' ') || t.none
  const some = (n: number, text: string) => (n === 0 ? <span className="c3">{t.none}</span> : text)
  return (
    <table className="tbl sticky">
      <thead><tr><th style={{ paddingLeft: 24 }}>{c.name}</th><th>{c.role}</th><th className="r">{c.sales}</th><th className="r">{c.paid}</th><th className="r">{c.given}</th><th className="r">{c.redeemed}</th><th className="r">{c.refunds}</th><th className="r">{c.hand}</th><th className="r" style={{ paddingRight: 24 }}>{c.anomalies}</th></tr></thead>
      <tbody>
        {people.map((p) => (
          <tr key={p.staffId} style={{ height: 44 }}>
            <td style={{ paddingLeft: 24 }}><span className="row g8 nw"><Avatar name={p.name} size={24} /><span className="m">{p.name}</span></span></td>
            <td className="c2 nw">{t.roles[p.role]}</td>
            <td className="r ht-tnum">{some(p.sales, f.whole(p.sales))}</td>
            <td className="r ht-tnum nw">{some(p.paidMinor, f.money(p.paidMinor))}</td>
            <td className="r ht-tnum nw"><span className="m">{some(p.given, f.whole(p.given))}</span>{p.back > 0 && <div className="xs c3">{t.back(f.whole(p.back))}</div>}</td>
            <td className="r ht-tnum">{some(p.redeemed, f.whole(p.redeemed))}</td>
            <td className="r ht-tnum nw">{some(p.refunds, `${f.whole(p.refunds)} · ${f.money(p.refundMinor)}`)}</td>
            <td className="r ht-tnum nw">{hand(p.handGiven, p.handTaken)}</td>
            <td className="r ht-tnum" style={{ paddingRight: 24 }}>{p.anomalies === 0 ? <span className="c3">{t.none}</span> : <Link to="/settings/watch" className="cw m">{f.whole(p.anomalies)}</Link>}</td>
          </tr>
        ))}
        <tr style={{ height: 44, borderTop: '1px solid var(--ht-line-strong)' }} className="m">
          <td style={{ paddingLeft: 24 }}>{t.all}</td><td />
          <td className="r ht-tnum">{f.whole(sum((p) => p.sales))}</td><td className="r ht-tnum nw">{f.money(sum((p) => p.paidMinor))}</td><td className="r ht-tnum">{f.whole(sum((p) => p.given))}</td><td className="r ht-tnum">{f.whole(sum((p) => p.redeemed))}</td>
          <td className="r ht-tnum nw">{f.whole(sum((p) => p.refunds))} · {f.money(sum((p) => p.refundMinor))}</td><td className="r ht-tnum nw">{hand(sum((p) => p.handGiven), sum((p) => p.handTaken))}</td><td className="r ht-tnum" style={{ paddingRight: 24 }}>{f.whole(sum((p) => p.anomalies))}</td>
        </tr>
      </tbody>
    </table>
  )
}
