import { Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { useAct } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Fact } from '../ui/sum'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'

/** Points a member owes, forgiven by a posting with its reason. */
export function WaiveDebt({ m, onClose }: { m: Answer<'readMember'>; onClose: () => void }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const f = useFigures()
  const speaker = useSpeaker()
  const { debt } = m.points
  const [points, setPoints] = useState<number | null>(debt)
  const [reason, setReason] = useState('')
  const act = useAct('waiveDebt', {
    rereads: ['readMember', 'readMemberPoints', 'listMemberLines', 'readMemberTimeline'],
    done: (a) => {
      speaker.done(t.waived(f.whole(a.points)))
      onClose()
    },
    failed: speaker.refused,
  })
  return (
    <Modal open title={t.waiveTitle} width={400} onCancel={onClose} cancelText={ui.cancel} okText={t.waiveAct(f.whole(points ?? 0))} okButtonProps={{ disabled: !points || reason.trim().length < 2, loading: act.isPending }} onOk={() => act.mutate({ memberId: m.memberId, points: points!, reason: reason.trim() })}>
      <div style={{ display: 'grid', gap: 12, padding: '4px 0 8px' }}>
        <p className="c3">{t.waiveSub(m.name, f.whole(debt))}</p>
        <InputNumber<number> autoFocus aria-label={t.amount} min={1} max={debt} precision={0} controls={false} value={points} onChange={setPoints} style={{ width: 120 }} />
        <label><span className="lab-top">{t.reason}</span><Input maxLength={120} value={reason} placeholder={t.reasonHint} onChange={(e) => setReason(e.target.value)} /></label>
        <Fact first name={t.after} value={`${f.whole(debt)} → ${f.whole(debt - (points ?? 0))}`} />
      </div>
    </Modal>
  )
}
