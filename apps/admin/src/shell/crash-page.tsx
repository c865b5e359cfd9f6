import { useRouteError } from 'react-router'
import { Page } from '../ui/page'
import { Failed } from '../ui/states'
import { useWords } from '../platform/preferences'
import { ui as en } from '../words/en/ui'
import { ui as zh } from '../words/zh/ui'

/** A page that broke while drawing. The frame stays, the rest works. */
export function CrashPage({ inside }: { inside?: boolean }) {
  const t = useWords(zh, en)
  const error = useRouteError()
  const failed = <Failed error={error} retry={() => location.reload()} />
  return inside ? <Page crumbs={[{ text: t.faultTitle }]}>{failed}</Page> : failed
}
