import { AutoComplete, Button, Drawer, Input, InputNumber, Switch } from 'antd'
import { useState } from 'react'
import { useAct, useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { product as en } from '../words/en/product'
import { product as zh } from '../words/zh/product'
import type { Product } from './products-page'

export function EditProduct({ product, onClose }: { product: Product | null; onClose: () => void }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const f = useFigures()
  const speaker = useSpeaker()
  const known = useRead('listCategories', {}, { fresh: 120_000 })
  const [p, setP] = useState({ sku: product?.sku ?? '', barcode: product?.barcode ?? '', name: product?.name ?? '', category: product?.category ?? '', brand: product?.brand ?? '', priceMinor: product?.priceMinor ?? null, picture: product?.picture ?? '', onSale: product?.onSale ?? true, storedValue: product?.storedValue ?? false })
  const set = (c: Partial<typeof p>) => setP({ ...p, ...c })
  const rereads = ['listProducts', 'listCategories'] as const
  const add = useAct('addProduct', { rereads, failed: speaker.refused, done: () => { speaker.done(t.added); onClose() } })
  const change = useAct('changeProduct', { rereads, failed: speaker.refused, done: () => { speaker.done(t.saved); onClose() } })
  const able = p.sku.trim() && p.name.trim() && p.priceMinor !== null
  const save = () => {
    if (!able || p.priceMinor === null) return
    const body = { ...p, sku: p.sku.trim(), name: p.name.trim(), category: p.category.trim(), brand: p.brand.trim(), barcode: p.barcode.trim() || null, priceMinor: p.priceMinor }
    if (product) change.mutate({ productId: product.productId, ...body })
    else add.mutate(body)
  }
  const names = (xs: { name: string }[] | undefined, typed: string) => (xs ?? []).filter((x) => x.name.includes(typed)).slice(0, 12).map((x) => ({ value: x.name }))
  return (
    <Drawer open onClose={onClose} size={480} title={product ? t.editTitle : t.newTitle} footer={<div className="row g8" style={{ justifyContent: 'flex-end' }}><Button onClick={onClose}>{ui.cancel}</Button><Button type="primary" disabled={!able} loading={add.isPending || change.isPending} onClick={save}>{product ? ui.save : t.add}</Button></div>}>
      <div style={{ display: 'grid', gap: 14 }}>
        <label><span className="lab-top">{t.name}</span><Input autoFocus maxLength={120} value={p.name} onChange={(e) => set({ name: e.target.value })} /></label>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 14 }}>
          <label><span className="lab-top">{t.sku}</span><Input maxLength={60} value={p.sku} placeholder={t.skuHint} onChange={(e) => set({ sku: e.target.value })} /></label>
          <label><span className="lab-top">{t.price}</span><InputNumber<number> style={{ width: '100%' }} controls={false} min={0} precision={f.unit === 1 ? 0 : 2} prefix={f.symbol} value={p.priceMinor === null ? null : p.priceMinor / f.unit} onChange={(n) => set({ priceMinor: n === null ? null : Math.round(n * f.unit) })} /></label>
        </div>
        <label><span className="lab-top">{t.barcode}</span><Input maxLength={40} value={p.barcode} placeholder={t.barcodeHint} onChange={(e) => set({ barcode: e.target.value })} /></label>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 14 }}>
          <label><span className="lab-top">{t.category}</span><AutoComplete style={{ width: '100%' }} maxLength={60} value={p.category} onChange={(category: string) => set({ category })} options={names(known.data?.categories, p.category)} /></label>
          <label><span className="lab-top">{t.brand}</span><AutoComplete style={{ width: '100%' }} maxLength={60} value={p.brand} onChange={(brand: string) => set({ brand })} options={names(known.data?.brands, p.brand)} /></label>
        </div>
        <label className="row g8"><Switch size="small" aria-label={t.selling} checked={p.onSale} onChange={(onSale) => set({ onSale })} />{t.selling}</label>
        <label className="row g8"><Switch size="small" aria-label={t.storedValue} checked={p.storedValue} onChange={(storedValue) => set({ storedValue })} />{t.storedValue}</label>
        <p className="c3 sm" style={{ margin: '-8px 0 0' }}>{t.storedValueHint}</p>
      </div>
    </Drawer>
  )
}
