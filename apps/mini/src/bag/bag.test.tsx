import { act, fireEvent, render, waitFor } from '@testing-library/react'
import { answerWith, storage, went } from '../../test/taro.mock'
import Coupons from '../coupon/list'
import { changePrefs } from '../platform/prefs'
import { network } from '../platform/network'
import { enter, leave } from '../platform/session'
import { Bag } from './bag'
import { putInBag, readBag, takeOut, unitsIn, wishForBag } from './bag-store'
import { Shelf } from './goods'

const tea = { sku: 'RG', name: '武夷肉桂', picture: 'tin' }, cloth = { sku: 'CJ', name: '亚麻茶巾', picture: 'cloth' }
const [c30, c20, gold] = ['c30', 'c20', 'gold']
const step = { stage: 'order-promotion', id: 'p', version: 1, title: '满 400 减 40', amountMinor: 4_000, shares: [{ lineNo: 1, minor: 3_000, baseMinor: 16_800 }, { lineNo: 2, minor: 1_000, baseMinor: 3_900 }], reason: { code: 'x', facts: {} } }
const quote = {
  quotedAt: '', exact: true, tried: 12, currency: 'CNY', listMinor: 20_700, payMinor: 13_700, savedMinor: 7_000, couponIds: [c30], stamp: '', unusable: [], nextUnits: null,
  lines: [{ lineNo: 1, sku: 'RG', name: '武夷肉桂', category: '', picture: '', quantity: 1, unitMinor: 16_800, listMinor: 16_800, payMinor: 13_800, gift: false }, { lineNo: 2, sku: 'CJ', name: '亚麻茶巾', category: '', picture: '', quantity: 1, unitMinor: 3_900, listMinor: 3_900, payMinor: 2_900, gift: false }],
  steps: [step, { ...step, stage: 'coupon', id: c30, title: '秋茶季立减', amountMinor: 3_000, shares: [] }], points: { used: 0, worthMinor: 0, mostUsable: 5_000, needsConfirmation: false },
  runnerUp: { payMinor: 14_084, moreMinor: 384, reason: { code: 'price-runner-up', facts: { names: ['器物 8.8 折'] } } }, nextThreshold: { id: 'p', missingMinor: 12_440, gainMinor: 3_000, title: '满 400 减 40' }, willEarn: { points: 137, growth: 137, tierAfter: null, steps: [] },
}
const answer = {
  quote, bestPayMinor: 13_700, storeId: 's1', stores: [{ storeId: 's1', name: '南山路店' }],
  coupons: [
    { memberCouponId: c30, title: '秋茶季立减', state: 'used', reason: null, missing: null },
    { memberCouponId: c20, title: '器物立减', state: 'not', reason: { code: 'offer-below-threshold', facts: { missingFen: 200, fromFen: 24_000, currency: 'CNY' } }, missing: { unit: 'money', amount: 200, percent: 99 } },
    { memberCouponId: gold, title: '茉莉雪芽一份', state: 'not', reason: { code: 'offer-other-tier', facts: { tierNames: ['铂金卡'] } }, missing: { unit: 'tier-money', amount: 32_000, percent: 93 } },
  ],
}
const card = (id: string, title: string) => ({ memberCouponId: id, couponId: id, title, kind: 'amount-off', amountMinor: 3_000, rateBp: null, capMinor: null, thresholdMinor: 20_000, scopeText: '全店通用', state: 'issued', usable: true, why: null, validFrom: null, validUntil: '2099-01-01T00:00:00Z', leftToClaim: null, claimedAt: null, redeemedAt: null, orderNo: null, code: null })
let sent: { lines: { sku: string }[]; memberCouponIds: string[] | null; usePoints: string }[] = []
let gone: string[] = []
let answers: object = answer
let fails: 'unreached' | 500 | null = null
const lay = (goods: typeof tea, quantity: number) => act(() => { putInBag(goods, quantity) })
const signIn = (memberId: string) => enter({ tokens: { accessToken: 'a', accessExpiresAt: '', refreshToken: 'r', refreshExpiresAt: '' }, memberId, merchantId: 's' })

