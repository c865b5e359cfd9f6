import { WifiOff } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router'
import { useKeys } from '../platform/keys'
import { useLive } from '../platform/live'
import { useOnline } from '../platform/online'
import { useWords } from '../platform/preferences'
import { useSession } from '../platform/session'
import { FrameContext } from '../ui/page'
import { shell as en } from '../words/en/shell'
import { shell as zh } from '../words/zh/shell'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { Find } from './find'
import { KeysHelp } from './keys-help'
import { Side } from './side'

/** The desk: side, sheet, and what floats over them. Nobody gets here without having signed in. */
export function Shell() {
  const session = useSession()
  const { pathname, search } = useLocation()
  if (!session) return <Navigate to={`/enter?next=${encodeURIComponent(pathname + search)}`} replace />
  return <Desk key={session.merchantId} />
}

function Desk() {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const go = useNavigate()
  const online = useOnline()
  useLive()
  const [find, setFind] = useState(false)
  const [keys, setKeys] = useState(false)
  const frame = useMemo(() => ({ openFind: () => setFind(true), openKeys: () => setKeys(true) }), [])
  useKeys({
    'mod+k': () => setFind(true), '?': () => setKeys(true),
    'g h': () => go('/'), 'g m': () => go('/members'), 'g c': () => go('/coupons'), 'g o': () => go('/orders'), 'g p': () => go('/points'), 'g t': () => go('/tiers'), 'g a': () => go('/settings/audit'),
  })
  return (
    <FrameContext.Provider value={frame}>
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <div className="shell">
        <Side />
        <div className="sheet">
          {!online.up && (
            <div className="offline" role="status">
              <WifiOff size={15} aria-hidden />
              {ui.offline(online.since)}
            </div>
          )}
          <Outlet />
        </div>
      </div>
      {find && <Find onClose={() => setFind(false)} />}
      <KeysHelp open={keys} onClose={() => setKeys(false)} />
    </FrameContext.Provider>
  )
}
