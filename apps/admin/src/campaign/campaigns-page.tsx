import { Link, useNavigate } from 'react-router'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Bar } from '../ui/bar'
import { ListPage } from '../ui/list-page'
import { Pill } from '../ui/pill'
import { campaign as en } from '../words/en/campaign'
import { campaign as zh } from '../words/zh/campaign'
import { conditionRead, phaseTone } from './terms'
import { useCalled } from './use-called'

export function CampaignsPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const called = useCalled()
  const list = useRead('listCampaigns', { limit: 50 })
  return (
    <ListPage of={list} t={t} to="/campaigns/new">
      {(d) => (
        <table className="wide sticky">
          <thead><tr><th>{t.columns.name}</th><th>{t.columns.audience}</th><th>{t.columns.launched}</th><th className="r">{t.columns.targets}</th><th className="r">{t.columns.controls}</th><th style={{ width: 150 }}>{t.columns.issued}</th><th style={{ width: 92 }}>{t.columns.state}</th></tr></thead>
          <tbody>
            {d.items.map((c) => {
              const to = c.launchedAt ? `/campaigns/${c.campaignId}/effect` : `/campaigns/${c.campaignId}`
              const starts = c.launchedAt ?? c.launchAt
              return (
                <tr key={c.campaignId} className="pick" style={{ height: 46 }} onClick={() => void go(to)}>
                  <td className="m ell" style={{ maxWidth: 200 }}><Link style={{ color: 'inherit' }} to={to} onClick={(e) => e.stopPropagation()}>{c.terms.name}</Link></td>
                  <td className="c2 ell" style={{ maxWidth: 340 }}>{c.terms.conditions.map((x) => conditionRead(x, t, f, called)).join(t.and) || t.everybody}</td>
                  <td className="c2 nw">{starts ? f.moment(starts) : '—'}</td>
                  <td className="r">{c.launchedAt ? f.whole(c.targets) : '—'}</td>
                  <td className="r">{c.launchedAt ? f.whole(c.controls) : f.percent(c.terms.holdoutBp / 10_000, 0)}</td>
                  <td>{c.launchedAt ? <span className="row g8"><Bar share={c.targets ? c.issued / c.targets : 0} width={48} colour="var(--ht-d1)" />{f.whole(c.issued)}</span> : '—'}</td>
                  <td><Pill tone={phaseTone[c.phase]}>{t.phases[c.phase]}</Pill></td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </ListPage>
  )
}
