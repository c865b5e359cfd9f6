import { quote, type Promotion } from '@huitou/promotion'
import type { AnswerOf, routes } from '@huitou/contract'
import { setClock } from '../platform/clock'
import { keep, kept } from '../platform/keep'
import { tillApi } from './till'
import type { Line } from './sale-state'

// Products and promotions of the shop, kept on the till: it finds goods by barcode at once and quotes without a network.
export type Goods = AnswerOf<typeof routes.readTillGoods>
let goods: Goods | null = kept<Goods>('till-goods')

export async function refreshGoods(): Promise<void> {
  try {
    goods = await tillApi.readTillGoods({})
    setClock(goods.at)
    keep('till-goods', goods)
  } catch {
    // the kept ones serve
  }
}

export const byBarcode = (code: string): Goods['products'][number] | null => goods?.products.find(p => p.barcode === code || p.sku === code) ?? null
export const search = (text: string): Goods['products'] => {
  const want = text.trim().toLowerCase()
  return (goods?.products ?? []).filter(p => want === '' || p.name.toLowerCase().includes(want) || p.sku.toLowerCase().includes(want) || (p.barcode ?? '').includes(want)).slice(0, 60)
}
export const currency = (): string => goods?.currency ?? 'CNY'

export interface LocalQuote { readonly listMinor: number; readonly payMinor: number; readonly steps: readonly { readonly title: string; readonly amountMinor: number }[]; readonly gifts: readonly { readonly sku: string; readonly name: string; readonly quantity: number }[] }

/** The same price engine as the server's, with what the till knows: no member, so no tier price, no coupon, no points. */
export function quoteHere(lines: readonly Line[], now: number): LocalQuote {
  const known = new Map((goods?.products ?? []).map(p => [p.sku, p]))
  const q = quote({
    now, zone: goods?.zone ?? 'Asia/Shanghai', promotions: (goods?.promotions ?? []) as Promotion[],
    lines: lines.map((l, i) => {
      const p = l.sku === null ? undefined : known.get(l.sku)
      return { key: String(i), sku: l.sku ?? `typed-${i}`, qty: l.quantity, unitFen: p?.priceMinor ?? l.unitMinor, ...(p?.category ? { categories: [p.category] } : {}), ...(p?.brand ? { brand: p.brand } : {}) }
    }),
  })
  return { listMinor: q.listFen, payMinor: q.payFen, steps: [...q.priced.map(p => ({ title: p.name ?? p.id, amountMinor: p.savedFen })), ...q.applied.filter(a => a.discountFen > 0).map(a => ({ title: a.name ?? a.id, amountMinor: a.discountFen }))], gifts: q.gifts.map(g => ({ sku: g.sku, name: g.name ?? g.sku, quantity: g.qty })) }
}
