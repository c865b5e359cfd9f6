import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Option } from '../ui/form'
import { Note } from '../ui/note'
import { useSpeaker } from '../ui/undo'
import { staff as en } from '../words/en/staff'
import { staff as zh } from '../words/zh/staff'
import type { Person, Shop } from './staff-page'

const LOGIN = /^(\+?[0-9]{6,15}|[^\s@]+@[^\s@]+\.[^\s@]+)$/

/** An invitation: the link is made, shown once, and sent by the owner. */
export function InviteStaff({ stores }: { stores: Shop[] }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [storeId, setStore] = useState<string>()
  const [role, setRole] = useState<Person['role']>('clerk')
  const [link, setLink] = useState<{ url: string; until: string } | null>(null)
  const clean = login.replace(/[\s-]/g, '')
  const invite = useAct('inviteStaff', { rereads: ['listStaff'], failed: speaker.refused, done: (a) => { setLink({ url: new URL(a.inviteLink, location.origin).href, until: a.expiresAt }); setLogin(''); setName('') } })
  return (
    <div style={{ display: 'flex', flexDirection: 'column', minHeight: '100%' }}>
      <h2 style={{ fontSize: 15, lineHeight: '24px' }}>{t.invite}</h2>
      {link && (
        <Note tone="good" style={{ marginTop: 10 }}>
          <span className="m">{t.linkTitle}</span> <span className="c3">{t.until(f.moment(link.until))}</span>
          <span style={{ display: 'block', overflowWrap: 'anywhere', userSelect: 'all', margin: '4px 0' }} data-testid="invite-link">{link.url}</span>
          <Button size="small" onClick={() => void navigator.clipboard?.writeText(link.url).then(() => speaker.done(t.copied))}>{t.copy}</Button>
        </Note>
      )}
      <div style={{ display: 'grid', gap: 13, marginTop: 12 }}>
        <label><span className="sm c2">{t.login}</span><Input autoComplete="off" value={login} maxLength={120} onChange={(e) => setLogin(e.target.value)} /></label>
        <label><span className="sm c2">{t.name}</span><Input autoComplete="off" value={name} maxLength={60} onChange={(e) => setName(e.target.value)} /></label>
        <label><span className="sm c2">{t.inStore}</span><Select aria-label={t.inStore} allowClear style={{ width: '100%' }} placeholder={t.allStores} value={storeId} onChange={setStore} options={stores.filter((s) => !s.closed).map((s) => ({ value: s.storeId, label: s.name }))} /></label>
        <div>
          <div className="sm c2" style={{ marginBottom: 4 }}>{t.role}</div>
          <div role="radiogroup" aria-label={t.role} style={{ display: 'grid', gap: 7 }}>
            {(['clerk', 'manager', 'owner'] as const).map((r) => <Option key={r} on={role === r} title={t.roles[r]} hint={t.roleHints[r]} onPick={() => setRole(r)} />)}
          </div>
        </div>
      </div>
      <p className="sm c3" style={{ marginTop: 14, borderTop: '1px solid var(--ht-line)', paddingTop: 10 }}>{t.note}</p>
      <span className="f1" />
      <Button type="primary" block style={{ marginTop: 12 }} disabled={!LOGIN.test(clean) || !name.trim()} loading={invite.isPending} onClick={() => invite.mutate({ login: clean, name: name.trim(), role, storeId: storeId ?? null })}>{t.send}</Button>
    </div>
  )
}
