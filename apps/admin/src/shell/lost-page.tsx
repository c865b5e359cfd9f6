import { Page } from '../ui/page'
import { Failed } from '../ui/states'
import { Problem } from '../platform/problem'
import { useWords } from '../platform/preferences'
import { ui as en } from '../words/en/ui'
import { ui as zh } from '../words/zh/ui'

export function LostPage() {
  const t = useWords(zh, en)
  return (
    <Page crumbs={[{ text: t.missingTitle }]}>
      <Failed error={new Problem('missing', 'not-found', {}, null, 404, '')} />
    </Page>
  )
}
