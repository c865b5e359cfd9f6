import { Popover, Segmented, Switch } from 'antd'
import { LogOut } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { api } from '../platform/call'
import { prefer, usePreferences, useWords } from '../platform/preferences'
import { keepSession, session, useSession } from '../platform/session'
import { Avatar } from '../ui/avatar'
import { shell as en } from '../words/en/shell'
import { shell as zh } from '../words/zh/shell'

/** The person at the desk: look, language, keys, leave. */
export function AccountMenu() {
  const t = useWords(zh, en)
  const me = useSession()?.me
  const preferences = usePreferences()
  const queries = useQueryClient()
  const go = useNavigate()
  const leave = async () => {
    const refreshToken = session()?.tokens.refreshToken
    // the door closes here whether or not the server can be told
    if (refreshToken) await api.signOut({ refreshToken }).catch(() => undefined)
    queries.clear()
    keepSession(null)
    await go('/enter')
  }
  const panel = (
    <div style={{ display: 'grid', gap: 12, width: 232, padding: 4 }}>
      <div>
        <div className="sm c3" style={{ marginBottom: 4 }}>{t.look}</div>
        <Segmented block value={preferences.mode} onChange={(mode) => prefer({ mode })} options={[{ value: 'light' as const, label: t.light }, { value: 'dark' as const, label: t.dark }, { value: 'system' as const, label: t.system }]} />
      </div>
      <div>
        <div className="sm c3" style={{ marginBottom: 4 }}>{t.language}</div>
        <Segmented block value={preferences.language} onChange={(language) => prefer({ language })} options={[{ value: 'zh-CN' as const, label: '简体中文' }, { value: 'en' as const, label: 'English' }]} />
      </div>
      <label className="row sb">
        {t.singleKeys}
        <Switch size="small" checked={preferences.singleKeys} onChange={(singleKeys) => prefer({ singleKeys })} aria-label={t.singleKeys} />
      </label>
      <button className="bare row g8 c2" style={{ borderTop: '1px solid var(--ht-line)', paddingTop: 10 }} onClick={() => void leave()}>
        <LogOut size={14} aria-hidden />
        {t.signOut}
      </button>
    </div>
  )
  return (
    <Popover content={panel} trigger="click" placement="topLeft">
      <button className="me" title={t.account}>
        <Avatar name={me?.name ?? '·'} size={24} />
        <span className="f1 ell">{me?.name}</span>
        <span className="xs c3">{t[me?.role ?? 'clerk']}</span>
      </button>
    </Popover>
  )
}
