import { fireEvent, render, waitFor } from '@testing-library/react'
import { answerWith, storage } from '../../test/taro.mock'
import { placeOf } from '../inbox/messages'
import { changePrefs } from '../platform/prefs'
import { enter } from '../platform/session'
import GiftPage, { Waiting } from './gift'

const gift = { giftId: '0199f0a0-0000-7000-8000-000000000001', way: 'in' as const, called: '林**', points: 120, arrived: 0, state: 'waiting' as const, sentAt: '2026-11-28T10:00:00Z', until: '2026-12-01T10:00:00Z', endedAt: null }
const sent: { url: string; method: string; data: unknown; key: string | undefined }[] = []
const list = { on: true, giveablePoints: 300, freshPoints: 40, orderDays: 7, returnDays: 3, leftToday: { count: 5, points: 200 }, transitPoints: 0, items: [gift, { ...gift, giftId: 'b', way: 'out' as const, called: '周**', points: 50 }] }

beforeEach(() => {
  storage.clear()
  sent.length = 0
  changePrefs({ language: 'zh-CN' })
  enter({ tokens: { accessToken: 'a', accessExpiresAt: '', refreshToken: 'r', refreshExpiresAt: '' }, memberId: 'm', merchantId: 's' })
  answerWith(r => {
    if (r.method !== 'GET') sent.push({ url: r.url.replace(/.*\/api/, '/api'), method: r.method, data: r.data, key: Object.entries(r.header).find(([k]) => /idempotency/i.test(k))?.[1] })
    if (r.url.endsWith('/receiver')) return { statusCode: 200, data: { called: '周**' } }
    return { statusCode: 200, data: r.method === 'GET' ? list : { giftId: 'c', points: 120, until: gift.until } }
  })
})

test('a message about a gift leads to the gifts, other points to the statement', () => {
  expect([placeOf('points', 'points/gift'), placeOf('points', 'points')]).toEqual(['/gift/gift', '/points/statement'])
})

test('a gift that waits is taken or sent back, each by its own act under a key', async () => {
  let ended = 0
  const { getByText } = render(<Waiting gift={gift} onDone={() => { ended += 1 }} />)
  fireEvent.click(getByText('收下'))
  await waitFor(() => expect(ended).toBe(1))
  fireEvent.click(getByText('不收'))
  await waitFor(() => expect(ended).toBe(2))
  expect(sent.map(s => s.url)).toEqual([`/api/me/gifts/${gift.giftId}/accept`, `/api/me/gifts/${gift.giftId}/decline`])
  expect(new Set(sent.map(s => s.key)).size).toBe(2)
})

test('the page shows what waits and what is under way', async () => {
  const { container } = render(<GiftPage />)
  await waitFor(() => expect(container.textContent).toContain('林** 送您的'))
  expect(container.textContent).toContain('能送 300 分，今天还能送 5 次')
  expect(container.textContent).toContain('送给 周**')
  expect(container.textContent).toContain('等对方收下')
})
