import { Button } from 'antd'
import { useAddress } from '../platform/address'
import { useMore } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { Avatar } from '../ui/avatar'
import { Page } from '../ui/page'
import { Pill } from '../ui/pill'
import { QueueRow } from '../ui/queue-row'
import { Empty, Full, RowBones } from '../ui/states'
import { ViewTabs } from '../ui/view-tabs'
import { community as modEn } from '../words/en/community'
import { review as en } from '../words/en/review'
import { community as modZh } from '../words/zh/community'
import { review as zh } from '../words/zh/review'
import { ReviewActs } from './review-acts'
import { Said } from './said'
import { Stars } from './stars'

export type Review = Answer<'listReviews'>['items'][number]
const STATES = ['waiting', 'unanswered', 'shown', 'rejected'] as const

/** Reviews: what waits, what is shown, what has no answer. J and K walk the list. */
export function ReviewsPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const [address, setAddress] = useAddress(['state', 'stars', 'review'])
  const state = STATES.find((s) => s === address.state) ?? 'waiting'
  const stars = [1, 2, 3, 4, 5].find((n) => String(n) === address.stars)
  const list = useMore('listReviews', { state, limit: 30, ...(stars ? { stars } : {}) })
  const head = list.data?.pages[0]
  const rows = list.data?.pages.flatMap((p) => p.items) ?? []
  const at = Math.max(0, rows.findIndex((r) => r.reviewId === address.review))
  const one = rows[at]
  const pick = (i: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, i))]
    if (next) setAddress({ review: next.reviewId })
  }
  useKeys({ j: () => pick(at + 1), k: () => pick(at - 1) })
  const counts: Partial<Record<(typeof STATES)[number], number>> = { waiting: head?.waiting, unanswered: head?.unanswered, shown: head?.count }
  const views = STATES.map((s) => ({ key: s, name: t.tabs[s], ...(counts[s] ? { count: f.whole(counts[s]) } : {}) }))
  return (
    <Page crumbs={[{ text: t.title }]} full>
      <div className="split" style={{ gridTemplateColumns: 'clamp(330px,28vw,400px) minmax(0,1fr) clamp(268px,21vw,300px)' }}>
        <section className="pane" style={{ borderRight: '1px solid var(--ht-line)', display: 'flex', flexDirection: 'column' }}>
          <div style={{ padding: '16px 20px 0' }}>
            <h1 style={{ fontSize: 18, lineHeight: '26px', fontWeight: 600 }}>{head?.waiting ? t.waiting(f.whole(head.waiting)) : t.calm}</h1>
            <div className="c3 sm">{head ? (head.starTenths === null ? t.none : t.standing((head.starTenths / 10).toFixed(1), f.whole(head.count))) : ' '}</div>
            <ViewTabs inset={20} active={state} views={views} onView={(s) => setAddress({ state: s === 'waiting' ? undefined : s, review: undefined })} />
            <div className="row g4" style={{ padding: '8px 0', flexWrap: 'wrap' }} role="group" aria-label={t.title}>
              {[undefined, 5, 4, 3, 2, 1].map((n) => (
                <button key={n ?? 0} className="pill bare" aria-pressed={n === stars} style={{ padding: '0 8px', background: n === stars ? 'var(--ht-hover)' : 'transparent' }} onClick={() => setAddress({ stars: n ? String(n) : undefined, review: undefined })}>{n ? t.stars(n) : t.allStars}</button>
              ))}
            </div>
          </div>
          <div style={{ overflow: 'auto', borderTop: '1px solid var(--ht-line)' }}>
            <Full of={{ ...list, data: list.data }} bones={<RowBones rows={5} height={86} />} empty={() => rows.length === 0 && <Empty title={state === 'waiting' && !stars ? t.emptyTitle : t.emptyOther} hint={state === 'waiting' && !stars ? t.emptyHint : undefined} />}>
              {() => rows.map((r, i) => <Row key={r.reviewId} r={r} on={i === at} pick={() => setAddress({ review: r.reviewId })} />)}
            </Full>
            {list.hasNextPage && <Button type="text" block onClick={() => void list.fetchNextPage()}>{t.more}</Button>}
          </div>
        </section>
        <section className="pane" style={{ padding: '18px 28px' }}>{one ? <Said key={one.reviewId} r={one} /> : <p className="c3">{rows.length ? t.pickOne : ''}</p>}</section>
        <aside className="pane aside" style={{ padding: '18px 20px' }} aria-label={t.how}>{one && <ReviewActs key={`${one.reviewId} ${one.state}`} r={one} />}</aside>
      </div>
    </Page>
  )
}

function Row({ r, on, pick }: { r: Review; on: boolean; pick: () => void }) {
  const mod = useWords(modZh, modEn)
  const f = useFigures()
  const held = r.state === 'queued' || r.state === 'checking'
  return (
    <QueueRow on={on} pick={pick}>
      <span className="row g8">
        <Avatar name={r.memberName} size={20} />
        <span className="m ell">{r.memberName}</span>
        <Stars of={r.stars} />
        <span className="f1" />
        <span className="xs ht-tnum c3 nw">{f.moment(r.at)}</span>
      </span>
      <span className="ell c2" style={{ display: 'block', margin: '3px 0 4px 28px' }}>{r.body}</span>
      <span className="row g8" style={{ marginLeft: 28 }}>
        <span className="xs c3 ell">{r.productName}</span>
        {held && <Pill tone={r.check.suggest === 'unchecked' ? 'plain' : 'warn'}>{mod.labels[String(r.check.label)] ?? mod.suggests[r.check.suggest]}</Pill>}
      </span>
    </QueueRow>
  )
}