beforeEach(() => {
  leave()
  network.set('online')
  fails = null
  answers = answer
  storage.clear()
  went.length = 0
  sent = []
  gone = []
  changePrefs({ language: 'zh-CN' })
  signIn('m')
  for (const l of readBag().lines) putInBag(l, 0)
  wishForBag({ coupons: null, points: false, storeId: null })
  answerWith(r => {
    const path = r.url.replace(/.*\/api/, '/api')
    if (path === '/api/me/bag/quote') {
      const asked = r.data as (typeof sent)[number]
      sent.push(asked)
      if (fails === 'unreached') throw { errMsg: 'request:fail' }
      if (fails) return { statusCode: fails, data: {} }
      const at = asked.lines.findIndex(l => gone.includes(l.sku))
      return at < 0 ? { statusCode: 200, data: answers } : { statusCode: 409, data: { type: 'x', title: 'x', status: 409, code: 'product-unknown', correlationId: 'c', facts: { lineNo: at + 1, sku: asked.lines[at]!.sku } } }
    }
    if (path.startsWith('/api/me/coupons/claimable')) return { statusCode: 200, data: { items: [] } }
    if (path.startsWith('/api/me/coupons')) return { statusCode: 200, data: path.includes('transit') ? { items: [], next: null } : { items: [card(c30, '秋茶季立减'), card(c20, '器物立减'), card(gold, '茉莉雪芽一份')], next: null } }
    if (path.startsWith('/api/me/goods/categories')) return { statusCode: 200, data: { categories: ['茶叶', '器物'] } }
    return { statusCode: 200, data: { items: [{ sku: 'RG', name: '武夷肉桂', category: '茶叶', brand: '', picture: 'tin', listMinor: 16_800, priceMinor: 15_960, priceBy: 'member' }], next: null, tierName: '金卡', offerTitle: path.includes('offerId') ? '秋茶季立减' : null } }
  })
})

test('one line for each SKU, kept on the phone for the one who put it there alone', () => {
  putInBag(tea, 1)
  putInBag(cloth, 2)
  putInBag(tea, 3)
  expect(readBag().lines.map(l => [l.sku, l.quantity])).toEqual([['RG', 3], ['CJ', 2]])
  expect(unitsIn(readBag().lines)).toBe(5)
  expect(String(storage.get('huitou.bag'))).not.toMatch(/price|minor/i)
  signIn('another')
  expect(readBag().lines).toEqual([])
  signIn('m')
  expect(readBag().lines).toHaveLength(2)
  for (let i = 0; i < 98; i += 1) expect(putInBag({ ...tea, sku: `S${i}` }, 1)).toBe(true)
  expect(putInBag({ ...tea, sku: 'TOO-MANY' }, 1)).toBe(false)
  leave()
  expect(storage.get('huitou.bag')).toBeUndefined()
})

test('the bag says what it comes to, why, what another way costs and which threshold is near', async () => {
  putInBag(tea, 1)
  putInBag(cloth, 1)
  const { container, getAllByText, getByText, getByLabelText } = render(<Bag />)
  await waitFor(() => expect(container.querySelector('#bag-pay')?.textContent).toBe('¥137.00'))
  expect(sent[0]).toEqual({ lines: [{ sku: 'RG', quantity: 1 }, { sku: 'CJ', quantity: 1 }], memberCouponIds: null, usePoints: 'none' })
  for (const text of ['12 种里最省', '秋茶季立减', '另一种搭法：用器物 8.8 折，多付 ¥3.84', '再买 ¥124.40，满 400 减 40，再省 ¥30', '省 ¥70 · 得 137 分']) expect(container.textContent).toContain(text)
  fireEvent.click(getAllByText('武夷肉桂')[0]!)
  expect(container.querySelector('.ex')?.textContent).toMatch(/168\.00.*满 400 减 40.*−30\.00.*138\.00/)
  fireEvent.click(container.querySelector('#fill-next')!)
  expect(went.at(-1)).toBe('/bag/goods?offer=p')
  fireEvent.click(getByLabelText('用积分抵'))
  await waitFor(() => expect(sent.at(-1)?.usePoints).toBe('most'))
  fireEvent.click(container.querySelector('#pick-coupon')!)
  expect(container.textContent).toContain('再买 ¥2.00 就能用')
  fireEvent.click(getByText('这次不用券'))
  await waitFor(() => expect(sent.at(-1)?.memberCouponIds).toEqual([]))
  fireEvent.click(container.querySelector('#pay-in-shop')!)
  expect(went.at(-1)).toBe('/member/code')
})

