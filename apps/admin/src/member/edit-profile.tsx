import { Input, InputNumber, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useAct } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'

export function EditProfile({ m, onClose }: { m: Answer<'readMember'>; onClose: () => void }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const speaker = useSpeaker()
  const held = m.birthday ?? ''
  const [name, setName] = useState(m.name)
  const [day, setDay] = useState(held.slice(-5))
  const [calendar, setCalendar] = useState(m.birthdayCalendar)
  const [year, setYear] = useState<number | null>(held.length === 10 ? Number(held.slice(0, 4)) : null)
  const [region, setRegion] = useState(m.region)
  const good = day === '' || /^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/.test(day)
  const save = useAct('changeMember', {
    rereads: ['readMember', 'listMembers'], failed: speaker.refused,
    done: () => {
      speaker.done(t.saved)
      onClose()
    },
  })
  return (
    <Modal open title={t.editTitle} width={400} onCancel={onClose} cancelText={ui.cancel} okText={ui.save} okButtonProps={{ disabled: !name.trim() || !good, loading: save.isPending }}
      onOk={() => save.mutate({ memberId: m.memberId, name: name.trim(), region: region.trim(), ...(day === held.slice(-5) && calendar === m.birthdayCalendar ? {} : { birthday: day || null, birthdayCalendar: calendar }), ...(year === null ? {} : { birthYear: year }) })}>
      <div style={{ display: 'grid', gap: 12, padding: '8px 0' }}>
        <label><span className="lab-top">{t.name}</span><Input value={name} maxLength={60} onChange={(e) => setName(e.target.value)} /></label>
        <div className="row g12" style={{ alignItems: 'flex-start' }}>
          <label className="f1"><span className="lab-top">{t.birthdayMd}</span><Input value={day} maxLength={5} placeholder="09-12" status={good ? '' : 'error'} onChange={(e) => setDay(e.target.value)} />{!good && <span className="sm cw">{t.birthdayBad}</span>}</label>
          <div><span className="lab-top">{t.calendar}</span><Segmented aria-label={t.calendar} value={calendar} onChange={setCalendar} options={(['solar', 'lunar'] as const).map((c) => ({ value: c, label: t.calendars[c] }))} /></div>
          <label className="f1"><span className="lab-top">{t.birthYear}</span><InputNumber value={year} min={1900} max={2100} controls={false} style={{ width: '100%' }} onChange={setYear} /></label>
        </div>
        <label><span className="lab-top">{t.region}</span><Input value={region} maxLength={60} onChange={(e) => setRegion(e.target.value)} /></label>
      </div>
    </Modal>
  )
}
