import { Button } from 'antd'
import { Cake, CircleDollarSign, Eye, MessageSquare, Mountain, PenLine, Send, ShoppingBag, Sprout, Star, Tag, TicketPercent, Undo2, UserPen } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMore } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Full, RowBones } from '../ui/states'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'

const icons = { joined: Sprout, order: ShoppingBag, refund: Undo2, points: CircleDollarSign, tier: Mountain, coupon: TicketPercent, message: Send, post: MessageSquare, browse: Eye, review: Star, tag: Tag, profile: UserPen, birthday: Cake } as const
const KINDS = ['all', 'order', 'browse', 'points', 'coupon', 'message'] as const

export function Timeline({ memberId }: { memberId: string }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('all')
  const entries = useMore('readMemberTimeline', { memberId, limit: 15, ...(kind === 'all' ? {} : { kind }) })
  const rows = entries.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <section>
      <div className="row base g8" style={{ margin: '20px 0 6px' }}>
        <h2 className="sec">{t.timeline}</h2>
        <span className="f1" />
        {KINDS.map((k) => (
          <button key={k} className="pill bare" aria-pressed={k === kind} style={{ padding: '0 7px', background: k === kind ? 'var(--ht-hover)' : 'transparent' }} onClick={() => setKind(k)}>{t.timelineKinds[k]}</button>
        ))}
      </div>
      <Full of={{ ...entries, data: entries.data }} bones={<RowBones rows={4} />} empty={() => rows.length === 0 && <p className="sm c3">{t.noTimeline}</p>}>
        {() => (
          <div style={{ position: 'relative' }}>
            <span aria-hidden style={{ position: 'absolute', left: 107.5, top: 8, bottom: 20, width: 1, background: 'var(--ht-line)' }} />
            {rows.map((e, i) => {
              const Icon = icons[e.kind] ?? PenLine
              return (
                <div key={i} className="row" style={{ alignItems: 'flex-start', padding: '5px 0', gap: 12, position: 'relative' }}>
                  <span className="sm c3 r ht-tnum nw" style={{ width: 84, paddingTop: 1 }}>{f.moment(e.at)}</span>
                  <span aria-hidden style={{ width: 24, height: 24, borderRadius: 12, background: 'var(--ht-surface)', border: '1px solid var(--ht-line-strong)', display: 'grid', placeItems: 'center', flex: 'none', color: 'var(--ht-ink2)' }}><Icon size={12} /></span>
                  <div className="f1">
                    {(e.kind === 'order' || e.kind === 'refund') && e.ref ? <Link to={`/orders/${e.ref}`} style={{ color: 'inherit' }}>{sentence(e.reason)}</Link> : <span>{sentence(e.reason)}</span>}
                    <span className="c3 sm" style={{ marginLeft: 10 }}>{[e.moneyMinor !== null ? f.money(e.moneyMinor) : '', e.points ? `${f.signed(e.points)} ${t.points}` : ''].filter(Boolean).join(' · ')}</span>
                  </div>
                </div>
              )
            })}
          </div>
        )}
      </Full>
      {entries.hasNextPage && <Button size="small" type="text" loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>{t.moreRows}</Button>}
    </section>
  )
}
