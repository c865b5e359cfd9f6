import { Input, InputNumber, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Note } from '../ui/note'
import { Fact } from '../ui/sum'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'

/** Points by hand, with a reason; what it leaves is shown before. */
export function AdjustPoints({ m, onClose }: { m: Answer<'readMember'>; onClose: () => void }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const f = useFigures()
  const speaker = useSpeaker()
  const [wallet, setWallet] = useState('points')
  const [verb, setVerb] = useState<'give' | 'take'>('give')
  const [amount, setAmount] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const points = (verb === 'give' ? 1 : -1) * (amount ?? 0)
  const have = wallet === 'points' ? m.points.shown : m.growth
  const act = useAct('adjustPoints', {
    rereads: ['readMember', 'readMemberPoints', 'listMemberLines', 'readMemberTimeline', 'readMemberTier'],
    done: (a) => {
      speaker.done(t.adjusted(f.whole(a.balance.shown)))
      onClose()
    },
    failed: speaker.refused,
  })
  const ask = useAct('askAdjustment', { rereads: ['listAdjustmentRequests'], done: () => { speaker.done(t.askedSecond); onClose() }, failed: speaker.refused })
  const limits = useRead('readMyLimits', {}, { fresh: 0 }).data
  const leftToday = limits?.handDay == null ? null : Math.max(0, limits.handDay - limits.givenToday)
  const alone = limits?.alone ?? null
  const aboveOnce = alone !== null && (amount ?? 0) > alone
  const second = aboveOnce || (leftToday !== null && (amount ?? 0) > leftToday)
  const body = { memberId: m.memberId, wallet, points, reason: reason.trim() }
  const short = wallet === 'points' && verb === 'take' && (amount ?? 0) > m.points.available
  return (
    <Modal open title={t.adjustTitle} width={420} onCancel={onClose} cancelText={ui.cancel} okText={second ? t.askSecond : t.adjustAct(t[verb], f.whole(amount ?? 0))} okButtonProps={{ disabled: !amount || reason.trim().length < 2, loading: act.isPending || ask.isPending, danger: verb === 'take' && !second }} onOk={() => (second ? ask.mutate(body) : act.mutate(body))}>
      <div style={{ display: 'grid', gap: 12, padding: '4px 0 8px' }}>
        <p className="c3">{t.adjustSub(m.name, f.whole(m.points.shown))}</p>
        <div className="row g8">
          <Segmented value={verb} onChange={setVerb} options={(['give', 'take'] as const).map((v) => ({ value: v, label: t[v] }))} />
          <InputNumber<number> autoFocus aria-label={t.amount} min={1} max={100_000_000} precision={0} controls={false} value={amount} onChange={setAmount} style={{ width: 120 }} />
          <Segmented value={wallet} onChange={setWallet} options={['points', 'growth'].map((w) => ({ value: w, label: t.wallets[w] }))} />
        </div>
        <label>
          <span className="lab-top">{t.reason}</span>
          <Input maxLength={120} value={reason} placeholder={t.reasonHint} onChange={(e) => setReason(e.target.value)} />
        </label>
        <Fact first name={t.after} value={`${f.whole(have)} → ${f.whole(wallet === 'growth' ? Math.max(0, have + points) : have + points)}`} />
        {short && <Note>{t.debtWarn}</Note>}
        {second && <Note>{aboveOnce ? t.needsSecond(f.whole(alone)) : t.overDay(f.whole(leftToday ?? 0))}</Note>}
      </div>
    </Modal>
  )
}
