import { Button, Input } from 'antd'
import { CircleDollarSign, FileSpreadsheet, Mountain, ReceiptText, ScrollText, TrendingUp, Undo2, UserCheck, UserMinus, Wallet } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Page } from '../ui/page'
import { Pill } from '../ui/pill'
import { Say } from '../ui/say'
import { Full } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { importing as en } from '../words/en/import'
import { importing as zh } from '../words/zh/import'

const Row = ({ icon: Icon, words, value, stays }: { icon: LucideIcon; words: [string, string] | undefined; value: string; stays?: boolean }) => (
  <div className="row g12" style={{ padding: '11px 0', borderTop: '1px solid var(--ht-line)', alignItems: 'flex-start' }}>
    <Icon size={16} strokeWidth={1.75} color={stays ? 'var(--ht-good)' : 'var(--ht-ink3)'} style={{ marginTop: 2, flex: 'none' }} aria-hidden />
    <div className="f1"><div className="m">{words?.[0]}</div><div className="sm c3">{words?.[1]}</div></div>
    <span className="b ht-tnum" style={{ fontSize: 15 }}>{value}</span>
  </div>
)

/** Two columns: what goes, what stays. The number typed is the consent. */
export function UndoImportPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const { importId = '' } = useParams()
  const go = useNavigate()
  const speaker = useSpeaker()
  const read = useRead('readImport', { importId })
  const undo = useRead('previewUndo', { importId }, { keep: false, fresh: 0 })
  const [typed, setTyped] = useState('')
  const act = useAct('undoImport', { rereads: ['readImport', 'listImports', 'listMembers', 'readShopHome'], failed: speaker.refused, done: () => { speaker.done(t.undoStarted); void go(`/import/${importId}`) } })
  const code = importId.slice(-6)
  return (
    <Page crumbs={[{ text: t.title, to: '/import' }, { text: read.data?.import.fileName ?? '…', to: `/import/${importId}` }, { text: t.undoCrumb }]} full>
      <Full of={undo}>
        {(u) => (
          <div className="split" style={{ gridTemplateColumns: 'minmax(0,1fr) clamp(340px,29vw,412px)' }}>
            <div className="pane" style={{ padding: '0 32px 16px' }}>
              <div className="row g8" style={{ paddingTop: 18 }}><Pill>{t.undoPill}</Pill><span className="sm c3 ell">{read.data?.import.fileName}</span></div>
              <div style={{ marginTop: 6 }}><Say size={25} level={1}>{t.undoSay(f.whole(u.membersGone), f.whole(u.points))[0]}{u.debtMembers > 0 ? <>；<em>{t.undoDebt(f.whole(u.debtMembers))}</em></> : t.undoClean}。</Say></div>
              <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 36, marginTop: 14 }}>
                <section>
                  <h2 className="sec mb8">{t.gone}</h2>
                  <Row icon={UserMinus} words={t.goneRows['members']} value={f.whole(u.membersGone)} />
                  <Row icon={ReceiptText} words={t.goneRows['orders']} value={f.whole(u.orders)} />
                  <Row icon={TrendingUp} words={t.goneRows['money']} value={f.money(u.totalMinor)} />
                  {u.ordersTouched > 0 && <Row icon={Undo2} words={t.goneRows['touched']} value={`${f.whole(u.ordersTouched)} ${t.ordersUnit}${u.refundedMinor > 0 ? ` · ${f.money(u.refundedMinor)}` : ''}`} />}
                  <Row icon={CircleDollarSign} words={t.goneRows['points']} value={f.whole(u.points)} />
                  <Row icon={Mountain} words={t.goneRows['growth']} value={f.whole(u.growth)} />
                  <Row icon={Mountain} words={t.goneRows['tiers']} value={f.whole(u.tiersDown)} />
                </section>
                <section>
                  <h2 className="sec mb8">{t.stay}</h2>
                  <Row stays icon={UserCheck} words={t.stayRows['members']} value={f.whole(u.membersStay)} />
                  <Row stays icon={Wallet} words={t.stayRows['debt']} value={f.whole(u.debtPoints)} />
                  <Row stays icon={ScrollText} words={t.stayRows['books']} value={t.kept} />
                  <Row stays icon={FileSpreadsheet} words={t.stayRows['file']} value={t.kept} />
                </section>
              </div>
            </div>
            <aside className="pane aside" style={{ padding: '20px 24px', display: 'flex', flexDirection: 'column' }} aria-label={t.undoConfirm}>
              <span className="f1" />
              <div className="card" style={{ padding: '16px 18px', boxShadow: 'var(--ht-pop)' }}>
                <h2 style={{ fontSize: 15 }}>{t.undoConfirm}</h2>
                <p className="c2 sm" style={{ margin: '4px 0 10px' }}>{t.undoConfirmHint}</p>
                <Input aria-label={t.undoConfirmHint} className="mono" value={typed} suffix={<span className="sm c3">{code}</span>} onChange={(e) => setTyped(e.target.value.trim())} />
                <div className="row g8" style={{ marginTop: 12, justifyContent: 'flex-end' }}>
                  <Button onClick={() => void go(`/import/${importId}`)}>{t.notNow}</Button>
                  <Button danger type="primary" disabled={typed !== code} loading={act.isPending} onClick={() => act.mutate({ importId, expectOrders: u.orders })}>{t.undoAct(f.whole(u.orders))}</Button>
                </div>
              </div>
            </aside>
          </div>
        )}
      </Full>
    </Page>
  )
}
