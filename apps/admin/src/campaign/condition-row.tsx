import { InputNumber, Select } from 'antd'
import { X } from 'lucide-react'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Bar } from '../ui/bar'
import { ink } from '../ui/tokens/ink'
import { campaign as en } from '../words/en/campaign'
import { campaign as zh } from '../words/zh/campaign'
import type { Condition } from './terms'

const KINDS = ['tier', 'tag', 'idle', 'recent', 'orders-at-least', 'orders-at-most', 'spent-at-least', 'channel', 'store', 'birth-month'] as const
const CHANNELS = ['till', 'mini', 'taobao', 'tmall']

/** A condition of a kind, as it begins. */
export function freshCondition(kind: Condition['kind'], unit: number): Condition {
  switch (kind) {
    case 'tier': return { kind, tierIds: [] }
    case 'tag': return { kind, tags: [] }
    case 'idle': return { kind, days: 90 }
    case 'recent': return { kind, days: 30 }
    case 'orders-at-least': return { kind, orders: 2 }
    case 'orders-at-most': return { kind, orders: 1 }
    case 'spent-at-least': return { kind, minor: 1000 * unit }
    case 'channel': return { kind, channels: ['till'] }
    case 'store': return { kind, storeIds: [] }
    case 'birth-month': return { kind, month: 1 }
  }
}

interface RowParts { n: number; condition: Condition; locked: boolean; left: number | null; of: number; change: (c: Condition) => void; drop: () => void }

/** One condition read as a line: what it looks at, how much, and who is left after it. */
export function ConditionRow({ n, condition: c, locked, left, of, change, drop }: RowParts) {
  const t = useWords(zh, en)
  const f = useFigures()
  return (
    <div className="cond">
      <span className="ix">{n}</span>
      <Select size="small" aria-label={t.conditions} disabled={locked} popupMatchSelectWidth={false} value={c.kind} onChange={(kind) => change(freshCondition(kind, f.unit))} options={KINDS.map((kind) => ({ value: kind, label: t.kinds[kind] }))} style={{ minWidth: 104 }} />
      {t.joins[c.kind] && <span className="c3">{t.joins[c.kind]}</span>}
      <Value c={c} locked={locked} change={change} />
      <span className="row g8" style={{ marginLeft: 'auto', flex: 'none' }}>
        <Bar share={left === null || of === 0 ? 0 : left / of} colour={ink.d1} />
        <span className="ht-tnum r nw" style={{ width: 76, textAlign: 'right' }}><span className="c3 xs">{t.left} </span>{left === null ? '…' : f.whole(left)}</span>
        <button type="button" className="icb" style={{ width: 24, height: 24, visibility: locked ? 'hidden' : undefined }} aria-label={t.dropCondition} onClick={drop}><X size={13} /></button>
      </span>
    </div>
  )
}

function Value({ c, locked, change }: { c: Condition; locked: boolean; change: (c: Condition) => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const tiers = useRead('readTiers', {}, { fresh: 120_000, on: c.kind === 'tier' })
  const stores = useRead('listStores', {}, { fresh: 120_000, on: c.kind === 'store' })
  const tags = useRead('listTags', {}, { fresh: 120_000, on: c.kind === 'tag' })
  const many = (value: string[], set: (v: string[]) => void, options: { value: string; label: string }[]) => <Select size="small" mode="multiple" disabled={locked} aria-label={t.kinds[c.kind]} placeholder={t.pick} style={{ minWidth: 150, maxWidth: 300 }} value={value} onChange={set} options={options} />
  const figure = (value: number, set: (n: number) => void, o: { min?: number; max: number; after: string; width?: number; before?: string }) => (
    <>
      <InputNumber<number> size="small" controls={false} disabled={locked} aria-label={t.kinds[c.kind]} style={{ width: o.width ?? 68 }} prefix={o.before} min={o.min ?? 1} max={o.max} precision={0} value={value} onChange={(n) => n !== null && set(n)} />
      <span className="c2">{o.after}</span>
    </>
  )
  switch (c.kind) {
    case 'tier': return many(c.tierIds, (tierIds) => change({ ...c, tierIds }), (tiers.data?.current?.tiers ?? []).map((x) => ({ value: x.tierId, label: x.name })))
    case 'tag': return many(c.tags, (v) => change({ ...c, tags: v }), (tags.data?.items ?? []).map((x) => ({ value: x.tag, label: `${x.tag} ${f.whole(x.members)}` })))
    case 'store': return many(c.storeIds, (storeIds) => change({ ...c, storeIds }), (stores.data?.items ?? []).map((x) => ({ value: x.storeId, label: x.name })))
    case 'channel': return many(c.channels, (channels) => change({ ...c, channels }), CHANNELS.map((x) => ({ value: x, label: t.channels[x] ?? x })))
    case 'idle': case 'recent': return figure(c.days, (days) => change({ ...c, days }), { max: 3650, after: t.days })
    case 'orders-at-least': case 'orders-at-most': return figure(c.orders, (orders) => change({ ...c, orders }), { min: 0, max: 100_000, after: t.orders })
    case 'spent-at-least': return figure(Math.round(c.minor / f.unit), (n) => change({ ...c, minor: n * f.unit }), { min: 0, max: 100_000_000, after: '', width: 110, before: f.symbol })
    case 'birth-month': return (
      <>
        <Select size="small" disabled={locked} aria-label={t.kinds[c.kind]} style={{ width: 84 }} value={c.month} onChange={(month) => change({ ...c, month })} options={Array.from({ length: 12 }, (_, i) => ({ value: i + 1, label: t.month(i + 1) }))} />
        <span className="c3 sm">{t.monthHint}</span>
      </>
    )
  }
}
