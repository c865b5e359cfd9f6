import type { AnswerOf, routes } from '@huitou/contract'
import { useEffect, useRef } from 'react'
import { api, refusalOf, Unreached } from '../platform/call'
import { keep, kept } from '../platform/keep'
import { useOccasions } from '../platform/read'
import { session } from '../platform/session'
import { createStore, useStore } from '../platform/store'
import { markGone, readBag, useBag, wishForBag, type BagLine, type BagWish } from './bag-store'

export type BagAnswer = AnswerOf<typeof routes.quoteBag>
export type BagCoupon = BagAnswer['coupons'][number]
interface Read { readonly memberId: string; readonly of: string; readonly answer: BagAnswer; readonly at: number }
interface Quoted { readonly read: Read | null; readonly error: unknown; /** asked 150 ms ago and no answer yet */ readonly late: boolean }
export interface BagQuoting {
  readonly answer: BagAnswer | null
  /** when the answer came, by this phone */
  readonly at: number
  /** the answer is of the bag as it was before its last change */
  readonly old: boolean
  /** the server cannot be reached */
  readonly offline: boolean
  readonly error: unknown
  /** nothing known yet: time for a skeleton */
  readonly waiting: boolean
  again(): void
}

// One for all screens that show it: they lie on one another, and a change is asked for once.
const NOTHING: Quoted = { read: null, error: null, late: false }
const quoted = createStore<Quoted>({ ...NOTHING, read: kept<Read>('bag-quote') })
let timer: ReturnType<typeof setTimeout> | undefined
let turn = 0
let asking = ''

session.watch(() => {
  if (session.get()) return
  turn += 1
  quoted.set(NOTHING)
})

const askedOf = (lines: readonly BagLine[], wish: BagWish): string => JSON.stringify([lines.filter(l => !l.gone).map(l => [l.sku, l.quantity]), wish])

async function ask(): Promise<Pick<Read, 'of' | 'answer'> | null> {
  const { lines, wish } = readBag()
  const wanted = lines.filter(l => !l.gone).map(({ sku, quantity }) => ({ sku, quantity }))
  asking = askedOf(lines, wish)
  if (wanted.length === 0) return null
  const of = asking
  try {
    const answer = await api.quoteBag({ lines: wanted, memberCouponIds: wish.coupons === null ? null : [...wish.coupons], usePoints: wish.points ? 'most' : 'none', ...(wish.storeId ? { storeId: wish.storeId } : {}) })
    // a coupon that left the wallet is wished for no more; where none is left of those chosen, the best is
    const left = wish.coupons?.filter(id => answer.coupons.some(c => c.memberCouponId === id)) ?? []
    if (left.length === (wish.coupons?.length ?? 0) || readBag().wish !== wish) return { of, answer }
    wishForBag({ coupons: left.length > 0 ? left : null })
    return ask()
  } catch (error) {
    const no = refusalOf(error)
    // what is no longer sold is set aside, a store that closed is forgotten: the changed bag is asked for anew
    if (no?.code === 'product-unknown') markGone(String(no.facts['sku']))
    else if (no?.code === 'store-unknown') wishForBag({ storeId: null })
    else throw error
    return ask()
  }
}

async function quote(): Promise<void> {
  const memberId = session.get()?.memberId ?? ''
  const mine = (turn += 1)
  const late = setTimeout(() => { if (mine === turn) quoted.set({ ...quoted.get(), late: true }) }, 150)
  const told = (next: Partial<Quoted>): void => { if (mine === turn) { asking = ''; quoted.set({ ...quoted.get(), error: null, late: false, ...next }) } }
  try {
    const answer = await ask()
    const read = answer && { ...answer, memberId, at: Date.now() }
    if (read && mine === turn) keep('bag-quote', read)
    told(read ? { read } : {})
  } catch (error) {
    told({ error })
  } finally {
    clearTimeout(late)
  }
}

/** Whatever asks within `ms` asks once. `anew`: also where the bag is as it was asked last. */
function askIn(ms: number, anew: boolean): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    const { lines, wish } = readBag()
    if (anew || ![asking, quoted.get().read?.of].includes(askedOf(lines, wish))) void quote()
  }, ms)
}
const askAnew = (): void => askIn(0, true)

/** What the bag comes to, asked 200 ms after its last change; the answer before it stays until then, also without a network. */
export function useBagQuote(): BagQuoting {
  const { lines, wish } = useBag()
  const asked = askedOf(lines, wish)
  const { read, error, late } = useStore(quoted)
  const online = useOccasions(askAnew, ['coupon', 'points', 'order', 'tier'])
  const first = useRef(true)
  useEffect(() => {
    // the first is asked for as the screen comes up
    if (!first.current) askIn(200, false)
    first.current = false
  }, [asked])
  const known = lines.some(l => !l.gone) && read?.memberId === session.get()?.memberId ? read : null
  return { answer: known?.answer ?? null, at: known?.at ?? 0, old: known !== null && known.of !== asked, offline: !online || error instanceof Unreached, error, waiting: late && !known, again: askAnew }
}

/** Figures that are not of the bag as it lies there now: faint while the new ones are on their way, grey as long as none can come. */
export const oldClass = ({ old, offline, error }: BagQuoting): string => (!old ? '' : offline || error ? 'fig-old' : 'fig-asked')
