import { ApiRefusal } from '@huitou/contract'
import { act, render } from '@testing-library/react'
import { useReading } from './read'
import { Unreached } from './request'

let answers: (() => Promise<string>)[] = []
let asked = 0
const fail = (error: unknown) => (): Promise<string> => Promise.reject(error)
function Screen() {
  const { value, error } = useReading(() => { asked += 1; return (answers.shift() ?? fail(new Unreached()))() })
  return <p>{value ?? (error ? 'failed' : 'nothing')}</p>
}
const pass = (ms: number): Promise<void> => act(async () => { await jest.advanceTimersByTimeAsync(ms) })

beforeEach(() => { jest.useFakeTimers(); asked = 0 })
afterEach(() => { jest.useRealTimers() })

test('what an outage stopped is read again by itself, each time a little later, until it is there', async () => {
  answers = [fail(new Unreached()), fail(new ApiRefusal(503, null)), () => Promise.resolve('here')]
  const { container } = render(<Screen />)
  await pass(900)
  expect([asked, container.textContent]).toEqual([1, 'failed'])
  await pass(200)
  expect(asked).toBe(2)
  await pass(1700)
  expect([asked, container.textContent]).toEqual([2, 'failed'])
  await pass(400)
  expect([asked, container.textContent]).toEqual([3, 'here'])
  await pass(60_000)
  expect(asked).toBe(3)
})

test('a no is not asked again, and neither is anything by a screen that is gone', async () => {
  answers = [fail(new ApiRefusal(404, null))]
  const { container } = render(<Screen />)
  await pass(60_000)
  expect([asked, container.textContent]).toEqual([1, 'failed'])
  answers = []
  asked = 0
  const { unmount } = render(<Screen />)
  await pass(100_000)
  const before = asked
  expect(before).toBeGreaterThan(7)
  expect(before).toBeLessThan(12)
  unmount()
  await pass(60_000)
  expect(asked).toBe(before)
})
