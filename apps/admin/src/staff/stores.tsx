import { Button, Input, Modal, TimePicker } from 'antd'
import dayjs from 'dayjs'
import type { Dayjs } from 'dayjs'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useAct } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { tillAddress, useMay, useShop } from '../platform/session'
import { Pill } from '../ui/pill'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { staff as en } from '../words/en/staff'
import { staff as zh } from '../words/zh/staff'
import type { Shop } from './staff-page'

const clock = (minute: number | null) => (minute === null ? '' : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`)
export const hoursOf = (s: Shop): string => (s.opensAt === null || s.closesAt === null ? '' : `${clock(s.opensAt)}–${clock(s.closesAt)}`)
const minuteOf = (d: Dayjs | null): number | null => (d ? d.hour() * 60 + d.minute() : null)
const dayOf = (minute: number | null): Dayjs | null => (minute === null ? null : dayjs().startOf('day').add(minute, 'minute'))

export function Stores({ stores }: { stores: Shop[] }) {
  const t = useWords(zh, en)
  const isOwner = useMay('owner')
  const isManager = useMay('manager')
  const ui = useWords(uiZh, uiEn)
  const shop = useShop()
  const speaker = useSpeaker()
  const [open, setOpen] = useState<Shop | 'new' | null>(null)
  const change = useAct('changeStore', { rereads: ['listStores'], failed: speaker.refused, done: () => speaker.done(t.storeSaved) })
  return (
    <div style={{ padding: '0 24px 24px' }}>
      {isOwner && <div style={{ paddingBottom: 8 }}><Button size="small" icon={<Plus size={13} />} onClick={() => setOpen('new')}>{t.addStore}</Button></div>}
      <table className="tbl">
        <thead><tr><th>{t.storeColumns.name}</th><th>{t.storeColumns.hours}</th><th>{t.storeColumns.tills}</th><th>{t.storeColumns.address}</th><th>{t.storeColumns.state}</th><td /></tr></thead>
        <tbody>
          {stores.map((s) => (
            <tr key={s.storeId} className={s.closed ? 'c3' : ''} style={{ height: 44 }}>
              <td className="m">{s.name}</td>
              <td className="c2">{hoursOf(s) || t.noHours}</td>
              <td className="c2">{s.tills.map((x) => x.name).join(ui.comma) || '—'}</td>
              <td className="c2 ell" style={{ maxWidth: 220 }}>{s.address}</td>
              <td><Pill tone={s.closed ? 'plain' : 'good'}>{s.closed ? t.storeClosed : t.storeOpen}</Pill></td>
              <td className="r nw">
                {isManager && !s.closed && <a className="sm" href={tillAddress(shop.slug)} target="_blank" rel="noreferrer">{t.addTill}</a>}
                {isOwner && <Button size="small" type="text" onClick={() => setOpen(s)}>{t.change}</Button>}
                {isOwner && <Button size="small" type="text" onClick={() => change.mutate({ storeId: s.storeId, closed: !s.closed })}>{s.closed ? t.openStore : t.closeStore}</Button>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open && <EditStore key={open === 'new' ? 'new' : open.storeId} store={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </div>
  )
}

function EditStore({ store, onClose }: { store: Shop | null; onClose: () => void }) {
  const t = useWords(zh, en)
  const speaker = useSpeaker()
  const [name, setName] = useState(store?.name ?? '')
  const [address, setAddress] = useState(store?.address ?? '')
  const [hours, setHours] = useState<[number | null, number | null]>([store?.opensAt ?? null, store?.closesAt ?? null])
  const add = useAct('addStore', { rereads: ['listStores'], failed: speaker.refused, done: () => { speaker.done(t.storeAdded); onClose() } })
  const change = useAct('changeStore', { rereads: ['listStores'], failed: speaker.refused, done: () => { speaker.done(t.storeSaved); onClose() } })
  const body = { name: name.trim(), address: address.trim(), opensAt: hours[0], closesAt: hours[1] }
  return (
    <Modal open title={store ? store.name : t.addStore} width={420} onCancel={onClose} cancelText={t.close} okText={store ? t.save : t.addStore} okButtonProps={{ disabled: !name.trim(), loading: add.isPending || change.isPending }} onOk={() => (store ? change.mutate({ storeId: store.storeId, ...body }) : add.mutate(body))}>
      <div style={{ display: 'grid', gap: 12, padding: '8px 0' }}>
        <label><span className="lab-top">{t.storeName}</span><Input autoFocus maxLength={60} value={name} onChange={(e) => setName(e.target.value)} /></label>
        <label><span className="lab-top">{t.address}</span><Input maxLength={200} value={address} onChange={(e) => setAddress(e.target.value)} /></label>
        <div className="row g12">
          <label className="f1"><span className="lab-top">{t.opens}</span><TimePicker format="HH:mm" minuteStep={15} style={{ width: '100%' }} value={dayOf(hours[0])} onChange={(d) => setHours([minuteOf(d), hours[1]])} /></label>
          <label className="f1"><span className="lab-top">{t.closes}</span><TimePicker format="HH:mm" minuteStep={15} style={{ width: '100%' }} value={dayOf(hours[1])} onChange={(d) => setHours([hours[0], minuteOf(d)])} /></label>
        </div>
      </div>
    </Modal>
  )
}
