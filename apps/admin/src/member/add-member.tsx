import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAct } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { member as en } from '../words/en/member'
import { member as zh } from '../words/zh/member'

export function AddMember({ onClose }: { onClose: () => void }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const speaker = useSpeaker()
  const go = useNavigate()
  const [phone, setPhone] = useState('')
  const [name, setName] = useState('')
  const [consent, setConsent] = useState(false)
  const good = /^\+?[0-9]{6,15}$/.test(phone.replace(/[\s-]/g, ''))
  const add = useAct('addMember', {
    rereads: ['listMembers', 'countMembers'],
    done: (m) => {
      speaker.done(m.isNew ? t.added : t.existed)
      void go(`/members/${m.memberId}`)
    },
    failed: speaker.refused,
  })
  return (
    <Modal open title={t.addTitle} onCancel={onClose} okText={t.addAct} cancelText={ui.cancel} okButtonProps={{ disabled: !good || !consent, loading: add.isPending }} onOk={() => add.mutate({ phone: phone.replace(/[\s-]/g, ''), name: name.trim(), consent: true })} width={400}>
      <div style={{ display: 'grid', gap: 12, padding: '8px 0' }}>
        <label>
          <span className="lab-top">{t.phone}</span>
          <Input autoFocus inputMode="tel" value={phone} maxLength={20} onChange={(e) => setPhone(e.target.value)} />
          {phone && !good && <span className="sm cw">{t.phoneBad}</span>}
        </label>
        <label>
          <span className="lab-top">{t.name}</span>
          <Input value={name} maxLength={60} onChange={(e) => setName(e.target.value)} />
        </label>
        <Checkbox checked={consent} onChange={(e) => setConsent(e.target.checked)}>{t.consent}</Checkbox>
      </div>
    </Modal>
  )
}