test('what is no longer sold is set aside and named, the rest is priced; taken out, it can be put back', async () => {
  gone = ['CJ']
  putInBag(tea, 1)
  putInBag(cloth, 1)
  const { container, getByLabelText } = render(<Bag />)
  await waitFor(() => expect(container.querySelector('#bag-pay')).not.toBeNull())
  expect(container.textContent).toContain('不卖了')
  expect(sent.at(-1)?.lines).toEqual([{ sku: 'RG', quantity: 1 }])
  fireEvent.click(getByLabelText('拿掉 亚麻茶巾'))
  expect(container.textContent).not.toContain('不卖了')
  expect(readBag().lines.map(l => l.sku)).toEqual(['RG'])
})

test('taken out, it is laid back where it lay, unless the bag is full meanwhile; the wish goes with the last line and comes back with it', () => {
  putInBag(tea, 2)
  putInBag(cloth, 1)
  wishForBag({ coupons: [c20], storeId: 's2' })
  const wish = readBag().wish
  const back = takeOut('RG')
  expect(readBag()).toMatchObject({ lines: [{ sku: 'CJ' }], wish })
  const both = takeOut('CJ')
  expect(readBag()).toMatchObject({ lines: [], wish: { coupons: null, points: false, storeId: null } })
  expect([both(), back()]).toEqual([true, true])
  expect(readBag()).toMatchObject({ lines: [{ sku: 'RG', quantity: 2 }, { sku: 'CJ', quantity: 1 }], wish })
  const late = takeOut('RG')
  for (let i = 0; i < 99; i += 1) putInBag({ ...tea, sku: `S${i}` }, 1)
  expect([late(), readBag().lines.some(l => l.sku === 'RG')]).toEqual([false, false])
  leave()
  signIn('m')
  expect(readBag()).toMatchObject({ lines: [], wish: { coupons: null } })
})

test('a coupon that left the wallet is wished for no more: those still there stay chosen, else the best is taken', async () => {
  putInBag(tea, 1)
  wishForBag({ coupons: [c20, 'lost'] })
  render(<Bag />)
  await waitFor(() => expect(readBag().wish.coupons).toEqual([c20]))
  expect(sent.map(s => s.memberCouponIds)).toEqual([[c20, 'lost'], [c20]])
  act(() => wishForBag({ coupons: ['lost'] }))
  await waitFor(() => expect(sent.at(-1)?.memberCouponIds).toBeNull())
  expect(readBag().wish.coupons).toBeNull()
})

test('an empty bag shows the way to the goods; the shelf has them at the member\'s price and lays them in', async () => {
  const empty = render(<Bag />)
  fireEvent.click(empty.container.querySelector('#go-goods')!)
  expect(went.at(-1)).toBe('/bag/goods')
  empty.unmount()
  const { container } = render(<Shelf offer={c20} />)
  await waitFor(() => expect(container.querySelector('#add-RG')).not.toBeNull())
  for (const text of ['159.60', '金卡价', '¥168', '「秋茶季立减」算的是这些']) expect(container.textContent).toContain(text)
  fireEvent.click(container.querySelector('#add-RG')!)
  expect(readBag().lines).toEqual([{ sku: 'RG', name: '武夷肉桂', picture: 'tin', quantity: 1 }])
  await waitFor(() => expect(container.querySelector('#bar-pay')?.textContent).toBe('¥137.00'))
  expect(container.querySelector('#offer-line')?.textContent).toContain('再买 ¥2，就够了')
})

test('what the bag came to before its last change is grey, without a network and after a failure; only a failure while there is one says so, with another try', async () => {
  lay(tea, 1)
  const { container, getByText } = render(<><Bag /><Shelf offer={c20} /><Coupons /></>)
  await waitFor(() => expect(Array.from(container.querySelectorAll('#bag-pay, #bar-pay, #bag-saved'))).toHaveLength(3))
  const dim = (): number => Array.from(container.querySelectorAll('#bag-pay, #bar-pay, #bag-saved')).filter(e => e.closest('.fig-old')).length
  expect(dim()).toBe(0)
  fails = 'unreached'
  lay(cloth, 1)
  await waitFor(() => expect(container.textContent).toContain('没有网络，下面是'))
  expect(dim()).toBe(3)
  fails = 500
  lay(cloth, 2)
  await waitFor(() => expect(container.textContent).toContain('价钱没算出来'))
  expect(container.textContent).not.toContain('没有网络')
  expect([container.querySelector('#bag-pay'), dim()]).toEqual([null, 2])
  fails = null
  fireEvent.click(getByText('再试一次'))
  await waitFor(() => expect(container.querySelector('#bag-pay')).not.toBeNull())
  expect(dim()).toBe(0)
})

