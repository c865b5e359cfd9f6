import { CircleHelp, Search } from 'lucide-react'
import { createContext, Fragment, useContext, useEffect } from 'react'
import { Link } from 'react-router'
import type { ReactNode } from 'react'
import { useWords } from '../platform/preferences'
import { shell as en } from '../words/en/shell'
import { shell as zh } from '../words/zh/shell'

/** What the frame around a page offers it. */
export interface Frame {
  openFind: () => void
  openKeys: () => void
}
export const FrameContext = createContext<Frame>({ openFind: () => {}, openKeys: () => {} })

export interface Crumb {
  text: string
  to?: string
}

const mac = /Mac|iPhone|iPad/.test(navigator.platform)
export const modKey = mac ? '⌘' : 'Ctrl'

/** A page in the sheet: crumbs, what stands beside them, and the content. `full` pages lay themselves out to the edges. */
export function Page(p: { crumbs: Crumb[]; extra?: ReactNode; full?: boolean; children: ReactNode }) {
  const t = useWords(zh, en)
  const frame = useContext(FrameContext)
  const title = p.crumbs.at(-1)?.text ?? ''
  useEffect(() => {
    document.title = `${title} · 回头`
  }, [title])
  return (
    <>
      <header className="top">
        <nav className="crumb f1 ell" aria-label={title}>
          {p.crumbs.map((c, i) => (
            <Fragment key={i}>
              {i > 0 && <i aria-hidden>/</i>}
              {i === p.crumbs.length - 1 ? <b>{c.text}</b> : c.to ? <Link to={c.to}>{c.text}</Link> : c.text}
            </Fragment>
          ))}
        </nav>
        {p.extra}
        <button className="find" onClick={frame.openFind}>
          <Search size={13} aria-hidden />
          <span className="f1 ell">{t.find}</span>
          <kbd>{modKey} K</kbd>
        </button>
        <button className="icb" aria-label={t.help} onClick={frame.openKeys}>
          <CircleHelp size={16} strokeWidth={1.75} />
        </button>
      </header>
      <main id="content" tabIndex={-1} className={'main' + (p.full ? ' full' : '')} style={{ outline: 'none' }}>
        {p.children}
      </main>
    </>
  )
}
