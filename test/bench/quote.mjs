// CPU of one quote with 10 promotions and 5 coupons on the published carts, in this process, exact or saying it is not.
import { fileURLToPath } from 'node:url'
import { median } from './run-load.mjs'

export async function benchQuote({ rounds }) {
  const { benchCart, quote } = await import(fileURLToPath(new URL('../../packages/promotion/dist/index.js', import.meta.url)))
  return [[5, 0.35], [100, 5]].map(([lines, limit]) => {
    const cart = benchCart(lines)
    for (let i = 0; i < 300; i++) quote(cart)
    const times = Array.from({ length: rounds }, () => {
      const runs = lines === 5 ? 2000 : 300, before = process.cpuUsage()
      for (let i = 0; i < runs; i++) quote(cart)
      const used = process.cpuUsage(before)
      return (used.user + used.system) / 1000 / runs
    })
    const { exact, tried } = quote(cart), value = median(times)
    return { path: `quote, ${lines} lines`, value, unit: 'ms CPU', asks: { met: value < limit && exact, text: `under ${limit} ms, exact` }, note: `exact: ${exact}, ${tried} tried` }
  })
}
