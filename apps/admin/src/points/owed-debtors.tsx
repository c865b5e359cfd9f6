import { Link } from 'react-router'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Avatar } from '../ui/avatar'
import { Card } from '../ui/card'
import { owed as en } from '../words/en/owed'
import { owed as zh } from '../words/zh/owed'
import type { Owed } from './owed-page'

/** Who owes the shop points: their next ones repay it. */
export function Debtors({ x }: { x: Owed }) {
  const t = useWords(zh, en)
  const f = useFigures()
  if (x.topDebtors.length === 0) return null
  return (
    <Card title={t.debtorsTitle(x.topDebtors.length)} hint={t.debtorsHint} body={{ paddingTop: 4 }}>
      {x.topDebtors.map((d) => (
        <Link key={d.memberId} to={`/members/${d.memberId}`} className="row g8" style={{ padding: '7px 0', color: 'inherit' }}>
          <Avatar name={d.name || d.memberNo} size={22} />
          <span className="m ell">{d.name || d.memberNo}</span>
          <span className="sm c3 f1 ell">{d.since ? t.since(f.short(d.since)) : ''}</span>
          <span className="m cw ht-tnum">{f.minus(f.whole(d.debt))}</span>
        </Link>
      ))}
    </Card>
  )
}
