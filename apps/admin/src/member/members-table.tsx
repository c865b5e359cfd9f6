import { Checkbox } from 'antd'
import { ArrowDown } from 'lucide-react'
import { Link } from 'react-router'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Avatar } from '../ui/avatar'
import { masked } from '../ui/masked'
import { TierBadge } from '../ui/tier-badge'
import { member as en } from '../words/en/member'
import { member as zh } from '../words/zh/member'
import type { Sort } from './filters'

export type Row = Answer<'listMembers'>['items'][number]

interface Parts {
  rows: Row[]
  sort: Sort
  onSort: (s: Sort) => void
  picked: ReadonlySet<string>
  onPick: (ids: string[], on: boolean) => void
  at: number
  onAt: (i: number) => void
  open: (row: Row) => void
}

/** The list itself. Numbers at the right; the column it is sorted by is the bold one. */
export function MembersTable(p: Parts) {
  const t = useWords(zh, en)
  const f = useFigures()
  const all = p.rows.length > 0 && p.rows.every((r) => p.picked.has(r.memberId))
  const some = p.rows.some((r) => p.picked.has(r.memberId))
  const head = (sort: Sort, name: string, right = false, priority = '') => (
    <th className={(right ? 'r ' : '') + priority} aria-sort={p.sort === sort ? 'descending' : undefined}>
      <button className="bare" style={{ color: p.sort === sort ? 'var(--ht-ink)' : undefined }} title={t.sortBy(name)} onClick={() => p.onSort(sort)}>
        {name} {p.sort === sort && <ArrowDown size={12} style={{ verticalAlign: -2 }} aria-hidden />}
      </button>
    </th>
  )
  const bold = (sort: Sort) => (p.sort === sort ? 'm' : 'c2')
  return (
    <table className="wide sticky" style={{ tableLayout: 'fixed', minWidth: 860 }}>
      <colgroup>
        {[56, 214, 76, 116, 64, 168, 84, 160, 92, 112].map((w, i) => <col key={i} className={i === 9 ? 'p3' : i === 8 ? 'p4' : undefined} style={{ width: w }} />)}
      </colgroup>
      <thead>
        <tr>
          <th><Checkbox aria-label={t.selectAll} checked={all} indeterminate={some && !all} onChange={(e) => p.onPick(p.rows.map((r) => r.memberId), e.target.checked)} /></th>
          <th>{t.columns.member}</th>
          <th>{t.columns.tier}</th>
          {head('spent', t.columns.spent, true)}
          <th className="r">{t.columns.orders}</th>
          {head('last-order', t.columns.last)}
          {head('points', t.columns.points, true)}
          <th>{t.columns.tags}</th>
          <th className="p4">{t.columns.source}</th>
          {head('joined', t.columns.joined, false, 'p3')}
        </tr>
      </thead>
      <tbody>
        {p.rows.map((r, i) => (
          <tr key={r.memberId} data-row={i} tabIndex={i === Math.max(0, p.at) ? 0 : -1} className={'pick' + (p.picked.has(r.memberId) ? ' sel' : '')} style={{ height: 38 }} onFocus={() => p.onAt(i)} onClick={() => p.open(r)}>
            <td onClick={(e) => e.stopPropagation()}>
              <Checkbox tabIndex={-1} aria-label={t.select(r.name)} checked={p.picked.has(r.memberId)} onChange={(e) => p.onPick([r.memberId], e.target.checked)} />
            </td>
            <td>
              <div className="row g8">
                <Avatar name={r.name} size={24} />
                <Link to={`/members/${r.memberId}`} tabIndex={-1} className="m ell" style={{ color: 'inherit', minWidth: 44 }} onClick={(e) => e.stopPropagation()}>{r.name}</Link>
                <span className="c3 sm nw">{r.phoneMasked ? masked(r.phoneMasked) : r.memberNo}</span>
              </div>
            </td>
            <td>{r.tier && <TierBadge tier={r.tier} />}</td>
            <td className={'r ' + bold('spent')}>{f.coarse(r.spentMinor)}</td>
            <td className="r c2">{f.whole(r.orderCount)}</td>
            <td className="nw">{r.lastOrderAt ? <><span className={p.sort === 'last-order' ? 'm' : ''}>{f.short(r.lastOrderAt)}</span> <span className="c3 sm">{t.ago(f.daysSince(r.lastOrderAt))}</span></> : <span className="c3 sm">{t.never}</span>}</td>
            <td className={'r ' + bold('points')}>{f.whole(r.points)}</td>
            <td><span className="row g4" style={{ overflow: 'hidden' }}>{r.tags.slice(0, 3).map((x) => <span className="pill" key={x}>{x}</span>)}</span></td>
            <td className="c2 sm ell p4">{t.sources[r.source] ?? r.source}</td>
            <td className="c3 sm nw p3">{f.short(r.joinedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
