import { fireEvent, render, waitFor } from '@testing-library/react'
import { answerWith, clipboard, params, storage, went } from '../../test/taro.mock'
import { changePrefs } from '../platform/prefs'
import { kept } from '../platform/keep'
import { enter, leave } from '../platform/session'
import { arrive } from '../member/sign-in-code'
import { One } from './coupon'
import { Toasts } from '../ui/toast'
import FriendPage, { Friend } from './friend'
import type { Detail } from './coupon-terms'

const id = '0199f0a0-0000-7000-8000-000000000001'
const store = (n: number, name: string, hours: readonly [number, number] | null = null) => ({ storeId: `0199f0a0-0000-7000-8000-00000000010${n}`, name, address: '', opensAt: hours?.[0] ?? null, closesAt: hours?.[1] ?? null })
const terms: Detail['terms'] = { weekdays: [], fromMinute: null, untilMinute: null, firstOrder: false, tiers: [], perOrder: 1, notAtFlash: true, graceDays: 0, giftable: true, gift: null, everywhere: true, stores: [store(1, '南山路店', [570, 1290]), store(2, '天目里店'), store(3, '湖滨店')] }
const coupon: Detail = {
  memberCouponId: id, couponId: id, title: '秋茶季立减', kind: 'amount-off', amountMinor: 3000, rateBp: null, capMinor: null, thresholdMinor: 20_000, scopeText: '全店可用', state: 'issued', usable: true, why: null,
  validFrom: '2026-01-01T00:00:00.000Z', validUntil: '2099-11-24T16:00:00.000Z', leftToClaim: null, claimedAt: '2026-01-01T00:00:00.000Z', redeemedAt: null, orderNo: null, code: null, terms,
}
const member = { tokens: { accessToken: 'a', accessExpiresAt: '', refreshToken: 'r', refreshExpiresAt: '' }, memberId: 'm', merchantId: 's' } as Parameters<typeof arrive>[0]
let now: Detail
let gone = false
let refuses = false
const asked: string[] = []

beforeEach(() => {
  storage.clear()
  asked.length = 0
  now = coupon
  gone = false
  refuses = false
  went.length = 0
  changePrefs({ language: 'zh-CN' })
  enter(member)
  answerWith(r => {
    asked.push(`${r.method} ${r.url.replace(/.*\/api/, '/api')}`)
    if (refuses && r.url.endsWith('/digits')) return { statusCode: 409, data: { code: 'coupon-under-way', facts: {}, correlationId: 'c', status: 409 } }
    if (r.url.endsWith('/send')) now = { ...coupon, state: 'locked', usable: false, terms: { ...terms, gift: { giftId: id, until: '2026-11-30T08:00:00.000Z', toCalled: null } } }
    if (r.url.endsWith('/withdraw')) now = coupon
    if (r.url.includes('/coupon-gifts/') && r.method === 'GET') return { statusCode: 200, data: { giftId: id, mine: false, called: '林**', title: coupon.title, card: { ...coupon, memberCouponId: null }, state: gone ? 'taken' : 'waiting', sentAt: '2026-11-29T08:00:00.000Z', until: '2026-11-30T08:00:00.000Z', memberCouponId: null } }
    return r.method === 'POST' ? { statusCode: 200, data: { digits: '26112400863107123456', giftId: id, until: '2026-11-30T08:00:00.000Z', done: true, memberCouponId: id } } : { statusCode: 200, data: now }
  })
})

test('a coupon that lives shows its code as QR, bars and grouped digits; what its terms say stands below', async () => {
  const { container, getByText } = render(<One id={id} />)
  await waitFor(() => expect(container.textContent).toContain('2611 2400 8631 0712 3456'))
  expect(asked).toEqual([`GET /api/me/coupons/${id}`, `POST /api/me/coupons/${id}/digits`])
  expect(Array.from(container.querySelectorAll('.bt-qr, .bt-bar')).map(e => e.getAttribute('aria-label') ?? e.getAttribute('alt'))).toEqual(['券二维码', '券条形码'])
  for (const text of ['全店可用', '打烊前，周末也行', '一单一张券，秒杀价的除外', '整单退就还你，过期了不还', '9:30 开门，开到 21:30']) expect(container.textContent).toContain(text)
  expect(container.textContent).not.toContain('湖滨店')
  fireEvent.click(getByText('全部 3 家'))
  expect(container.textContent).toContain('湖滨店')
})

