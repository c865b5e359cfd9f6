// kill -9 of the API, of Redis and of PostgreSQL while a till settles sales: order, points, growth and visit in one transaction.
import { randomUUID } from 'node:crypto'
import { expectBalanced } from '../setup/world-database.js'
import { cyclesOf, isRefusal, killing, openStand, untilAnswered, type Shop, type Stand } from './stand.js'

const CYCLES = cyclesOf(5)
const WORKERS = 12

interface Opened { readonly visitId: string }
interface Quoted { readonly stamp: string; readonly payMinor: number }
interface Settled { readonly orderId: string; readonly payMinor: number; readonly pointsEarned: number; readonly pendingEarned: number }

describe('kill -9 while a till settles', () => {
  let stand: Stand, shop: Shop, members: string[], till: string
  beforeAll(async () => {
    stand = await openStand('settle')
    shop = await stand.openShop('settle'); members = await stand.addMembers(shop.merchantId, 30); till = await stand.openTill(shop)
  }, 120_000)
  afterAll(async () => { await stand?.close() })

  it(`loses no settlement and books none twice in ${CYCLES} cycles`, async () => {
    const settled = new Map<string, Settled>()
    let running = true, refused = 0
    const sell = async (): Promise<void> => {
      const member = members[Math.floor(Math.random() * members.length)], lines = [{ name: 'tea', quantity: 1 + Math.floor(Math.random() * 3), unitMinor: 12_800 }]
      const { visitId } = await untilAnswered<Opened>(stand, '/api/till/visits', { token: till, key: randomUUID(), body: { memberId: member } })
      const quote = await untilAnswered<Quoted>(stand, `/api/till/visits/${visitId}/quote`, { token: till, key: randomUUID(), body: { lines } })
      const key = randomUUID(), body = { lines, stamp: quote.stamp, payMinor: quote.payMinor }
      const first = await untilAnswered<Settled>(stand, `/api/till/visits/${visitId}/settle`, { token: till, key, body })
      settled.set(first.orderId, first)
      if (Math.random() < 0.3) expect((await untilAnswered<Settled>(stand, `/api/till/visits/${visitId}/settle`, { token: till, key, body })).orderId).toBe(first.orderId)
    }
    const worker = async (): Promise<void> => {
      while (running) try { await sell() } catch (error) { if (!isRefusal(error)) throw error; refused++ } // the quote of a member changed under another sale
    }
    const workers = Array.from({ length: WORKERS }, worker)
    const returns = await killing(stand, CYCLES, () => settled.size).finally(() => { running = false }).catch(async (fault: unknown) => { await Promise.allSettled(workers); throw fault })
    await Promise.all(workers)

    const orders = await stand.ask<{ order_id: string; pay: string }>('select order_id, paid_minor::text as pay from shop_order where merchant_id = $1', [shop.merchantId])
    const inBook = new Map(orders.map((row) => [row.order_id, Number(row.pay)]))
    expect([...settled.values()].filter((one) => inBook.get(one.orderId) !== one.payMinor)).toEqual([]) // acknowledged, therefore there, at that price
    expect(inBook.size).toBe(settled.size) // asked until answered, so nothing else is there
    expect(settled.size).toBeGreaterThan(refused)
    await expectBalanced(stand.adminUrl)
    console.log(`${settled.size} settlements answered over ${CYCLES} cycles, ${refused} quotes had changed; back after ${returns.join(', ')} ms`)
  }, 1_500_000)
})
