import { Fragment } from 'react'
import { NavLink } from 'react-router'
import type { ReactNode } from 'react'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Page } from '../ui/page'
import { settings as en } from '../words/en/settings'
import { settings as zh } from '../words/zh/settings'

const GROUPS = [
  ['shop', [['shop', '/settings/shop', 'clerk'], ['staff', '/settings/staff', 'manager'], ['watch', '/settings/watch', 'owner'], ['days', '/settings/days', 'owner'], ['requests', '/settings/requests', 'manager']]],
  ['rules', [['all', '/settings', 'manager'], ['wallets', '/settings/wallets', 'manager']]],
  ['safety', [['audit', '/settings/audit', 'owner'], ['keys', '/settings/keys', 'owner'], ['login', '/settings/login', 'clerk']]],
] as const

/** Section nav, content, and a pane at the right where there is something to look into. */
export function SettingsFrame({ at, pane, paneWidth, children }: { at: keyof (typeof zh)['nav']; pane?: ReactNode; paneWidth?: string; children: ReactNode }) {
  const t = useWords(zh, en)
  const may = { owner: useMay('owner'), manager: useMay('manager'), clerk: true }
  return (
    <Page crumbs={[{ text: t.title, to: '/settings' }, { text: t.nav[at] }]} full>
      <div className="split" style={{ gridTemplateColumns: `188px minmax(0,1fr)${pane ? ` ${paneWidth ?? 'clamp(300px,24vw,344px)'}` : ''}` }}>
        <nav className="snav" aria-label={t.title}>
          {GROUPS.map(([group, links]) => (
            <Fragment key={group}>
              <h6>{t.groups[group]}</h6>
              {links.filter(([, , role]) => may[role]).map(([key, to]) => <NavLink key={key} to={to} end className={({ isActive }) => (isActive ? 'on' : '')}>{t.nav[key]}</NavLink>)}
            </Fragment>
          ))}
        </nav>
        <div className="pane" style={{ display: 'flex', flexDirection: 'column', minWidth: 0 }}>{children}</div>
        {pane && <aside className="pane aside" style={{ padding: '20px 22px' }} aria-label={t.nav[at]}>{pane}</aside>}
      </div>
    </Page>
  )
}