test('one change is asked for once, however many screens show what the bag comes to', async () => {
  lay(tea, 1)
  const { container } = render(<><Bag /><Shelf offer='' /><Coupons /></>)
  await waitFor(() => expect(container.querySelector('#bag-pay')).not.toBeNull())
  const before = sent.length
  expect(before).toBe(1)
  lay(tea, 2)
  lay(tea, 3)
  await waitFor(() => expect(sent).toHaveLength(before + 1))
  await new Promise(over => { setTimeout(over, 500) })
  expect(sent.slice(before).map(s => s.lines)).toEqual([[{ sku: 'RG', quantity: 3 }]])
})

test('before the first answer nothing says there is no network where there is one', async () => {
  putInBag(tea, 1)
  gone = ['RG']
  const { container } = render(<Bag />)
  await waitFor(() => expect(container.textContent).toContain('不卖了'))
  expect(container.querySelector('.foot')?.textContent).toBe('去店里付款')
})

test('the wallet goes by the bag: what it saves, what works, what lacks ¥2 or a tier, each with its way', async () => {
  putInBag(tea, 1)
  putInBag(cloth, 1)
  const { container, getByLabelText } = render(<Coupons />)
  await waitFor(() => expect(container.querySelector('#bag-saved')?.textContent).toContain('¥70'))
  await waitFor(() => expect(container.textContent).toContain('还差一点'))
  for (const text of ['购物袋里的 2 件，替你搭好了', '袋里正用着它', '再买 ¥2 就能用', '铂金卡可用，还差 ¥320']) expect(container.textContent).toContain(text)
  fireEvent.click(getByLabelText('凑单 器物立减'))
  expect(went.at(-1)).toBe(`/bag/goods?offer=${c20}`)
  fireEvent.click(getByLabelText('看等级 茉莉雪芽一份'))
  expect(went.at(-1)).toBe('/member/tiers')
  fireEvent.click(container.querySelector('#bag-how')!)
  expect(went.at(-1)).toBe('/bag/bag')
})

test('in English names are parted by commas and one is no plural', async () => {
  changePrefs({ language: 'en' })
  answers = { ...answer, quote: { ...quote, runnerUp: { ...quote.runnerUp, reason: { code: 'price-runner-up', facts: { names: ['One', 'Two'] } } } }, coupons: answer.coupons.map(c => ({ ...c, state: 'used', reason: null, missing: null })) }
  putInBag(tea, 1)
  const { container } = render(<Bag />)
  await waitFor(() => expect(container.querySelector('#bag-pay')).not.toBeNull())
  for (const text of ['1 kind, 1 item', 'with One, Two', '秋茶季立减, 器物立减']) expect(container.textContent).toContain(text)
})

test('a bag of nothing that is still sold waits for no network: there is nothing to figure', async () => {
  putInBag(tea, 1)
  gone = ['RG']
  const { container } = render(<Bag />)
  await waitFor(() => expect(container.textContent).toContain('不卖了'))
  act(() => network.set('offline'))
  expect(container.querySelector('.foot')?.textContent).toBe('去店里付款')
})

test('what is one of several says so, with which is chosen', async () => {
  putInBag(tea, 1)
  answers = { ...answer, stores: [...answer.stores, { storeId: 's2', name: '天目里店' }] }
  const { container, getAllByRole, getByRole } = render(<><Bag /><Shelf offer='' /><Coupons /></>)
  await waitFor(() => expect(container.querySelector('#bag-store')).not.toBeNull())
  const chosen = (role: 'tab' | 'radio'): string[] => getAllByRole(role).filter(e => e.getAttribute(role === 'tab' ? 'aria-selected' : 'aria-checked') === 'true').map(e => e.textContent ?? '')
  expect(getAllByRole('tab').every(e => e.hasAttribute('aria-selected'))).toBe(true)
  expect(chosen('tab')).toEqual(['全部', '可用'])
  fireEvent.click(container.querySelector('#bag-store')!)
  expect(getByRole('radiogroup', { name: '在哪家店付' }).contains(getAllByRole('radio')[0]!)).toBe(true)
  expect(chosen('radio')).toEqual(['南山路店'])
  fireEvent.click(container.querySelector('.sheet-h .bk')!)
  fireEvent.click(container.querySelector('#pick-coupon')!)
  expect(getByRole('radiogroup', { name: '用哪张券' }).contains(getAllByRole('radio')[0]!)).toBe(true)
  expect(chosen('radio')).toEqual(['自动挑最省的'])
})
