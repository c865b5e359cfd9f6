import { App, Button, Checkbox, Input, Modal } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useAct, useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Note } from '../ui/note'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Empty, Full, RowBones } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { settings as en } from '../words/en/settings'
import { settings as zh } from '../words/zh/settings'
import { SettingsFrame } from './settings-frame'

type Scope = 'points' | 'orders' | 'members' | 'events'

/** Keys for other systems. A secret is shown once. */
export function KeysPage() {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const f = useFigures()
  const speaker = useSpeaker()
  const { modal } = App.useApp()
  const keys = useRead('listApiKeys', {})
  const [adding, setAdding] = useState(false)
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<Scope[]>(['orders'])
  const [secret, setSecret] = useState('')
  const add = useAct('addApiKey', { rereads: ['listApiKeys'], failed: speaker.refused, done: (a) => { setSecret(a.secret); setAdding(false); setName('') } })
  const revoke = useAct('revokeApiKey', { rereads: ['listApiKeys'], failed: speaker.refused, done: () => speaker.done(t.revoked) })
  const scopeName = (s: string) => t.scopeNames[s as Scope] ?? s
  return (
    <SettingsFrame at="keys">
      <div style={{ padding: '0 24px' }}>
        <PageHead title={t.keysTitle} sub={t.keysSub} acts={<Button type="primary" icon={<Plus size={14} />} onClick={() => setAdding(true)}>{t.addKey}</Button>} />
        {secret && (
          <Note tone="good" style={{ marginBottom: 12 }}>
            {t.keyMade} <code style={{ userSelect: 'all', fontFamily: 'var(--ht-mono)', overflowWrap: 'anywhere' }}>{secret}</code> <Button size="small" onClick={() => void navigator.clipboard?.writeText(secret).then(() => speaker.done(t.copied))}>{t.keyCopy}</Button>
          </Note>
        )}
        <Full of={keys} bones={<RowBones rows={3} />} empty={(d) => d.items.length === 0 && <Empty title={t.noKeys} hint={t.noKeysHint} />}>
          {(d) => (
            <table className="tbl">
              <thead><tr><th>{t.keyColumns.name}</th><th>{t.keyColumns.scopes}</th><th>{t.keyColumns.hint}</th><th>{t.keyColumns.used}</th><th>{t.keyColumns.made}</th><th>{t.keyColumns.state}</th><td /></tr></thead>
              <tbody>
                {d.items.map((k) => (
                  <tr key={k.keyId} className={k.revokedAt ? 'c3' : ''}>
                    <td className="m">{k.name}</td>
                    <td className="c2">{k.scopes.map(scopeName).join(ui.comma)}</td>
                    <td className="mono sm">{k.hint}</td>
                    <td className="c3 sm">{k.lastUsedAt ? f.moment(k.lastUsedAt) : t.neverUsed}</td>
                    <td className="c3 sm">{f.dayOf(k.createdAt)}</td>
                    <td><Pill tone={k.revokedAt ? 'plain' : 'good'}>{k.revokedAt ? t.keyState.dead : t.keyState.live}</Pill></td>
                    <td className="r">{!k.revokedAt && <Button size="small" type="text" danger onClick={() => void modal.confirm({ title: t.revokeTitle(k.name), content: t.revokeBody, icon: null, okText: t.revoke, okButtonProps: { danger: true }, cancelText: ui.cancel, onOk: () => revoke.mutateAsync({ keyId: k.keyId }).catch(() => undefined) })}>{t.revoke}</Button>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Full>
      </div>
      <Modal open={adding} title={t.addKey} width={400} onCancel={() => setAdding(false)} cancelText={ui.cancel} okText={t.addKey} okButtonProps={{ disabled: !name.trim() || scopes.length === 0, loading: add.isPending }} onOk={() => add.mutate({ name: name.trim(), scopes })}>
        <div style={{ display: 'grid', gap: 12, padding: '8px 0' }}>
          <label><span className="lab-top">{t.keyName}</span><Input autoFocus maxLength={60} value={name} onChange={(e) => setName(e.target.value)} /></label>
          <div><span className="lab-top">{t.scopes}</span><Checkbox.Group value={scopes} onChange={setScopes} options={(['orders', 'points', 'members', 'events'] as const).map((s) => ({ value: s, label: t.scopeNames[s] }))} /></div>
        </div>
      </Modal>
    </SettingsFrame>
  )
}
