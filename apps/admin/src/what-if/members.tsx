import { Button, Drawer } from 'antd'
import { ArrowRight } from 'lucide-react'
import { Link } from 'react-router'
import { useMore, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Avatar } from '../ui/avatar'
import { Empty, Failed, RowBones } from '../ui/states'
import { TierBadge } from '../ui/tier-badge'
import { whatIf as en } from '../words/en/what-if'
import { whatIf as zh } from '../words/zh/what-if'
import { Head } from './head'
import type { NamedTier } from './what-if'

type Item = Answer<'listWhatIfMembers'>['items'][number]
export interface Opened { list: 'up' | 'down' | 'stay' | 'more' | 'fewer'; from?: string; to?: string }

function Row({ m, look }: { m: Item; look?: (id: string | null) => NamedTier | undefined }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const [from, to] = [look?.(m.from), look?.(m.to)]
  const delta = m.pointsDraft - m.pointsNow
  return (
    <div className="row g8" style={{ padding: '6px 0', borderTop: '1px solid var(--ht-line)' }}>
      <Avatar name={m.name} size={22} />
      <Link to={`/members/${m.memberId}`} className="m ell" style={{ color: 'inherit' }}>{m.name}</Link>
      <span className="f1" />
      {from && to && m.from !== m.to && <span className="row g4"><TierBadge tier={from} /><ArrowRight size={11} color="var(--ht-ink4)" aria-hidden /><TierBadge tier={to} /></span>}
      <span className="c3 sm ht-tnum nw">{t.pointsChange(f.whole(m.pointsNow), f.whole(m.pointsDraft))}</span>
      <span className={`ht-tnum r m ${delta > 0 ? 'cg' : delta < 0 ? 'cw' : 'c3'}`} style={{ minWidth: 52 }}>{delta === 0 ? '—' : f.signed(delta)}</span>
    </div>
  )
}

/** The few who gain, or lose, the most. */
export function Most({ whatIfId, list, title, onAll }: { whatIfId: string; list: 'more' | 'fewer'; title: string; onAll: () => void }) {
  const t = useWords(zh, en)
  const { data } = useRead('listWhatIfMembers', { whatIfId, list, limit: 10 }, { fresh: 300_000, keep: false })
  return (
    <>
      <Head title={title} hint={<Button type="link" size="small" style={{ padding: 0 }} onClick={onAll}>{t.all}</Button>} />
      {data?.items.slice(0, 5).map((m) => <Row key={m.memberId} m={m} />)}
    </>
  )
}

/** Everybody of one list, in a drawer; each opens their own page. */
export function Members({ whatIfId, open, look, onClose }: { whatIfId: string; open: Opened | null; look: (id: string | null) => NamedTier | undefined; onClose: () => void }) {
  const t = useWords(zh, en)
  const pages = useMore('listWhatIfMembers', { whatIfId, limit: 50, list: open?.list ?? 'stay', ...(open?.from === undefined ? {} : { from: open.from }), ...(open?.to === undefined ? {} : { to: open.to }) }, open !== null)
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Drawer open={open !== null} onClose={onClose} size={520} title={open ? t.listTitles[open.list] : ''} destroyOnHidden>
      {pages.isPending ? <RowBones /> : pages.error ? <Failed error={pages.error} retry={() => void pages.refetch()} /> : items.length === 0 ? <Empty title={t.emptyList} /> : items.map((m) => <Row key={m.memberId} m={m} look={look} />)}
      {pages.hasNextPage && <div style={{ padding: '12px 0', textAlign: 'center' }}><Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>{t.loadMore}</Button></div>}
    </Drawer>
  )
}
