// kill -9 of the API, of Redis and of PostgreSQL in the middle of a flash sale's rush, and Redis emptied besides. Nobody who
// was told "yours" loses it, nobody gets two, and the stock is never exceeded, not for a moment.
import { randomUUID } from 'node:crypto'
import { expectBalanced } from '../setup/world-database.js'
import { cyclesOf, isRefusal, killing, openStand, untilAnswered, type Shop, type Stand } from './stand.js'

const CYCLES = cyclesOf(5)
const WORKERS = 24
const STOCK = 100

interface Held { readonly reservationId: string }

describe('kill -9 in the rush of a flash sale', () => {
  let stand: Stand, shop: Shop, members: string[], flashId: string
  beforeAll(async () => {
    stand = await openStand('flash')
    shop = await stand.openShop('flash'); members = await stand.addMembers(shop.merchantId, WORKERS * 10)
    await stand.call('POST', '/api/products', { token: shop.owner, key: randomUUID(), body: { sku: 'tin', name: 'tin', priceMinor: 26_800 } })
    const now = Date.now(), terms = { title: 'rush', sku: 'tin', priceMinor: 9_900, total: STOCK, perMember: 1, holdMinutes: 240, from: new Date(now - 1000).toISOString(), until: new Date(now + 86_400_000).toISOString() }
    flashId = (await stand.call<{ sale: { flashId: string } }>('POST', '/api/flash-sales', { token: shop.owner, key: randomUUID(), body: terms })).sale.flashId
    await stand.call('POST', `/api/flash-sales/${flashId}/schedule`, { token: shop.owner, key: randomUUID(), body: {} })
  }, 120_000)
  afterAll(async () => { await stand?.close() })

  it(`oversells nothing and loses nothing in ${CYCLES} cycles`, async () => {
    const held = new Map<string, string>()
    let running = true, answered = 0, refused = 0, most = 0
    // each worker has members of its own, so that what it was told is what is so
    const worker = async (n: number): Promise<void> => {
      while (running) {
        const member = members[n * 10 + Math.floor(Math.random() * 10)]!, token = stand.memberToken(shop.merchantId, member), key = randomUUID(), has = held.get(member)
        try {
          if (has) {
            await untilAnswered(stand, `/api/me/flash/reservations/${has}/release`, { token, key, body: {} })
            held.delete(member)
          } else {
            const got = await untilAnswered<Held>(stand, `/api/me/flash/${flashId}/reserve`, { token, key, body: {} })
            held.set(member, got.reservationId)
            if (Math.random() < 0.2) expect((await untilAnswered<Held>(stand, `/api/me/flash/${flashId}/reserve`, { token, key, body: {} })).reservationId).toBe(got.reservationId)
          }
        } catch (error) {
          if (!isRefusal(error) || has) throw error // sold out is an answer; giving back what one holds is never refused
          refused++
        }
        answered++
      }
    }
    const watch = async (): Promise<void> => {
      while (running) {
        const [row] = await stand.ask<{ held: number }>("select count(*)::int as held from flash_hold where flash_id = $1 and state = 'held'", [flashId]).catch(() => [])
        most = Math.max(most, row?.held ?? 0)
        await new Promise((go) => setTimeout(go, 100))
      }
    }
    const workers = [...Array.from({ length: WORKERS }, (_, n) => worker(n)), watch()]
    const returns = await killing(stand, CYCLES, () => answered).finally(() => { running = false }).catch(async (fault: unknown) => { await Promise.allSettled(workers); throw fault })
    await Promise.all(workers)

    const rows = await stand.ask<{ member_id: string; reservation_id: string }>("select member_id, reservation_id from flash_hold where flash_id = $1 and state = 'held'", [flashId])
    expect(new Map(rows.map((r) => [r.member_id, r.reservation_id]))).toEqual(held) // told so, therefore so, and nothing else
    expect(most).toBeLessThanOrEqual(STOCK)
    expect(refused).toBeGreaterThan(0) // the stock was at its end while the kills went on
    await expectBalanced(stand.adminUrl)
    console.log(`${answered} answers over ${CYCLES} cycles, ${refused} sold out, at most ${most} of ${STOCK} held; back after ${returns.join(', ')} ms`)
  }, 1_500_000)
})
