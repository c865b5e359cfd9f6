import { Link, useNavigate } from 'react-router'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Bar } from '../ui/bar'
import { ListPage } from '../ui/list-page'
import { Pill } from '../ui/pill'
import { flash as en } from '../words/en/flash'
import { flash as zh } from '../words/zh/flash'
import { phaseTone } from './terms'

export function FlashesPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const list = useRead('listFlashSales', { limit: 50 })
  return (
    <ListPage of={list} t={t} to="/flash/new">
      {(d) => (
        <table className="wide sticky">
          <thead><tr><th>{t.columns.title}</th><th>{t.columns.when}</th><th className="r">{t.columns.price}</th><th className="r">{t.columns.total}</th><th style={{ width: 150 }}>{t.columns.sold}</th><th className="r">{t.columns.held}</th><th className="r">{t.columns.money}</th><th style={{ width: 92 }}>{t.columns.state}</th></tr></thead>
          <tbody>
            {d.items.map((s) => {
              const to = s.phase === 'draft' || s.phase === 'scheduled' ? `/flash/${s.flashId}` : `/flash/${s.flashId}/live`
              return (
                <tr key={s.flashId} className="pick" style={{ height: 44 }} onClick={() => void go(to)}>
                  <td className="m ell" style={{ maxWidth: 240 }}><Link style={{ color: 'inherit' }} to={to} onClick={(e) => e.stopPropagation()}>{s.terms.title}</Link></td>
                  <td className="c2 nw">{f.moment(s.terms.from)}</td>
                  <td className="r">{f.round(s.terms.priceMinor)}</td>
                  <td className="r">{f.whole(s.terms.total)}</td>
                  <td><span className="row g8"><Bar share={s.redeemed / s.terms.total} width={48} colour="var(--ht-d1)" />{f.whole(s.redeemed)}</span></td>
                  <td className="r">{f.whole(s.held)}</td>
                  <td className="r m">{f.round(s.soldMinor)}</td>
                  <td><Pill tone={phaseTone[s.phase]}>{t.phases[s.phase]}</Pill></td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </ListPage>
  )
}