test('other terms are said otherwise', async () => {
  now = { ...coupon, terms: { ...terms, weekdays: [7, 6], fromMinute: 600, untilMinute: 1200, firstOrder: true, tiers: ['金卡'], perOrder: 3, notAtFlash: false, graceDays: 7, everywhere: false, stores: [store(1, '南山路店')] } }
  const { container } = render(<One id={id} />)
  await waitFor(() => expect(container.textContent).toContain('打烊前，逢周六、日，10:00 到 20:00，只在第一单，金卡才能用'))
  for (const text of ['一单最多 3 张券', '过期了也再给 7 天', '1 家']) expect(container.textContent).toContain(text)
  expect(container.textContent).not.toContain('秒杀')
})

test('one that was used shows no code and asks for none', async () => {
  now = { ...coupon, state: 'redeemed', usable: false, redeemedAt: '2026-11-20T08:00:00.000Z', orderNo: '202611200001' }
  const { container } = render(<One id={id} />)
  await waitFor(() => expect(container.textContent).toContain('用在订单 202611200001'))
  expect(container.querySelector('.bt-qr')).toBeNull()
  expect(asked).toEqual([`GET /api/me/coupons/${id}`])
})

test('sent to a friend after a word on what that means, then no code but the way back; withdrawn it is there again', async () => {
  const { container, getByText } = render(<One id={id} />)
  await waitFor(() => expect(container.textContent).toContain('2611 2400'))
  fireEvent.click(container.querySelector('#send-coupon')!)
  expect(container.textContent).toContain('对方 24 小时没收')
  fireEvent.click(getByText('送出去，把链接发给朋友'))
  await waitFor(() => expect(container.textContent).toContain('正在送给朋友的路上'))
  expect(container.querySelector('.bt-qr')).toBeNull()
  fireEvent.click(container.querySelector('#withdraw-coupon')!)
  await waitFor(() => expect(container.querySelector('#send-coupon')).not.toBeNull())
  expect(asked.filter(a => a.includes('/send') || a.includes('/withdraw'))).toEqual([`POST /api/me/coupons/${id}/send`, `POST /api/me/coupon-gifts/${id}/withdraw`])
})

test('a friend sees who sends what and takes it; one that is gone says so and has no button for it', async () => {
  const { container, getByText, unmount } = render(<Friend giftId={id} />)
  await waitFor(() => expect(container.textContent).toContain('林** 送你一张券'))
  fireEvent.click(getByText('收下'))
  await waitFor(() => expect(went).toEqual([`/ticket/coupon?id=${id}`]))
  unmount()
  gone = true
  const after = render(<Friend giftId={id} />)
  await waitFor(() => expect(after.container.textContent).toContain('已经有人收下了'))
  expect(after.container.querySelector('#take-coupon')).toBeNull()
})

test('a share that fails is not told as if the coupon were still here: it is under way, and the link can be copied again', async () => {
  const { container, getByText } = render(<><One id={id} /><Toasts /></>)
  await waitFor(() => expect(container.textContent).toContain('2611 2400'))
  const board = jest.fn().mockRejectedValue(new Error('NotAllowedError'))
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: board }, configurable: true })
  clipboard.fails = true
  fireEvent.click(container.querySelector('#send-coupon')!)
  fireEvent.click(getByText('送出去，把链接发给朋友'))
  await waitFor(() => expect(container.textContent).toContain('券在路上了，链接没复制成'))
  expect(container.textContent).toContain('正在送给朋友的路上')
  expect(container.textContent).not.toContain('什么都没有变')
  clipboard.fails = false
  fireEvent.click(container.querySelector('#share-coupon')!)
  await waitFor(() => expect(clipboard.text).toContain(`#/ticket/friend?g=${id}`))
  expect(board).toHaveBeenCalledTimes(2)
})

test('a code that is refused says why, not that there is no network; the code is asked for again by a tap', async () => {
  refuses = true
  const { container } = render(<One id={id} />)
  await waitFor(() => expect(container.textContent).toContain('正在送给朋友的路上'))
  expect(container.textContent).not.toContain('连上网就有')
  refuses = false
  fireEvent.click(container.querySelector('#code-again')!)
  await waitFor(() => expect(container.textContent).toContain('2611 2400'))
})

test('who opens a friend\'s link as a stranger comes back to it after the door, on that day only', async () => {
  leave()
  params.g = id
  const { unmount } = render(<FriendPage />)
  await waitFor(() => expect(went).toEqual(['/member/sign-in']))
  unmount()
  arrive(member)
  expect(went.at(-1)).toBe(`/ticket/friend?g=${id}`)
  leave()
  render(<FriendPage />).unmount()
  expect(kept('after-sign-in')).not.toBeNull()
  const day = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 25 * 3_600_000)
  arrive(member)
  day.mockRestore()
  expect(went.at(-1)).toBe('/member/home')
  expect(kept('after-sign-in')).toBeNull()
})
