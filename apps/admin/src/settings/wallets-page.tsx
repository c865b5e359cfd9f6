import { Button, Input, InputNumber, Modal, Segmented, Switch } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { PageHead } from '../ui/page-head'
import { Empty, Full, RowBones } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { settings as en } from '../words/en/settings'
import { settings as zh } from '../words/zh/settings'
import { SettingsFrame } from './settings-frame'

type Kind = Answer<'listWallets'>['items'][number]

/** Wallets of the shop's own, beside points and growth. */
export function WalletsPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const isOwner = useMay('owner')
  const wallets = useRead('listWallets', {})
  const [editing, setEditing] = useState<Kind | 'new' | null>(null)
  const expiry = (w: Kind) => (w.expiry.kind === 'none' ? t.walletExpiry.none : t.walletExpiry[w.expiry.kind](w.expiry.months))
  return (
    <SettingsFrame at="wallets">
      <div style={{ padding: '0 24px' }}>
        <PageHead title={t.walletsTitle} sub={t.walletsSub} acts={isOwner && <Button type="primary" icon={<Plus size={14} />} onClick={() => setEditing('new')}>{t.addWallet}</Button>} />
        <Full of={wallets} bones={<RowBones rows={3} />} empty={(d) => d.items.length === 0 && <Empty title={t.noWallets} hint={t.noWalletsHint} />}>
          {(d) => (
            <table className="tbl">
              <thead><tr><th>{t.walletColumns.name}</th><th>{t.walletColumns.code}</th><th>{t.walletColumns.expiry}</th><th>{t.walletColumns.use}</th><th className="r">{t.walletColumns.members}</th><th className="r">{t.walletColumns.points}</th></tr></thead>
              <tbody>
                {d.items.map((w) => (
                  <tr key={w.code} className={isOwner ? 'pick' : ''} onClick={() => isOwner && setEditing(w)}>
                    <td className="m">{w.nameZh} <span className="c3">{w.nameEn}</span></td><td className="mono sm">{w.code}</td><td>{expiry(w)}</td><td>{w.spendable ? t.spendable : t.notSpendable}</td><td className="r">{f.whole(w.members)}</td><td className="r m">{f.whole(w.points)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Full>
      </div>
      {editing && <EditWallet was={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsFrame>
  )
}

function EditWallet({ was, onClose }: { was: Kind | null; onClose: () => void }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const speaker = useSpeaker()
  const [code, setCode] = useState(was?.code ?? '')
  const [nameZh, setZh] = useState(was?.nameZh ?? '')
  const [nameEn, setEn] = useState(was?.nameEn ?? '')
  const [spendable, setSpendable] = useState(was?.spendable ?? true)
  const [kind, setKind] = useState<Kind['expiry']['kind']>(was?.expiry.kind ?? 'rolling')
  const [months, setMonths] = useState(was && was.expiry.kind !== 'none' ? was.expiry.months : 12)
  const save = useAct('saveWallet', { rereads: ['listWallets'], failed: speaker.refused, done: () => { speaker.done(t.walletSaved); onClose() } })
  const ready = /^[a-z][a-z0-9-]{0,29}$/.test(code.trim().toLowerCase()) && nameZh.trim() && nameEn.trim()
  return (
    <Modal open title={was ? t.editWallet : t.addWallet} width={420} onCancel={onClose} cancelText={ui.cancel} okText={was ? t.editWallet : t.addWallet} okButtonProps={{ disabled: !ready, loading: save.isPending }} onOk={() => save.mutate({ code, nameZh: nameZh.trim(), nameEn: nameEn.trim(), spendable, expiry: kind === 'none' ? { kind } : { kind, months, roundTo: 'month' } })}>
      <div style={{ display: 'grid', gap: 12, padding: '8px 0' }}>
        <label><span className="lab-top">{t.walletCode}</span><Input disabled={was !== null} maxLength={30} value={code} onChange={(e) => setCode(e.target.value)} /></label>
        <label><span className="lab-top">{t.walletZh}</span><Input maxLength={12} value={nameZh} onChange={(e) => setZh(e.target.value)} /></label>
        <label><span className="lab-top">{t.walletEn}</span><Input maxLength={24} value={nameEn} onChange={(e) => setEn(e.target.value)} /></label>
        <div className="row g8"><Segmented value={kind} onChange={setKind} options={(['none', 'rolling', 'inactivity'] as const).map((k) => ({ value: k, label: t.walletKinds[k] }))} />{kind !== 'none' && <><InputNumber<number> aria-label={t.walletMonths} min={1} max={600} precision={0} controls={false} value={months} onChange={(n) => setMonths(n ?? 12)} style={{ width: 70 }} /><span className="sm c3">{t.walletMonths}</span></>}</div>
        <label className="row g8"><Switch checked={spendable} onChange={setSpendable} aria-label={t.spendable} /><span>{t.spendable}</span></label>
      </div>
    </Modal>
  )
}
