import { startOfDate } from '@huitou/units'
import { Button, DatePicker, Modal } from 'antd'
import dayjs from 'dayjs'
import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useShop } from '../platform/session'
import { ui as en } from '../words/en/ui'
import { ui as zh } from '../words/zh/ui'
import { Note } from './note'

/** Publishes later: the first moment of a day of the shop's calendar. */
export function ScheduleButton({ disabled, pending, onPick }: { disabled: boolean; pending: boolean; onPick: (from: string) => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const { zone } = useShop()
  const [open, setOpen] = useState(false)
  const [day, setDay] = useState<string | null>(null)
  return (
    <>
      <Button disabled={disabled} loading={pending} icon={<CalendarClock size={14} />} onClick={() => setOpen(true)}>{t.schedule}</Button>
      {open && (
        <Modal open width={380} title={t.scheduleTitle} okText={day ? t.scheduleOn(f.day(day)) : t.schedule} cancelText={t.cancel} okButtonProps={{ disabled: day === null }} onCancel={() => setOpen(false)} onOk={() => { setOpen(false); if (day) onPick(new Date(startOfDate(day, zone)).toISOString()) }}>
          <p className="c3" style={{ marginBottom: 10 }}>{t.scheduleHint}</p>
          <DatePicker aria-label={t.scheduleTitle} value={day ? dayjs(day) : null} minDate={dayjs(f.today).add(1, 'day')} onChange={(d) => setDay(d ? d.format('YYYY-MM-DD') : null)} style={{ width: 180 }} />
        </Modal>
      )}
    </>
  )
}

/** A version that waits for its day, and the way back. */
export function Scheduled({ version, from, pending, onWithdraw }: { version: number; from: string; pending: boolean; onWithdraw?: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  return (
    <Note style={{ marginTop: 8 }}>
      <span className="row g8 wrap"><span className="f1">{t.scheduled(String(version), f.moment(from))}</span>{onWithdraw && <Button size="small" loading={pending} onClick={onWithdraw}>{t.withdraw}</Button>}</span>
    </Note>
  )
}
