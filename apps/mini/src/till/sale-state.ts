import type { AnswerOf, SendOf, routes } from '@huitou/contract'
import { keep, kept, forget } from '../platform/keep'
import { createStore } from '../platform/store'

export type Visit = AnswerOf<typeof routes.readVisit>
export type Quote = AnswerOf<typeof routes.quoteVisit>
export type Settlement = AnswerOf<typeof routes.settleVisit>
export type WireLine = SendOf<typeof routes.quoteVisit>['lines'][number]
export interface Line { readonly sku: string | null; readonly name: string; readonly category: string; readonly picture: string; readonly quantity: number; readonly unitMinor: number; /** under a flash sale reservation, up to so many units */ readonly reservation?: { readonly id: string; readonly units: number; readonly title: string } }
/** Whom the till serves now. Offline only the digits and their time are known. */
export interface Serving { readonly visit: Visit | null; readonly digits: string | null; readonly scannedAt: string }
export interface Wishes { readonly coupons: 'best' | 'none' | readonly string[]; readonly points: 'none' | 'most' | number; readonly tender: 'wechat' | 'alipay' | 'cash' | 'card' | 'stored-value' }

const NO_WISHES: Wishes = { coupons: 'best', points: 'none', tender: 'wechat' }
export const serving = createStore<Serving | null>(kept<Serving>('till-serving'))
export const basket = createStore<readonly Line[]>(kept<Line[]>('till-basket') ?? [])
export const wishes = createStore<Wishes>(NO_WISHES)

// The basket outlives a lock, a closed window and a dead battery.
export const setBasket = (lines: readonly Line[]): void => { basket.set(lines); keep('till-basket', lines) }
export function serve(next: Serving | null): void {
  serving.set(next)
  if (next) keep('till-serving', next)
  else forget('till-serving')
}
/** A coupon that was scanned goes on the order, beside what was scanned before in the same visit. Wishes of another visit do not stay. */
export function wishFor(coupon: string | null, sameVisit: boolean): void {
  const now = wishes.get()
  if (coupon === null) { if (!sameVisit) wishes.set({ ...now, coupons: 'best', points: 'none' }); return }
  const before = sameVisit && typeof now.coupons !== 'string' ? now.coupons : []
  wishes.set({ ...now, ...(sameVisit ? {} : { points: 'none' as const }), coupons: [...new Set([...before, coupon])] })
}
/** What the member holds of a flash sale lies in the basket as soon as their code is scanned; what another one held does not stay. */
export function layReserved(visit: Visit): void {
  const held = visit.member?.reservations ?? []
  const ids = new Set(held.map(r => r.reservationId))
  const kept = basket.get().filter(l => !l.reservation || ids.has(l.reservation.id))
  const lying = new Set(kept.flatMap(l => l.reservation?.id ?? []))
  const laid = held.filter(r => !lying.has(r.reservationId)).map((r): Line => ({ sku: r.item.sku, name: r.item.name, category: r.item.category, picture: r.item.picture, quantity: r.units, unitMinor: r.priceMinor, reservation: { id: r.reservationId, units: r.units, title: r.title } }))
  if (laid.length > 0 || kept.length < basket.get().length) setBasket([...laid, ...kept])
}
/** At the usual price after all. */
export const dropReserved = (): void => setBasket(basket.get().map(({ reservation: _gone, ...l }) => l))
export function nextCustomer(): void {
  serve(null)
  setBasket([])
  wishes.set(NO_WISHES)
}

export function addLine(line: Omit<Line, 'quantity'>): void {
  const same = line.sku === null ? -1 : basket.get().findIndex(l => l.sku === line.sku && !l.reservation)
  setBasket(same < 0 ? [...basket.get(), { ...line, quantity: 1 }] : basket.get().map((l, i) => (i === same ? { ...l, quantity: l.quantity + 1 } : l)))
}
export const setQuantity = (at: number, quantity: number): void =>
  setBasket(quantity === 0 ? basket.get().filter((_, i) => i !== at) : basket.get().map((l, i) => (i === at ? { ...l, quantity } : l)))

/** As the API wants them: a product by its SKU, at the shop's price; an amount typed by hand with its own. */
export const wireLines = (lines: readonly Line[]): WireLine[] =>
  lines.map(l => (l.sku === null ? { name: l.name, quantity: l.quantity, unitMinor: l.unitMinor } : { sku: l.sku, quantity: l.quantity, ...(l.reservation ? { reservationId: l.reservation.id } : {}) }))

export const units = (lines: readonly Line[]): number => lines.reduce((sum, l) => sum + l.quantity, 0)
export const listTotal = (lines: readonly Line[]): number => lines.reduce((sum, l) => sum + l.quantity * l.unitMinor, 0)
