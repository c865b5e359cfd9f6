import type { MerchantId } from '@huitou/units'
import type { Database, Tx } from '../database/index.js'
import { GroupRead } from './index.js'

const shop = 'm-1' as MerchantId
const database = { inMerchant: (merchantId: MerchantId, work: (tx: Tx) => Promise<unknown>) => work({ merchantId } as Tx) } as unknown as Database
const turn = () => new Promise((go) => setImmediate(go))

test('one alone is read at once; those who come meanwhile are read together, in the order asked', async () => {
  const batches: string[][] = []
  let open = () => {}
  const reads = new GroupRead<string, string>(database, async (_, asks) => {
    batches.push([...asks])
    await new Promise<void>((go) => { open = go })
    return asks.map((a) => a.toUpperCase())
  }, { lanes: 1, largest: 3 })
  const first = reads.ask(shop, 'a')
  await turn()
  const others = ['b', 'c', 'd', 'e'].map((a) => reads.ask(shop, a))
  open()
  expect(await first).toBe('A')
  await turn(); open(); await turn(); open()
  expect(await Promise.all(others)).toEqual(['B', 'C', 'D', 'E'])
  expect(batches).toEqual([['a'], ['b', 'c', 'd'], ['e']])
})

test('a poisonous ask fails alone', async () => {
  const reads = new GroupRead<number, number>(database, async (_, asks) => {
    if (asks.includes(3)) throw new Error('poison')
    return asks.map((a) => a * 2)
  })
  const got = await Promise.allSettled([1, 2, 3, 4].map((n) => reads.ask(shop, n)))
  expect(got.map((g) => (g.status === 'fulfilled' ? g.value : 'failed'))).toEqual([2, 4, 'failed', 8])
})

test('merchants are never read together', async () => {
  const seen: [string, number[]][] = []
  const reads = new GroupRead<number, number>(database, async (tx, asks) => { seen.push([tx.merchantId, [...asks]]); return asks })
  await Promise.all([reads.ask(shop, 1), reads.ask('m-2' as MerchantId, 2), reads.ask(shop, 3)])
  expect(seen.sort()).toEqual([['m-1', [1, 3]], ['m-2', [2]]])
})
