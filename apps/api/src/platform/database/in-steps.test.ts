import { inSteps } from './in-steps.js'

const row = (n: number) => ({ member_id: `00000000-0000-0000-0000-${String(n).padStart(12, '0')}` })
const all = Array.from({ length: 95 }, (_, i) => row(i + 1))

test.each([[10, 3], [19, 19], [95, 40], [96, 40], [5, 40]])('a page of %i rows in steps of %i: everybody once, in order, and the question asked once a page', async (page, step) => {
  let asked = 0
  const read = async (after: string, most: number) => {
    asked++
    return all.filter((r) => r.member_id > after).slice(0, most)
  }
  const seen = []
  for await (const some of inSteps(read, step, page)) {
    expect(some.length).toBeLessThanOrEqual(step)
    seen.push(...some)
  }
  expect(seen).toEqual(all)
  expect(asked).toBe(Math.floor(95 / page) + 1)
})

test('nobody: no step', async () => {
  for await (const some of inSteps(async () => [], 10)) expect(some).toBeNull()
})
