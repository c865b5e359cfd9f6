import type { SendOf, routes } from '@huitou/contract'
import { keep, kept } from '../platform/keep'
import { network } from '../platform/network'
import { newKey } from '../platform/pending'
import { createStore } from '../platform/store'
import { shift, tillAct } from './till'

// Without a network a sale may only earn. It waits here, is sent when the network is back, and is booked once:
// each sale has its own key, and the act that carries them has one too.
type Sale = SendOf<typeof routes.bookOfflineSales>['sales'][number]
export interface Refused { readonly saleKey: string; readonly code: string; readonly facts: Record<string, unknown> }

export const queued = createStore<readonly Sale[]>(kept<Sale[]>('till-queue') ?? [])
export const refusedSales = createStore<readonly Refused[]>([])
const put = (sales: readonly Sale[]): void => { queued.set(sales); keep('till-queue', sales) }

export function queueSale(sale: Omit<Sale, 'saleKey'>): void {
  put([...queued.get(), { ...sale, saleKey: newKey() }])
  void sendQueue()
}

let sending = false
/** Sends what waits, oldest first. Safe to call at any time. */
export async function sendQueue(): Promise<void> {
  if (sending || !shift.get() || queued.get().length === 0) return
  sending = true
  try {
    const sales = queued.get().slice(0, 100)
    const answer = await tillAct('bookOfflineSales', `offline:${sales[0]!.saleKey}:${sales.length}`, { sales: [...sales] })
    const answered = new Set(answer.results.map(r => r.saleKey))
    put(queued.get().filter(s => !answered.has(s.saleKey)))
    const no = answer.results.flatMap(r => (r.refusal ? [{ saleKey: r.saleKey, code: r.refusal.code, facts: r.refusal.facts }] : []))
    if (no.length > 0) refusedSales.set([...refusedSales.get(), ...no])
  } catch {
    // still no network, or the server is away: they wait
  } finally {
    sending = false
  }
}

network.watch(() => { if (network.get() === 'online') void sendQueue() })
setInterval(() => { if (queued.get().length > 0) void sendQueue() }, 5000)
