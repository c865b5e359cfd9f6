import { fireEvent, render, waitFor } from '@testing-library/react'
import { answerWith, storage } from '../../test/taro.mock'
import { placeOf } from '../inbox/messages'
import { changePrefs } from '../platform/prefs'
import { enter } from '../platform/session'
import { browsed } from './browsed'
import { OfOrder } from './review'

const review = { reviewId: 'r1', orderId: 'o1', lineNo: 2, stars: 3, body: '中规中矩，没有想象的那么香', at: '2026-11-20T10:00:00Z', editedAt: null, state: 'shown', rejectedWhy: null, pointsAwarded: 20, reply: { body: '水温降一点再试试', at: '2026-11-21T10:00:00Z' }, editableUntil: null }
const lines = [{ lineNo: 1, sku: 'RG', name: '武夷肉桂', picture: '', may: true, review: null }, { lineNo: 2, sku: 'SX', name: '水仙', picture: '', may: false, review }, { lineNo: 3, sku: 'CJ', name: '茶巾', picture: '', may: false, review: null }]
const sent: { url: string; method: string; data: unknown }[] = []
let agreed = true

beforeEach(() => {
  storage.clear()
  sent.length = 0
  changePrefs({ language: 'zh-CN' })
  enter({ tokens: { accessToken: 'a', accessExpiresAt: '', refreshToken: 'r', refreshExpiresAt: '' }, memberId: 'm', merchantId: 's' })
  answerWith(r => {
    if (r.method !== 'GET') sent.push({ url: r.url.replace(/.*\/api/, '/api'), method: r.method, data: r.data })
    if (r.url.endsWith('/me/events')) return agreed ? { statusCode: 200, data: { kept: 1, known: 0, dropped: 0 } } : { statusCode: 409, data: { type: 'x', title: 'x', status: 409, code: 'browsing-not-agreed', correlationId: 'c' } }
    return { statusCode: 200, data: r.method === 'GET' ? { points: 20, lines } : { ...review, lineNo: 1, pointsAwarded: 20 } }
  })
})

test('a message about a review leads to the order it is of', () => {
  expect(placeOf('community', 'order/review?order=0199f0a0-0000-7000-8000-000000000001&line=2')).toBe('/order/review?order=0199f0a0-0000-7000-8000-000000000001')
  expect(placeOf('community', 'community/thread?id=0199f0a0-0000-7000-8000-000000000001')).toBe('/community/thread?id=0199f0a0-0000-7000-8000-000000000001')
})

test('stars and a few words are asked for before it can be sent; what was said, answered or given back is told', async () => {
  const { getByText, getByLabelText, container } = render(<OfOrder id='o1' line={0} />)
  await waitFor(() => getByText('武夷肉桂'))
  expect(getByText('水温降一点再试试')).toBeTruthy()
  expect(getByText('退了的不用评')).toBeTruthy()
  fireEvent.click(getByText('再写几个字'))
  expect(sent).toEqual([])
  // Taro's field draws its textarea a moment after the page
  const field = await waitFor(() => { const found = container.querySelector('textarea'); if (!found) throw new Error('no textarea yet'); return found })
  fireEvent.input(field, { target: { value: '炭火香很足，耐泡' } })
  await waitFor(() => getByText('先点几颗星'))
  fireEvent.click(getByLabelText('4 星'))
  fireEvent.click(await waitFor(() => getByText('发出去')))
  await waitFor(() => expect(sent).toMatchObject([{ url: '/api/me/orders/o1/lines/1/review', method: 'POST', data: { stars: 4, body: '炭火香很足，耐泡' } }]))
})

test('looking at a product is told once each time, and not to a shop that may not know', async () => {
  await browsed('RG')
  expect(sent).toHaveLength(1)
  agreed = false
  await browsed('RG')
  await browsed('RG')
  expect(sent).toHaveLength(2)
})
