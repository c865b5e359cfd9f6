import type { ReactNode } from 'react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Card } from '../ui/card'
import { owed as en } from '../words/en/owed'
import { owed as zh } from '../words/zh/owed'
import type { Owed } from './owed-page'

const Part = ({ head, children }: { head: string; children: ReactNode }) => <div style={{ marginTop: 10 }}><div className="m">{head}</div><div className="sm c2" style={{ marginTop: 2 }}>{children}</div></div>

/** The method in words, and how it did on what is known by now. */
export function HowGuessed({ x }: { x: Owed }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const { estimate, check, lots, unknown } = x.breakage
  return (
    <Card title={estimate ? t.howTitle(f.coarse(estimate.minor)) : t.howNone} hint={t.howHint} body={{ paddingTop: 0 }}>
      <Part head={t.seen}>{estimate ? t.seenSay(f.whole(lots)) : t.seenFew(f.whole(lots))}</Part>
      <Part head={t.method}>{t.methodSay}</Part>
      <Part head={t.check}>{check ? t.checkSay(f.day(check.from), f.day(check.until), f.whole(check.low), f.whole(check.high), f.whole(check.actual)) : t.checkNone}</Part>
      {unknown > 0 && <div className="sm c3" style={{ marginTop: 10 }}>{t.unknown(f.whole(unknown))}</div>}
    </Card>
  )
}
