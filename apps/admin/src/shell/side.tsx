import { ScanLine, Settings } from 'lucide-react'
import { Fragment } from 'react'
import { NavLink, useLocation } from 'react-router'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { tillAddress, useMay, useShop } from '../platform/session'
import { shell as en } from '../words/en/shell'
import { shell as zh } from '../words/zh/shell'
import { AccountMenu } from './account-menu'
import { doors } from './nav'
import { ShopMenu } from './shop-menu'

/** Where one can go, and whose shop it is. */
export function Side() {
  const t = useWords(zh, en)
  const f = useFigures()
  const { pathname } = useLocation()
  const shop = useShop()
  const may = useMay('manager')
  const queue = useRead('listReviewQueue', { limit: 1 }, { on: may, every: 60_000 })
  const waiting = queue.data?.waiting ?? 0
  const till = (
    <a key="till" href={tillAddress(shop.slug)} target="_blank" rel="noreferrer" title={t.till}>
      <ScanLine size={15} strokeWidth={1.75} aria-hidden />
      <span>{t.till}</span>
    </a>
  )
  return (
    <aside className="side">
      <ShopMenu />
      <nav className="nav" aria-label={t.main}>
        {doors.map((group) => ({ ...group, doors: group.doors.filter((d) => may || d.clerk) })).filter((group) => group.doors.length > 0).map((group) => (
          <Fragment key={group.head ?? 'top'}>
            {group.head && <h6>{t[group.head]}</h6>}
            {!may && group.head === undefined && till}
            {group.doors.map((d) => [
              <NavLink key={d.to} to={d.to} end={d.to === '/'} title={t[d.word]} className={({ isActive }) => (isActive ? 'on' : '')}>
                <d.icon size={15} strokeWidth={1.75} aria-hidden />
                <span>{t[d.word]}</span>
                {d.to === '/community' && waiting > 0 && <span className="cnt hot">{f.whole(waiting)}</span>}
              </NavLink>,
              d.to === '/' && till,
            ])}
          </Fragment>
        ))}
      </nav>
      <NavLink to={may ? '/settings' : '/settings/login'} title={t.settings} className={'setlink' + (pathname.startsWith('/settings') ? ' on' : '')}>
        <Settings size={15} strokeWidth={1.75} aria-hidden />
        <span>{t.settings}</span>
      </NavLink>
      <AccountMenu />
    </aside>
  )
}
