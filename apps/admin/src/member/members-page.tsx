import { Button } from 'antd'
import { Plus, Tag, TicketPercent, Upload } from 'lucide-react'
import { addDays } from '@huitou/units'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAddress } from '../platform/address'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useKeptScroll, usePages } from '../platform/pages'
import { useWords } from '../platform/preferences'
import { useRowKeys } from '../platform/rows'
import { useMay } from '../platform/session'
import { BulkBar } from '../ui/bulk-bar'
import { ListFoot } from '../ui/foot'
import { LinkButton } from '../ui/link-button'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Empty, Full, RowBones } from '../ui/states'
import { ViewTabs } from '../ui/view-tabs'
import { member as en } from '../words/en/member'
import { member as zh } from '../words/zh/member'
import { AddMember } from './add-member'
import { BulkCoupon } from './bulk-coupon'
import { BulkTag } from './bulk-tag'
import { FilterBar } from './filter-bar'
import { NAMES, askOf } from './filters'
import type { Filters, Sort } from './filters'
import { Meetings } from './merges'
import { MembersTable } from './members-table'
import { keepTrail } from './trail'

const SIZE = 50

/** The list of members: a million of them reads as quickly as fifty. */
export function MembersPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const mayAct = useMay('manager')
  const [filters, setAddress] = useAddress([...NAMES, 'cursor'])
  const ask = askOf(filters)
  const { sort, ...counted } = ask
  const pages = usePages(JSON.stringify(ask))
  const list = useRead('listMembers', { ...ask, limit: SIZE, ...(pages.cursor ? { cursor: pages.cursor } : {}) })
  const count = useRead('countMembers', counted, { fresh: 60_000 })
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<'add' | 'tag' | 'coupon' | null>(null)
  const rows = list.data?.items ?? []
  const box = useKeptScroll(!!list.data)
  const change = (next: Filters) => setAddress({ ...next, cursor: undefined })
  const pick = (ids: string[], on: boolean) => setPicked((old) => {
    const fresh = new Set(old)
    for (const id of ids) if (on) fresh.add(id)
    else fresh.delete(id)
    return fresh
  })
  const show = (id: string) => {
    keepTrail(rows.map((r) => r.memberId), location.search)
    void go(`/members/${id}`)
  }
  const keys = useRowKeys(rows.length, {
    open: (i) => rows[i] && show(rows[i].memberId),
    select: (i) => rows[i] && pick([rows[i].memberId], !picked.has(rows[i].memberId)),
  }, !open)
  useKeys({ Escape: () => setPicked(new Set()) }, picked.size > 0 && !open)
  const idle = filters.idleDays === '60' && !filters.tierId
  const fresh30 = addDays(f.today, -30)
  const total = count.data
  const narrowed = Object.keys(counted).length > 0
  const first = pages.page * SIZE + 1
  return (
    <Page crumbs={[{ text: t.title }]} full>
      <div style={{ padding: '0 32px' }}>
        <PageHead tight title={t.title} acts={<><LinkButton to="/import" icon={<Upload size={14} />}>{t.import}</LinkButton><Button type="primary" icon={<Plus size={14} />} onClick={() => setOpen('add')}>{t.add}</Button></>} />
        <ViewTabs active={idle ? 'idle' : filters.joinedFrom === fresh30 ? 'fresh' : narrowed ? '' : 'all'}
          views={[{ key: 'all', name: t.views.all, ...(!narrowed && total ? { count: f.whole(total.count) } : {}) }, { key: 'idle', name: t.views.idle, ...(idle && total ? { count: f.whole(total.count) } : {}) }, { key: 'fresh', name: t.views.fresh }]}
          onView={(v) => change({ search: undefined, tierId: undefined, tag: undefined, source: undefined, stage: undefined, importId: undefined, joinedTo: undefined, idleDays: v === 'idle' ? '60' : undefined, joinedFrom: v === 'fresh' ? fresh30 : undefined })} />
        <FilterBar filters={filters} change={change} />
      </div>
      <Meetings />
      <div ref={box} style={{ flex: 1, minHeight: 0, overflow: 'auto', borderTop: '1px solid var(--ht-line)', opacity: list.isPlaceholderData ? 0.6 : 1 }}>
        <Full of={list} bones={<RowBones rows={14} height={38} />} empty={(d) => d.items.length === 0 && (
          <Empty title={narrowed ? t.emptyTitle : t.emptyShop} hint={narrowed ? t.emptyHint : t.emptyShopHint} act={narrowed ? <Button size="small" onClick={() => change(Object.fromEntries(NAMES.map((n) => [n, undefined])))}>{t.takeOff}</Button> : <LinkButton size="small" to="/import">{t.import}</LinkButton>} />
        )}>
          {() => <MembersTable rows={rows} sort={sort ?? 'last-order'} onSort={(s: Sort) => change({ sort: s === 'last-order' ? undefined : s })} picked={picked} onPick={pick} at={keys.at} onAt={keys.setAt} open={(r) => show(r.memberId)} />}
        </Full>
      </div>
      {picked.size > 0 && (
        <BulkBar count={t.selected(f.whole(picked.size))} onClear={() => setPicked(new Set())} clearLabel={t.clear}>
          {mayAct && <button onClick={() => setOpen('coupon')}><TicketPercent size={14} />{t.coupon}</button>}
          {mayAct && <button onClick={() => setOpen('tag')}><Tag size={14} />{t.tag}</button>}
        </BulkBar>
      )}
      <ListFoot where={rows.length ? t.showing(f.whole(first), f.whole(first + rows.length - 1)) + (total ? t.ofTotal(f.whole(total.count), total.exact) : '') : ''} hint={t.sortedBy(t.sorts[sort ?? 'last-order'])}
        keys={<><kbd>J</kbd><kbd>K</kbd>{t.keysMove} <kbd>X</kbd>{t.keysPick} <kbd>↵</kbd>{t.keysOpen}</>} {...(pages.back ? { onPrevious: pages.back } : {})} {...(list.data?.next ? { onNext: () => pages.go(list.data.next!) } : {})} />
      {open === 'add' && <AddMember onClose={() => setOpen(null)} />}
      {open === 'tag' && <BulkTag ids={[...picked]} onClose={() => setOpen(null)} onDone={() => setPicked(new Set())} />}
      {open === 'coupon' && <BulkCoupon ids={[...picked]} onClose={() => setOpen(null)} onDone={() => setPicked(new Set())} />}
    </Page>
  )
}
