import { Check, Hourglass } from 'lucide-react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Interval } from '../ui/interval'
import { StatStrip } from '../ui/stat-strip'
import { ink } from '../ui/tokens/ink'
import { campaign as en } from '../words/en/campaign'
import { campaign as zh } from '../words/zh/campaign'
import type { Effect } from './terms'

/** What went out, what came, what it cost, and whom it disturbed. */
export function Figures({ e }: { e: Effect }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const per = (minor: number) => f.money(Math.round((minor / e.costMinor) * f.unit))
  const sign = (n: number) => f.signed(Math.round(n))
  return (
    <StatStrip stats={[
      { label: t.stats.sent, value: f.whole(e.campaign.issued), unit: t.people, small: true, note: t.stats.sentNote(f.whole(e.campaign.controls)) },
      { label: t.stats.came, value: e.extraPeople ? sign(e.extraPeople.mid) : '—', unit: e.extraPeople ? t.people : '', small: true, note: e.extraPeople ? t.stats.cameNote(sign(e.extraPeople.low), sign(e.extraPeople.high)) : '' },
      { label: t.stats.cost, value: f.coarse(e.costMinor), small: true, note: t.stats.costNote(f.coarse(e.couponMinor), f.coarse(e.pointsMinor)) },
      { label: t.stats.perYuan(f.round(f.unit)), value: e.netMinor && e.costMinor > 0 ? per(e.netMinor.mid) : '—', small: true, note: e.netMinor && e.costMinor > 0 ? t.stats.perYuanNote(per(e.netMinor.low), per(e.netMinor.high)) : e.costMinor > 0 ? t.tooFew : t.stats.perYuanNone },
      { label: t.stats.quit, value: f.whole(e.unsubscribed), unit: t.stats.quitUnit, small: true, note: t.stats.quitNote(f.percent(e.campaign.issued === 0 ? 0 : e.unsubscribed / e.campaign.issued)) },
    ]} />
  )
}

/** Both groups in one table, the difference on its whisker. */
export function Arms({ e }: { e: Effect }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sure = e.verdict === 'more' || e.verdict === 'less'
  const row = (name: string, note: string, arm: Effect['target']) => (
    <>
      <td style={{ paddingTop: 10, paddingBottom: 10 }}><div className="m">{name}</div><div className="xs c3">{note}</div></td>
      <td className="r">{f.whole(arm.members)}</td>
      <td className="r">{f.whole(arm.buyers)}<span className="c3 sm"> {f.percent(arm.members === 0 ? 0 : arm.buyers / arm.members)}</span></td>
      <td className="r">{f.money(arm.members === 0 ? 0 : Math.round(arm.revenueMinor / arm.members))}</td>
    </>
  )
  const { perMember: d } = e
  const offer = [e.campaign.couponTitle, e.campaign.terms.points > 0 ? `${f.whole(e.campaign.terms.points)} ${t.points}` : null].filter(Boolean).join(' + ') || (e.campaign.terms.titleZh || e.campaign.terms.titleEn)
  return (
    <div style={{ marginTop: 14 }}>
      <div className="row base g8 wrap"><h2 className="sec">{e.extraMinor || e.verdict === 'no-control' ? t.armsTitle[e.verdict] : t.tooFew}</h2><span className="sm c3">{t.armsHead(e.windowDays)}</span></div>
      <table className="tbl" style={{ marginTop: 4 }}>
        <thead><tr><th>{t.arms.arm}</th><th className="r">{t.arms.members}</th><th className="r">{t.arms.buyers}</th><th className="r">{t.arms.per}</th><th style={{ width: 320 }}>{t.arms.diff}</th><th style={{ width: 150 }}>{t.arms.verdict}</th></tr></thead>
        <tbody>
          <tr>{row(t.arms.control, t.arms.controlNote, e.control)}<td><span className="c3 sm">{t.arms.base}</span></td><td className="c3">—</td></tr>
          <tr>
            {row(offer, t.arms.targetNote, e.target)}
            <td>{d ? <div className="row g8"><Interval low={d.low} mid={d.mid} high={d.high} min={Math.min(0, d.low) - Math.abs(d.mid) * 0.2} max={Math.max(0, d.high) + Math.abs(d.mid) * 0.2} width={150} height={20} weak={!sure} colour={sure ? ink.d1 : ink.ink3} label={t.arms.diff} /><span className="sm nw ht-tnum">{f.money(Math.round(d.mid))} <span className="c3">({f.money(Math.round(d.low))} – {f.money(Math.round(d.high))})</span></span></div> : <span className="c3">—</span>}</td>
            <td><span className="row g4" style={{ color: e.verdict === 'more' ? ink.good : e.verdict === 'less' ? ink.bad : ink.warn }}>{e.verdict === 'more' ? <Check size={14} aria-hidden /> : <Hourglass size={13} aria-hidden />}{t.verdicts[e.verdict]}</span></td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}
