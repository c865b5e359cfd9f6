// kill -9 of the API, of Redis and of PostgreSQL while points move. Nothing acknowledged is lost, nothing is booked twice by a
// client that asks again under the same key, and the product comes back by itself.
import { randomUUID } from 'node:crypto'
import { expectBalanced } from '../setup/world-database.js'
import { cyclesOf, killing, openStand, untilAnswered, type Shop, type Stand } from './stand.js'

const CYCLES = cyclesOf(5)
const WORKERS = 24

interface Earned { readonly points: number }

describe('kill -9 while points move', () => {
  let stand: Stand, shop: Shop, members: string[]
  beforeAll(async () => {
    stand = await openStand('crash')
    shop = await stand.openShop('crash'); members = await stand.addMembers(shop.merchantId, 40)
  }, 120_000)
  afterAll(async () => { await stand?.close() })

  it(`loses nothing and doubles nothing in ${CYCLES} cycles`, async () => {
    const answered = new Map<string, number>()
    let running = true
    const worker = async (n: number): Promise<void> => {
      while (running) {
        const key = randomUUID(), member = members[Math.floor(Math.random() * (n % 3 ? members.length : 2))] ?? ''
        const points = 1 + Math.floor(Math.random() * 50)
        const answer = await untilAnswered<Earned>(stand, `/api/members/${member}/points/earn`, { token: shop.apiKey, key, body: { points, reason: 'crash' } })
        expect(answer.points).toBe(points)
        answered.set(key, points)
      }
    }
    const workers = Array.from({ length: WORKERS }, (_, n) => worker(n))
    const returns = await killing(stand, CYCLES, () => answered.size).finally(() => { running = false }).catch(async (fault: unknown) => { await Promise.allSettled(workers); throw fault })
    await Promise.all(workers)

    const booked = await stand.ask<{ key: string }>(`select key from act where merchant_id = $1 and kind = (select kind from act where merchant_id = $1 and key = $2) and outcome = 'ok'`, [shop.merchantId, [...answered.keys()][0]])
    const inBook = new Set(booked.map((row) => row.key))
    expect([...answered.keys()].filter((key) => !inBook.has(key))).toEqual([]) // acknowledged, therefore there
    expect(inBook.size).toBe(answered.size) // every request was asked until it was answered, so nothing else is there
    const [{ points }] = await stand.ask<{ points: string }>('select coalesce(sum(points), 0)::text as points from lot where merchant_id = $1', [shop.merchantId]) as [{ points: string }]
    expect(Number(points)).toBe([...answered.values()].reduce((sum, one) => sum + one, 0))
    await expectBalanced(stand.adminUrl)
    console.log(`${answered.size} earns answered over ${CYCLES} cycles, back after ${returns.join(', ')} ms`)
  }, 1_500_000)
})
