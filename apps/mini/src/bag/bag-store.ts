import { BAG_MOST_LINES, BAG_MOST_UNITS } from '@huitou/contract'
import { keep, kept } from '../platform/keep'
import { session } from '../platform/session'
import { createStore, useStore } from '../platform/store'

/** What lies in the bag: name and picture beside the SKU, so that it opens without a network. `gone`: no longer sold. */
export interface BagLine { readonly sku: string; readonly name: string; readonly picture: string; readonly quantity: number; readonly gone?: true }
/** How it is to be priced. `coupons` null: the best; `storeId` null: not said. */
export interface BagWish { readonly coupons: readonly string[] | null; readonly points: boolean; readonly storeId: string | null }
interface Kept { readonly of: string; readonly lines: readonly BagLine[]; readonly wish: BagWish }

const EMPTY: Omit<Kept, 'of'> = { lines: [], wish: { coupons: null, points: false, storeId: null } }
const bag = createStore<Kept | null>(kept<Kept>('bag'))
session.watch(() => { if (!session.get()) bag.set(null) })

const mine = (all: Kept | null, memberId: string | undefined): Omit<Kept, 'of'> => (all && all.of === memberId ? all : EMPTY)
/** The bag of whoever is signed in: another member on this phone does not see it. */
export const readBag = (): Omit<Kept, 'of'> => mine(bag.get(), session.get()?.memberId)
export const useBag = (): Omit<Kept, 'of'> => mine(useStore(bag), useStore(session)?.memberId)

function change(next: Partial<Omit<Kept, 'of'>>): void {
  const of = session.get()?.memberId
  if (!of) return
  const all = { ...readBag(), ...next }
  // how to price it goes with the last of what was to be priced
  const now: Kept = { ...all, wish: all.lines.length === 0 ? EMPTY.wish : all.wish, of }
  bag.set(now)
  keep('bag', now)
}

/** So many of it, by its SKU; none takes it out. False: the bag is full. */
export function putInBag(goods: Pick<BagLine, 'sku' | 'name' | 'picture'>, quantity: number): boolean {
  const { lines } = readBag()
  const line: BagLine = { sku: goods.sku, name: goods.name, picture: goods.picture, quantity: Math.min(BAG_MOST_UNITS, quantity) }
  const known = lines.some(l => l.sku === goods.sku)
  if (!known && quantity > 0 && lines.length >= BAG_MOST_LINES) return false
  change({ lines: quantity <= 0 ? lines.filter(l => l.sku !== goods.sku) : known ? lines.map(l => (l.sku === goods.sku ? line : l)) : [...lines, line] })
  return true
}
/** At least so many of each: what lies there in greater number stays. False: the bag is full, and holds what fitted. */
export function putAllInBag(goods: readonly Omit<BagLine, 'gone'>[]): boolean {
  return goods.reduce((all, g) => {
    const now = readBag().lines.find(l => l.sku === g.sku && !l.gone)?.quantity ?? 0
    return putInBag(g, Math.max(now, g.quantity)) && all
  }, true)
}
/** Takes it out of the bag, and answers how to lay it back where it lay, priced as it was to be; false there: the bag is full meanwhile. */
export function takeOut(sku: string): () => boolean {
  const before = readBag()
  const at = before.lines.findIndex(l => l.sku === sku)
  const line = before.lines[at]
  change({ lines: before.lines.filter(l => l.sku !== sku) })
  return () => {
    const { lines, wish } = readBag()
    const others = lines.filter(l => l.sku !== sku)
    if (!line || others.length >= BAG_MOST_LINES) return false
    change({ lines: [...others.slice(0, at), line, ...others.slice(at)], wish: lines.length === 0 ? before.wish : wish })
    return true
  }
}
export const markGone = (sku: string): void => change({ lines: readBag().lines.map(l => (l.sku === sku ? { ...l, gone: true as const } : l)) })
export const wishForBag = (wish: Partial<BagWish>): void => change({ wish: { ...readBag().wish, ...wish } })

export const unitsIn = (lines: readonly BagLine[]): number => lines.reduce((sum, l) => (l.gone ? sum : sum + l.quantity), 0)

/** The goods page: what counts for one coupon or promotion, or all there is. */
export const goodsUrl = (offerId?: string | null): string => `/bag/goods${offerId ? `?offer=${offerId}` : ''}`
