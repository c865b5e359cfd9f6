import { Button, Drawer, Segmented } from 'antd'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMore, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Full, RowBones } from '../ui/states'
import { Sum } from '../ui/sum'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'

type Line = Answer<'listMemberLines'>['items'][number]

/** The statement: every movement, each opening into its arithmetic. */
export function Movements({ memberId }: { memberId: string }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const [wallet, setWallet] = useState('points')
  const [open, setOpen] = useState<Line | null>(null)
  const lines = useMore('listMemberLines', { memberId, wallet, limit: 30 })
  const rows = lines.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <section style={{ marginTop: 24 }}>
      <div className="row base g8" style={{ marginBottom: 4 }}>
        <h2 className="sec">{t.lines}</h2>
        <span className="f1" />
        <Segmented size="small" value={wallet} onChange={setWallet} options={['points', 'growth'].map((w) => ({ value: w, label: t.wallets[w] }))} />
      </div>
      <Full of={{ ...lines, data: lines.data }} bones={<RowBones rows={6} />}>
        {() => (
          <table className="tbl">
            <thead><tr><th style={{ width: 130 }}>{t.when}</th><th>{t.what}</th><th className="r">{t.points}</th><th className="r">{t.balance}</th><td style={{ width: 26 }} /></tr></thead>
            <tbody>
              {rows.map((l) => (
                <tr key={l.lineId} className="pick" onClick={() => setOpen(l)}>
                  <td className="c3 nw">{f.moment(l.at)}</td>
                  <td>{sentence(l.title)} {l.pending && <span className="pill">{l.activeOn ? t.pendingUntil(f.day(l.activeOn)) : t.pendingMark}</span>}</td>
                  <td className={'r m ' + (l.points > 0 ? 'cg' : '')}>{f.signed(l.points)}</td>
                  <td className="r c2">{f.whole(l.balance)}</td>
                  <td className="r"><button className="bare" aria-label={t.why}><ChevronRight size={14} color="var(--ht-ink4)" /></button></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Full>
      {lines.hasNextPage && <Button size="small" type="text" loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>{t.moreRows}</Button>}
      <Drawer open={!!open} onClose={() => setOpen(null)} title={t.explanation} size={440} destroyOnHidden>
        {open && <Explained memberId={memberId} line={open} />}
      </Drawer>
    </section>
  )
}

function Explained({ memberId, line }: { memberId: string; line: Line }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const why = useRead('explainMemberLine', { memberId, lineId: line.lineId }, { keep: false })
  return (
    <Full of={why}>
      {(e) => (
        <>
          <div className="b" style={{ fontSize: 15 }}>{sentence(e.title)}</div>
          <div className="sm c3 mb8">{f.moment(line.at)} {e.orderId && <Link className="lnk" to={`/orders/${e.orderId}`}>{t.order(line.orderNo ?? '')}</Link>}</div>
          <Sum rows={[...e.steps.map((s) => ({ what: sentence(s.reason), amount: s.value ?? '' })), { what: t.result, amount: f.signed(e.result) }]} />
          {e.rule && <p className="sm c3 mt12">{t.rule(e.rule.name, e.rule.version)}</p>}
          {e.lots.length > 0 && (
            <>
              <h3 className="sec mt16">{t.drew}</h3>
              <table className="tbl"><tbody>{e.lots.map((l) => <tr key={l.lotId}><td>{l.expiresOn ? l.expiresOn.replaceAll('-', '/') : t.never}</td><td className="c3">{l.orderNo ? t.order(l.orderNo) : ''}</td><td className="r m">{f.signed(l.points)}</td></tr>)}</tbody></table>
            </>
          )}
        </>
      )}
    </Full>
  )
}
