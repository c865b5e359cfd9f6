import { Button } from 'antd'
import { ArrowRight } from 'lucide-react'
import { useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { useMay } from '../platform/session'
import { Card } from '../ui/card'
import { Full } from '../ui/states'
import { TierBadge } from '../ui/tier-badge'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'
import type { Doing } from './member-page'

type Progress = Answer<'readMember'>['progress']

/** What is missing for the next tier and to keep this one, in words and on one track; and why it is this tier. */
export function TierCard({ m, onAll, onDo }: { m: Answer<'readMember'>; onAll: () => void; onDo: (what: Doing) => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const ui = useWords(uiZh, uiEn)
  const may = useMay('manager')
  const tier = useRead('readMemberTier', { memberId: m.memberId })
  const p: Progress = m.progress
  const say = (n: number) => (p.unit === 'money' ? f.round(n) : f.whole(n))
  const title = !p.tier ? t.noTier : p.next && p.missingNext !== null ? t.missing[p.unit](say(p.missingNext), p.next.name) : t.top(p.tier.name)
  const hint = p.missingKeep !== null && p.missingKeep > 0 && p.keepBy ? t.keep[p.unit](say(p.missingKeep), f.day(p.keepBy)) : p.until ? t.kept(f.day(p.until)) : t.keptForever
  const top = Math.max(1, p.needNext ?? p.have, p.have)
  const last = tier.data?.history[0]
  return (
    <Card tools={may && (tier.data?.grant ? <Button size="small" type="text" onClick={() => onDo('end-grant')}>{t.endGrant}</Button> : <Button size="small" type="text" onClick={() => onDo('grant')}>{t.grant}</Button>)} title={title} hint={p.tier ? hint : undefined} body={{ paddingTop: 8 }}>
      {p.needNext !== null && (
        <>
          <div role="img" aria-label={`${say(p.have)} / ${say(p.needNext)}`} style={{ position: 'relative', height: 8, borderRadius: 4, background: 'var(--ht-mute-soft)', margin: '4px 0 5px' }}>
            <div style={{ position: 'absolute', left: 0, top: 0, bottom: 0, width: `${Math.min(100, (p.have / top) * 100)}%`, borderRadius: 4, background: 'var(--ht-d1)' }} />
            {p.keepNeed !== null && p.keepNeed < top && <span style={{ position: 'absolute', left: `${(p.keepNeed / top) * 100}%`, top: -3, width: 1.5, height: 14, background: 'var(--ht-ink2)' }} />}
          </div>
          <div className="row sb xs c3 ht-tnum">
            <span className="b" style={{ color: 'var(--ht-d1)' }}>{t.units[p.unit]} {say(p.have)}</span>
            {p.keepNeed !== null && p.keepNeed > 0 && p.keepNeed < top && <span>{t.keepAt(say(p.keepNeed))}</span>}
            <span>{p.next?.name} {say(p.needNext)}</span>
          </div>
        </>
      )}
      {tier.data?.grant && <p className="sm c2" style={{ margin: '8px 0 0' }}>{t.granted(tier.data.grant.reason, tier.data.grant.lastDay ? f.day(tier.data.grant.lastDay) : null)}</p>}
      {p.tier && (
        <>
          <div className="hr" style={{ margin: '9px 0 7px' }} />
          <div className="sm">
            <span className="m">{t.whyTier(p.tier.name)}</span>
            {m.tierSince && <span className="c3"> · {t.since(f.dayOf(m.tierSince))}</span>}
            <div className="c2" style={{ marginTop: 2 }}>
              {last ? [last.reason, ...last.facts].map((r) => sentence(r)).join(ui.semi) : t.noChange}{' '}
              {(tier.data?.history.length ?? 0) > 1 && <button className="lnk" onClick={onAll}>{t.allChanges(tier.data?.history.length ?? 0)}</button>}
            </div>
          </div>
        </>
      )}
    </Card>
  )
}

export function TierHistory({ memberId }: { memberId: string }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const ui = useWords(uiZh, uiEn)
  const tier = useRead('readMemberTier', { memberId })
  return (
    <Full of={tier} empty={(d) => d.history.length === 0 && <p className="sm c3">{t.noChange}</p>}>
      {(d) => (
        <table className="tbl">
          <tbody>
            {d.history.map((h, i) => (
              <tr key={i}>
                <td className="c3 nw" style={{ width: 130 }}>{f.moment(h.at)}</td>
                <td style={{ width: 170 }}><span className="row g6">{h.from && <><TierBadge tier={h.from} /><ArrowRight size={12} color="var(--ht-ink4)" /></>}{h.to && <TierBadge tier={h.to} />}</span></td>
                <td>{[h.reason, ...h.facts].map((r) => sentence(r)).join(ui.semi)}</td>
                <td className="c3 sm r nw">{h.until && t.until(f.day(h.until))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Full>
  )
}
