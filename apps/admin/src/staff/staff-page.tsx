import { Button, Input, Segmented } from 'antd'
import { Plus, Search, Store } from 'lucide-react'
import { Fragment, useState } from 'react'
import { useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { SettingsFrame } from '../settings'
import { Avatar } from '../ui/avatar'
import { PageHead } from '../ui/page-head'
import { Full, RowBones } from '../ui/states'
import { staff as en } from '../words/en/staff'
import { staff as zh } from '../words/zh/staff'
import { EditStaff } from './edit-staff'
import { InviteStaff } from './invite-staff'
import { Stores, hoursOf } from './stores'

export type Person = Answer<'listStaff'>['items'][number]
export type Shop = Answer<'listStores'>['items'][number]

/** Who works where, and inviting one more. */
export function StaffPage() {
  const t = useWords(zh, en)
  const isOwner = useMay('owner')
  const staff = useRead('listStaff', {})
  const stores = useRead('listStores', {})
  const [face, setFace] = useState<'staff' | 'stores'>('staff')
  const [text, setText] = useState('')
  const [open, setOpen] = useState<string>(isOwner ? 'invite' : '')
  const people = (staff.data?.items ?? []).filter((p) => !text.trim() || `${p.name}${p.login}`.toLowerCase().includes(text.trim().toLowerCase()))
  const shops = stores.data?.items ?? []
  const picked = staff.data?.items.find((p) => p.staffId === open)
  const pane = face === 'staff' ? (picked ? <EditStaff key={JSON.stringify(picked)} p={picked} stores={shops} onClose={() => setOpen(isOwner ? 'invite' : '')} /> : isOwner ? <InviteStaff stores={shops} /> : <p className="c3">{t.ownerOnly}</p>) : undefined
  return (
    <SettingsFrame at="staff" pane={pane} paneWidth="clamp(300px,24vw,336px)">
      <div style={{ padding: '0 24px' }}>
        <PageHead tight title={t.title} sub={t.sub(shops.filter((s) => !s.closed).length, staff.data?.items.filter((p) => p.active).length ?? 0)} acts={isOwner && face === 'staff' && open !== 'invite' && <Button icon={<Plus size={14} />} onClick={() => setOpen('invite')}>{t.invite}</Button>} />
        <div className="row" style={{ paddingBottom: 8 }}>
          <Segmented size="small" value={face} onChange={setFace} options={[{ value: 'staff' as const, label: t.faces.staff(staff.data?.items.length ?? 0) }, { value: 'stores' as const, label: t.faces.stores(shops.length) }]} />
          <span className="f1" />
          {face === 'staff' && <Input size="small" allowClear style={{ width: 170, height: 26 }} prefix={<Search size={13} color="var(--ht-ink3)" />} aria-label={t.search} placeholder={t.search} value={text} onChange={(e) => setText(e.target.value)} />}
        </div>
      </div>
      {face === 'stores' ? <Full of={stores} bones={<RowBones rows={3} />}>{(d) => <Stores stores={d.items} />}</Full> : (
        <Full of={staff} bones={<RowBones rows={6} height={44} />}>{() => <People people={people} stores={shops} open={open} onOpen={setOpen} />}</Full>
      )}
    </SettingsFrame>
  )
}

function People({ people, stores, open, onOpen }: { people: Person[]; stores: Shop[]; open: string; onOpen: (id: string) => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const given = useRead('readMyLimits', {}).data?.staff ?? []
  const groups: { key: string; name: string; hint: string; people: Person[] }[] = [
    { key: 'all', name: t.allStores, hint: '', people: people.filter((p) => p.storeId === null) },
    ...stores.map((s) => ({ key: s.storeId, name: s.name, hint: [hoursOf(s) || t.noHours, t.tills(s.tills.length)].join(' · '), people: people.filter((p) => p.storeId === s.storeId) })),
  ].filter((g) => g.people.length > 0)
  return (
    <table className="tbl sticky">
      <thead><tr><th style={{ paddingLeft: 24 }}>{t.columns.name}</th><th>{t.columns.role}</th><th>{t.columns.pin}</th><th>{t.columns.totp}</th><th>{t.columns.today}</th><th>{t.columns.login}</th><th style={{ paddingRight: 20 }}>{t.columns.seen}</th></tr></thead>
      <tbody>
        {groups.map((g) => (
          <Fragment key={g.key}>
            <tr className="stagehd"><td colSpan={7} style={{ paddingLeft: 24 }}><span className="row g6"><Store size={13} color="var(--ht-ink3)" aria-hidden /><span className="m">{g.name}</span><span className="c3">{g.hint}</span></span></td></tr>
            {g.people.map((p) => {
              const fresh = p.lastSeenAt && Date.now() - Date.parse(p.lastSeenAt) < 600_000
              return (
                <tr key={p.staffId} tabIndex={0} className={'pick' + (open === p.staffId ? ' sel' : '') + (p.active ? '' : ' c3')} style={{ height: 44 }} onClick={() => onOpen(p.staffId)} onKeyDown={(e) => e.key === 'Enter' && onOpen(p.staffId)}>
                  <td style={{ paddingLeft: 24 }}><span className="row g8 nw"><Avatar name={p.name} size={24} /><span className="m">{p.name}</span></span></td>
                  <td className="nw">{t.roles[p.role]}</td>
                  <td className="nw">{p.hasPin ? <span className="c3">{t.pinSet}</span> : <span className="pill w">{t.pinNone}</span>}</td>
                  <td className="c3 nw">{p.hasTotp ? t.totpOn : t.totpOff}</td>
                  <td className="nw"><Today of={given.find((g) => g.staffId === p.staffId)} /></td>
                  <td className="c2 sm ell" style={{ maxWidth: 150 }}>{p.login}</td>
                  <td className="sm c3 nw" style={{ paddingRight: 20 }}>{!p.active ? t.ended : p.invited ? <span className="pill w">{t.invited}</span> : p.lastSeenAt ? <span className="row g6">{fresh && <i className="dot" style={{ background: 'var(--ht-good)', width: 6, height: 6 }} />}{fresh ? t.now : f.moment(p.lastSeenAt)}</span> : t.neverSeen}</td>
                </tr>
              )
            })}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

/** What they gave by hand today of what they may, and by sales where there is no such limit. */
function Today({ of }: { of: Answer<'readMyLimits'>['staff'][number] | undefined }) {
  const t = useWords(zh, en)
  const f = useFigures()
  if (!of || (of.byHand === 0 && of.handLimit === null)) return <span className="sm c3">{of && of.atTill > 0 ? t.byTill(f.whole(of.atTill)) : '—'}</span>
  const share = of.handLimit === null ? 0 : Math.min(1, of.byHand / Math.max(1, of.handLimit))
  const [mark, tone] = share >= 1 ? ['var(--ht-bad-mark)', 'cb'] : share >= 0.8 ? ['var(--ht-warn-mark)', 'cw'] : ['var(--ht-ink3)', '']
  return (
    <span className="row g8 nw">
      {of.handLimit !== null && <span aria-hidden style={{ width: 52, height: 6, borderRadius: 3, background: 'var(--ht-line)', overflow: 'hidden' }}><i style={{ display: 'block', height: 6, width: `${share * 100}%`, background: mark }} /></span>}
      <span className={'ht-tnum ' + tone}>{f.whole(of.byHand)}{of.handLimit !== null && <span className="c3"> / {f.whole(of.handLimit)}</span>}</span>
    </span>
  )
}
