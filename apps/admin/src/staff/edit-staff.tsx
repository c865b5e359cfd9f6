import { App, Button, Input, Select } from 'antd'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useAct } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { useMay, useSession } from '../platform/session'
import { Option } from '../ui/form'
import { useSpeaker } from '../ui/undo'
import { staff as en } from '../words/en/staff'
import { staff as zh } from '../words/zh/staff'
import type { Person, Shop } from './staff-page'

export function EditStaff({ p, stores, onClose }: { p: Person; stores: Shop[]; onClose: () => void }) {
  const t = useWords(zh, en)
  const speaker = useSpeaker()
  const { modal } = App.useApp()
  const isOwner = useMay('owner')
  const isManager = useMay('manager')
  const mine = useSession()?.me.staffId === p.staffId
  const [name, setName] = useState(p.name)
  const [storeId, setStore] = useState(p.storeId)
  const [role, setRole] = useState(p.role)
  const [pin, setPin] = useState('')
  const change = useAct('changeStaff', { rereads: ['listStaff'], failed: speaker.refused, done: (a, input) => speaker.done(input.active === false ? t.ended1 : input.active === true ? t.resumed : t.saved, input.active === false ? () => change.mutate({ staffId: a.staffId, active: true }) : undefined) })
  const save = useAct('setPin', { rereads: ['listStaff'], failed: speaker.refused, done: () => { speaker.done(t.pinSaved); setPin('') } })
  const dirty = name.trim() !== p.name || storeId !== p.storeId || role !== p.role
  return (
    <div style={{ display: 'flex', flexDirection: 'column', minHeight: '100%' }}>
      <div className="row sb"><h2 style={{ fontSize: 15, lineHeight: '24px' }}>{p.name}</h2><button className="bare" aria-label={t.close} onClick={onClose}><X size={15} color="var(--ht-ink3)" /></button></div>
      <div className="sm c3">{p.login}</div>
      <div style={{ display: 'grid', gap: 13, marginTop: 12 }}>
        <label><span className="sm c2">{t.name}</span><Input disabled={!isOwner} value={name} maxLength={60} onChange={(e) => setName(e.target.value)} /></label>
        <label><span className="sm c2">{t.inStore}</span><Select aria-label={t.inStore} disabled={!isOwner} allowClear style={{ width: '100%' }} placeholder={t.allStores} value={storeId ?? undefined} onChange={(v: string | undefined) => setStore(v ?? null)} options={stores.map((s) => ({ value: s.storeId, label: s.name }))} /></label>
        <div role="radiogroup" aria-label={t.role} style={{ display: 'grid', gap: 7 }}>
          {(['clerk', 'manager', 'owner'] as const).map((r) => <Option key={r} on={role === r} title={t.roles[r]} hint={t.roleHints[r]} onPick={() => isOwner && setRole(r)} />)}
        </div>
        {(mine || isManager) && (
          <div>
            <div className="sm c2" style={{ marginBottom: 4 }}>{t.setPin}</div>
            <div className="row g8"><Input.Password aria-label={t.pin} placeholder={t.pin} inputMode="numeric" autoComplete="new-password" maxLength={6} value={pin} onChange={(e) => setPin(e.target.value.replace(/\D/g, ''))} /><Button disabled={pin.length < 4} loading={save.isPending} onClick={() => save.mutate({ staffId: p.staffId, pin })}>{t.setPin}</Button></div>
          </div>
        )}
      </div>
      <span className="f1" />
      {isOwner ? (
        <div className="row g8" style={{ marginTop: 16 }}>
          {p.active ? <Button danger type="text" onClick={() => void modal.confirm({ title: t.endTitle(p.name), content: t.endBody, icon: null, okText: t.end, okButtonProps: { danger: true }, cancelText: t.close, onOk: () => change.mutateAsync({ staffId: p.staffId, active: false }).catch(() => undefined) })}>{t.end}</Button> : <Button onClick={() => change.mutate({ staffId: p.staffId, active: true })}>{t.resume}</Button>}
          <span className="f1" />
          <Button type="primary" disabled={!dirty || !name.trim()} loading={change.isPending} onClick={() => change.mutate({ staffId: p.staffId, name: name.trim(), role, storeId })}>{t.save}</Button>
        </div>
      ) : <p className="sm c3">{t.ownerOnly}</p>}
    </div>
  )
}
