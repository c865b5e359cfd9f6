import { FileSpreadsheet } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { Page } from '../ui/page'
import { Full } from '../ui/states'
import { Steps } from '../ui/steps'
import { importing as en } from '../words/en/import'
import { importing as zh } from '../words/zh/import'
import { Checked } from './checked'
import { sizeOf } from './imports-page'
import { MapColumns } from './map-columns'
import { Result } from './result'
import { Running } from './running'

export type Import = Answer<'readImport'>['import']
export type Guess = NonNullable<Answer<'readImport'>['guess']>

const busy = (x: Import | undefined) => !!x && (x.state === 'queued' || x.state === 'running' || x.state === 'undoing')
const stepOf = (x: Import, remap: boolean): number => (remap || x.state === 'uploaded' ? 1 : x.state === 'checked' || (busy(x) && (x.phase === 'checking' || x.phase === 'reading')) ? 2 : 3)

/** One import from its file to its result. It goes on when the page is closed. */
export function ImportPage() {
  const t = useWords(zh, en)
  const { importId = '' } = useParams()
  const [remap, setRemap] = useState(false)
  const [working, setWorking] = useState(false)
  const read = useRead('readImport', { importId }, { every: working ? 1_000 : false, keep: false, fresh: 1_000 })
  const now = busy(read.data?.import)
  if (now !== working) setWorking(now)
  return (
    <Page crumbs={[{ text: t.title, to: '/import' }, { text: t.orders, to: '/import' }, { text: read.data?.import.fileName ?? '…' }]} full>
      <Full of={read}>
        {({ import: x, guess }) => {
          const head = <Steps names={t.steps} at={stepOf(x, remap)} beside={<><FileSpreadsheet size={15} aria-hidden /><span className="ell" style={{ maxWidth: 360 }}>{t.file(x.fileName, sizeOf(x.bytes))}</span></>} />
          if ((x.state === 'uploaded' || remap) && guess) return <MapColumns key={x.importId} x={x} guess={guess} head={head} onChecking={() => setRemap(false)} />
          if (x.state === 'checked') return <Checked x={x} head={head} onRemap={() => setRemap(true)} />
          if (busy(x)) return <Running x={x} head={head} />
          return <Result x={x} onRemap={() => setRemap(true)} />
        }}
      </Full>
    </Page>
  )
}
