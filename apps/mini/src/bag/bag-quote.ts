import type { AnswerOf, routes } from '@huitou/contract'
import { useEffect, useRef } from 'react'
import { api, refusalOf } from '../platform/call'
import { useReading } from '../platform/read'
import { markGone, readBag, useBag, wishForBag, type BagLine, type BagWish } from './bag-store'

export type BagAnswer = AnswerOf<typeof routes.quoteBag>
export type BagCoupon = BagAnswer['coupons'][number]
interface Read { readonly of: string; readonly answer: BagAnswer | null }
export interface BagQuoting { readonly answer: BagAnswer | null; /** the answer is of the bag as it was a moment ago, the next one is on its way */ readonly old: boolean; readonly staleAt: number | null; readonly error: unknown; readonly waiting: boolean; again(): void }

const askedOf = (lines: readonly BagLine[], wish: BagWish): string => JSON.stringify([lines.filter(l => !l.gone).map(l => [l.sku, l.quantity]), wish])

async function ask(): Promise<Read> {
  const { lines, wish } = readBag()
  const of = askedOf(lines, wish)
  const wanted = lines.filter(l => !l.gone).map(({ sku, quantity }) => ({ sku, quantity }))
  if (wanted.length === 0) return { of, answer: null }
  try {
    const answer = await api.quoteBag({ lines: wanted, memberCouponIds: wish.coupons === null ? null : [...wish.coupons], usePoints: wish.points ? 'most' : 'none', ...(wish.storeId ? { storeId: wish.storeId } : {}) })
    return { of, answer }
  } catch (error) {
    const no = refusalOf(error)
    // what is no longer sold is set aside, a store that closed is forgotten: the changed bag is asked for anew
    if (no?.code === 'product-unknown') markGone(String(no.facts['sku']))
    else if (no?.code === 'store-unknown') wishForBag({ storeId: null })
    else throw error
    return ask()
  }
}

/** What the bag comes to, asked 200 ms after its last change; the answer before it stays until then, also without a network. */
export function useBagQuote(): BagQuoting {
  const { lines, wish } = useBag()
  const asked = askedOf(lines, wish)
  const reading = useReading(ask, { keepAs: 'bag-quote', topics: ['coupon', 'points', 'order', 'tier'] })
  const first = useRef(true)
  useEffect(() => {
    // the first is asked for by the reading itself
    if (first.current) { first.current = false; return undefined }
    const timer = setTimeout(() => void reading.again(), 200)
    return () => clearTimeout(timer)
  }, [asked])
  const empty = !lines.some(l => !l.gone)
  const read = reading.value
  return { answer: empty ? null : (read?.answer ?? null), old: !empty && read?.of !== asked && reading.staleAt === null && !reading.error, staleAt: reading.staleAt, error: reading.error, waiting: reading.waiting, again: () => void reading.again() }
}
