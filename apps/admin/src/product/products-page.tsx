import { Button, Input, Select } from 'antd'
import { Plus, Search } from 'lucide-react'
import { useState } from 'react'
import { useAddress } from '../platform/address'
import { useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useRested } from '../platform/late'
import { useKeptScroll, usePages } from '../platform/pages'
import { useWords } from '../platform/preferences'
import { useRowKeys } from '../platform/rows'
import { useMay } from '../platform/session'
import { ListFoot } from '../ui/foot'
import { Page } from '../ui/page'
import { PageHead } from '../ui/page-head'
import { Empty, Full, RowBones } from '../ui/states'
import { product as en } from '../words/en/product'
import { product as zh } from '../words/zh/product'
import { EditProduct } from './edit-product'

export type Product = Answer<'listProducts'>['items'][number]

export function ProductsPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const may = useMay('manager')
  const [address, setAddress] = useAddress(['search', 'category', 'cursor'])
  const [text, setText] = useState(address.search ?? '')
  const [open, setOpen] = useState<Product | 'new' | null>(null)
  const search = useRested(text.trim(), 250)
  const narrow = { ...(search ? { search } : {}), ...(address.category ? { category: address.category } : {}) }
  const pages = usePages(JSON.stringify(narrow))
  const list = useRead('listProducts', { limit: 50, ...narrow, ...(pages.cursor ? { cursor: pages.cursor } : {}) })
  const known = useRead('listCategories', {}, { fresh: 120_000 })
  const rows = list.data?.items ?? []
  const box = useKeptScroll(!!list.data)
  const keys = useRowKeys(rows.length, { open: (i) => may && rows[i] && setOpen(rows[i]) }, !open)
  const narrowed = Object.keys(narrow).length > 0
  return (
    <Page crumbs={[{ text: t.title }]} full>
      <div style={{ padding: '0 32px', borderBottom: '1px solid var(--ht-line)' }}>
        <PageHead tight title={t.title} sub={t.sub} acts={may && <Button type="primary" icon={<Plus size={14} />} onClick={() => setOpen('new')}>{t.add}</Button>} />
        <div className="row g6 wrap" style={{ padding: '4px 0 10px' }}>
          <Input size="small" allowClear style={{ width: 232, height: 26 }} prefix={<Search size={13} color="var(--ht-ink3)" />} aria-label={t.search} placeholder={t.search} value={text} onChange={(e) => { setText(e.target.value); setAddress({ search: e.target.value.trim() || undefined, cursor: undefined }) }} />
          <Select size="small" allowClear showSearch aria-label={t.category} placeholder={t.anyCategory} style={{ width: 180 }} value={address.category} onChange={(category: string | undefined) => setAddress({ category, cursor: undefined })} options={(known.data?.categories ?? []).map((c) => ({ value: c.name, label: `${c.name} ${f.whole(c.products)}` }))} />
        </div>
      </div>
      <div ref={box} style={{ flex: 1, minHeight: 0, overflow: 'auto', opacity: list.isPlaceholderData ? 0.6 : 1 }}>
        <Full of={list} bones={<RowBones rows={12} />} empty={(d) => d.items.length === 0 && <Empty title={narrowed ? t.emptyFound : t.emptyTitle} hint={narrowed ? undefined : t.emptyHint} act={narrowed ? <Button size="small" onClick={() => { setText(''); setAddress({ search: undefined, category: undefined, cursor: undefined }) }}>{t.all}</Button> : may && <Button size="small" onClick={() => setOpen('new')}>{t.add}</Button>} />}>
          {() => (
            <table className="wide sticky">
              <thead><tr><th>{t.columns.name}</th><th>{t.columns.sku}</th><th>{t.columns.barcode}</th><th>{t.columns.category}</th><th>{t.columns.brand}</th><th className="r">{t.columns.price}</th><th>{t.columns.source}</th><th>{t.columns.state}</th></tr></thead>
              <tbody>
                {rows.map((p, i) => (
                  <tr key={p.productId} data-row={i} tabIndex={i === Math.max(0, keys.at) ? 0 : -1} className={'pick' + (p.onSale ? '' : ' c3')} style={{ height: 38 }} onFocus={() => keys.setAt(i)} onClick={() => may && setOpen(p)}>
                    <td className="m ell" style={{ maxWidth: 380 }}>{p.name}</td>
                    <td className="c2 sm">{p.sku}</td>
                    <td className="c3 sm">{p.barcode}</td>
                    <td className="c2">{p.category}</td>
                    <td className="c2">{p.brand}</td>
                    <td className="r m">{f.money(p.priceMinor)}</td>
                    <td className="c3 sm">{t.sources[p.source] ?? p.source}</td>
                    <td className="c3 sm">{p.onSale ? t.onSale : t.offSale}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Full>
      </div>
      <ListFoot where={rows.length ? t.showing(f.whole(rows.length)) : ''} {...(pages.back ? { onPrevious: pages.back } : {})} {...(list.data?.next ? { onNext: () => pages.go(list.data.next!) } : {})} />
      {open && <EditProduct key={open === 'new' ? 'new' : open.productId} product={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  )
}
