import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useAct } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'

/** A phone number for a member who came by import: from then on they see their own card. */
export function BindPhone({ m, onClose }: { m: Answer<'readMember'>; onClose: () => void }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const speaker = useSpeaker()
  const [phone, setPhone] = useState('')
  const [reason, setReason] = useState('')
  const clean = phone.replace(/[\s-]/g, '')
  const bind = useAct('bindMemberPhone', {
    rereads: ['readMember', 'listMembers', 'readMemberTimeline'], failed: speaker.refused,
    done: () => {
      speaker.done(t.bound)
      onClose()
    },
  })
  return (
    <Modal open title={t.bindTitle} width={400} onCancel={onClose} cancelText={ui.cancel} okText={t.bind} okButtonProps={{ disabled: !/^\+?[0-9]{6,15}$/.test(clean), loading: bind.isPending }} onOk={() => bind.mutate({ memberId: m.memberId, phone: clean, reason: reason.trim() })}>
      <div style={{ display: 'grid', gap: 12, padding: '4px 0 8px' }}>
        <p className="c3">{t.bindHint}</p>
        <label><span className="lab-top">{t.phone}</span><Input autoFocus inputMode="tel" maxLength={20} value={phone} onChange={(e) => setPhone(e.target.value)} /></label>
        <label><span className="lab-top">{t.reason}</span><Input maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} /></label>
      </div>
    </Modal>
  )
}
