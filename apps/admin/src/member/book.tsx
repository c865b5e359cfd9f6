import { Button, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { daysBetween } from '@huitou/units'
import { useState } from 'react'
import { Link } from 'react-router'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { usePreferences, useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Full, RowBones } from '../ui/states'
import { Fact } from '../ui/sum'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'

/** The book by lots, now or as it was: what is left, where from, worked out how. */
export function Book({ memberId, brief, onAll }: { memberId: string; brief?: boolean; onAll?: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const ui = useWords(uiZh, uiEn)
  const [asOf, setAsOf] = useState<string>()
  const { language } = usePreferences()
  const [knownAt, setKnownAt] = useState<string>()
  const book = useRead('readMemberPoints', { memberId, ...(asOf ? { asOf } : {}), ...(knownAt ? { knownAt } : {}) })
  return (
    <Full of={book} bones={<RowBones rows={4} />}>
      {(b) => {
        const own = b.lots.filter((l) => l.wallet === 'points' && (brief ? l.left > 0 : true))
        const lots = brief ? own.slice(0, 6) : own
        const told = (l: (typeof own)[number]) => (l.orderId ? l.explanation.filter((r) => r.code !== 'lot-order') : l.explanation.slice(1)).map((r) => sentence(r)).join(ui.semi) + (l.held > 0 ? ` ${t.held(f.whole(l.held))}` : '')
        const reasons = lots.some((l) => told(l))
        const sum = (pick: (l: (typeof own)[number]) => number) => own.reduce((a, l) => a + pick(l), 0)
        return (
          <section>
            <div className="row base g8" style={{ marginBottom: 4 }}>
              <h2 className="sec nw">{t.book}</h2>
              <span className="sm c3 ell f1">{t.bookHint(b.lots.filter((l) => l.wallet === 'points' && l.left > 0).length)}</span>
              <span className="sm c3 nw">{t.asOf}</span>
              <DatePicker size="small" showTime={{ format: 'HH:mm' }} placeholder={t.now} aria-label={t.asOf} value={asOf ? dayjs(asOf) : null} onChange={(d) => setAsOf(d ? d.toISOString() : undefined)} style={{ width: 158 }} disabledDate={(d) => d.isAfter(dayjs())} />
              {!brief && <span className="sm c3 nw">{t.knownAt}</span>}
              {!brief && <DatePicker size="small" showTime={{ format: 'HH:mm' }} placeholder={t.now} aria-label={t.knownAt} value={knownAt ? dayjs(knownAt) : null} onChange={(d) => setKnownAt(d ? d.toISOString() : undefined)} style={{ width: 158 }} disabledDate={(d) => d.isAfter(dayjs())} />}
              {onAll && <Button size="small" type="text" onClick={onAll}>{t.allLines}</Button>}
            </div>
            {lots.length === 0 ? <p className="c3 sm" style={{ padding: '8px 0' }}>{t.noLots}</p> : (
              <table className="tbl">
                <thead><tr><th style={{ width: 172 }}>{t.expires}</th><th>{t.from}</th>{reasons && <th>{t.how}</th>}<th className="r">{t.got}</th><th className="r">{t.used}</th><th className="r">{t.left}</th></tr></thead>
                <tbody>
                  {lots.map((l) => {
                    const days = l.expiresOn ? daysBetween(f.today, l.expiresOn) : null
                    const [source] = l.explanation
                    return (
                      <tr key={l.lotId} className={l.left === 0 ? 'c3' : ''}>
                        <td className="nw">
                          {l.expiresOn ? l.expiresOn.replaceAll('-', '/') : t.never}
                          {l.state === 'pending' && <span className="cw sm" style={{ marginLeft: 6 }}>{t.pendingUntil(f.dayOf(l.activeAt))}</span>}
                          {l.state === 'active' && days !== null && days >= 0 && days <= 60 && <span className="cw sm" style={{ marginLeft: 6 }}>{t.leftDays(days)}</span>}
                          {l.left === 0 && <span className="sm" style={{ marginLeft: 6 }}>{t.lotStates[l.state]}</span>}
                        </td>
                        <td className="nw">{l.orderId ? <Link className="lnk" to={`/orders/${l.orderId}`}>{t.order(l.orderNo ?? '')}</Link> : source ? sentence(source) : '—'}</td>
                        {reasons && <td className="c3 sm">{told(l)}</td>}
                        <td className="r">{f.whole(l.points)}</td>
                        <td className="r c3">{l.points - l.left ? f.minus(f.whole(l.points - l.left)) : '0'}</td>
                        <td className="r b">{f.whole(l.left)}</td>
                      </tr>
                    )
                  })}
                  <tr>
                    <td colSpan={reasons ? 3 : 2} className="c3 sm">{t.totalsNote(f.whole(b.balance.pending), f.whole(b.balance.held), f.whole(b.balance.debt))}{b.transitPoints > 0 && t.transitNote(f.whole(b.transitPoints))}</td>
                    <td className="r c3">{f.whole(sum((l) => l.points))}</td>
                    <td className="r c3">{f.signed(0 - sum((l) => l.points - l.left))}</td>
                    <td className="r b">{f.whole(sum((l) => l.left))}</td>
                  </tr>
                </tbody>
              </table>
            )}
            {!brief && (asOf || knownAt) && <p className="sm c2" style={{ marginTop: 6 }}>{t.balanceThen(f.whole(b.balance.shown))}</p>}
            {b.others.map((o) => <Fact key={o.wallet} name={language === 'en' ? o.nameEn : o.nameZh} value={f.whole(o.balance.shown)} />)}
          </section>
        )
      }}
    </Full>
  )
}
