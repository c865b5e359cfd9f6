import { act, fireEvent, render } from '@testing-library/react'
import { network } from '../platform/network'
import { brandColours, contrast } from '../platform/brand'
import { changePrefs } from '../platform/prefs'
import { faceOf, timeOf, type Card } from '../coupon/coupon-words'
import { placesOf } from '../member/ladder'
import { placeOf } from '../inbox/messages'
import { gridOf } from '../points/check-in'
import { en } from '../words/en'
import { zh } from '../words/zh'
import { Art } from './art'
import { Button } from './button'
import { code128 } from './codes'
import { money, signed, sumText } from './figures'
import { heightAt } from './ridge'
import { Switch } from './switch'
import { TierWord } from './tier-card'
import { Ticket } from './ticket'

const card = (change: Partial<Card> = {}): Card => ({ memberCouponId: 'a', couponId: 'b', title: '秋茶季立减', kind: 'amount-off', amountMinor: 3000, rateBp: null, capMinor: null, thresholdMinor: 20_000, scopeText: '全店', state: 'issued', usable: true, why: null, validFrom: null, validUntil: null, leftToClaim: null, claimedAt: null, redeemedAt: null, orderNo: null, code: null, ...change })

test('a busy or disabled button does nothing, and Enter taps a live one', () => {
  let taps = 0
  const { getByRole, rerender } = render(<Button onTap={() => { taps += 1 }}>领取</Button>)
  fireEvent.click(getByRole('button'))
  fireEvent.keyDown(getByRole('button'), { key: 'Enter' })
  rerender(<Button busy onTap={() => { taps += 1 }}>领取</Button>)
  fireEvent.click(getByRole('button'))
  rerender(<Button disabled onTap={() => { taps += 1 }}>领取</Button>)
  fireEvent.click(getByRole('button'))
  expect(taps).toBe(2)
})

test('a picture that cannot be had is unseen in its space, and asked for again with the next network', () => {
  const { container } = render(<Art src='/tin.svg' width={38} alt='一罐茶' />)
  const img = () => container.querySelector('img')!
  expect(img().style.opacity).toBe('')
  fireEvent.error(img())
  expect([img().style.opacity, img().style.width, img().alt]).toEqual(['0', '38px', '一罐茶'])
  const failed = img()
  act(() => network.set('offline'))
  act(() => network.set('online'))
  expect(img()).not.toBe(failed)
  expect(img().style.opacity).toBe('0')
  fireEvent.load(img())
  expect(img().style.opacity).toBe('')
})

test('a switch says its name and state and acts at once', () => {
  let on = false
  const { getByRole } = render(<Switch on={on} label='大字' onChange={next => { on = next }} />)
  expect(getByRole('switch').getAttribute('aria-label')).toBe('大字')
  expect(getByRole('switch').getAttribute('aria-checked')).toBe('false')
  fireEvent.click(getByRole('switch'))
  expect(on).toBe(true)
})

test('a ticket shows amount, threshold, and how near a coupon is that lacks ¥2', () => {
  const c = card({ usable: false, thresholdMinor: 24_000 })
  const { container } = render(<Ticket face={faceOf(c, zh, 'zh-CN', 'CNY')} title={c.title} scope='再买 ¥2 就能用' need={99.2} />)
  expect(container.textContent).toContain('¥30')
  expect(container.textContent).toContain('满 240 可用')
})

test('a rate is said as 8.8 折 in Chinese and 12% off in English', () => {
  const c = card({ kind: 'percent-off', amountMinor: null, rateBp: 1200, capMinor: 6000, thresholdMinor: 0 })
  expect(faceOf(c, zh, 'zh-CN', 'CNY')).toMatchObject({ figure: '8.8', unit: '折', under: '最多省 ¥60' })
  expect(faceOf(c, en, 'en', 'CNY')).toMatchObject({ figure: '12', unit: '% off' })
})

test('a used coupon says when, a live one says until when', () => {
  expect(timeOf(card({ state: 'redeemed', redeemedAt: '2024-11-08T12:00:00Z' }), zh)).toEqual({ text: '2024 年 11 月 8 日用掉', soon: false })
  expect(timeOf(card(), zh).text).toBe('长期有效')
})

test('money keeps its decimals in sums and drops them in sentences; minus is a real minus', () => {
  expect(money(32_000, 'CNY')).toBe('¥320')
  expect(money(12_860, 'CNY')).toBe('¥128.60')
  expect(money(500, 'JPY')).toBe('¥500')
  expect(money(1234, 'KWD')).toBe('KWD 1.234')
  expect(sumText(-840, 'CNY')).toBe('−8.40')
  expect([signed(252), signed(-400), signed(0)]).toEqual(['+252', '−400', '0'])
})

test('the dot of the ridge stays on the line', () => {
  expect(heightAt(0)).toBeCloseTo(38.5)
  expect(heightAt(100)).toBeCloseTo(7.6)
  expect(heightAt(89)).toBeGreaterThan(heightAt(100))
})

test('a member between two tiers stands between their peaks', () => {
  const { peaks, me } = placesOf([50_000, 200_000, 500_000, 1_200_000], 350_000)
  expect(me).toBeCloseTo(((peaks[1] ?? 0) + (peaks[2] ?? 0)) / 2)
  expect(placesOf([1, 2], 9).me).toBe(placesOf([1, 2], 9).peaks[1])
})

test('the check-in calendar starts on Monday', () => {
  const days = gridOf('2026-11-21')
  expect(days.findIndex(d => d !== null)).toBe(6)
  expect(days.at(-1)).toBe('2026-11-30')
})

test('messages lead where they are about', () => {
  const id = '0192f000-0000-7000-8000-000000000400'
  expect(placeOf('order', `order:${id}`)).toBe(`/order/order?id=${id}`)
  expect(placeOf('community', `/posts/${id}`)).toBe(`/community/thread?id=${id}`)
  expect(placeOf('tier', 'tier')).toBe('/member/tiers')
  expect(placeOf('points', null)).toBeNull()
})

test('Code 128 in set C: start, pairs, checksum, stop', () => {
  // ISO/IEC 15417: (105 + 12 + 2*34) mod 103 = 82
  expect(code128('1234')).toBe('211232' + '112232' + '131123' + '121241' + '2331112')
})

test('shades derived from any merchant colour keep 4.5 to 1 for text on buttons and on paper', () => {
  for (const brand of ['#C8102E', '#F2C230', '#7FB8E0', '#101010', '#24493F']) {
    for (const dark of [false, true]) {
      const c = brandColours(brand, dark)
      if (!c['--brand-fill']) continue
      expect(contrast(c['--brand-fill'], '#F7F6EF')).toBeGreaterThanOrEqual(4.5)
      expect(contrast(c['--brand-text'] ?? '', dark ? '#1A1F1C' : '#FCFBF8')).toBeGreaterThanOrEqual(4.5)
    }
  }
})

test('a tier of the merchant’s own keeps its name; the four classic ones are outlines, and English in English', () => {
  changePrefs({ language: 'zh-CN' })
  const own = render(<TierWord tier={{ name: '老茶客', material: 'gold' }} />)
  expect(own.container.textContent).toBe('老茶客')
  const classic = render(<TierWord tier={{ name: '金卡', material: 'gold' }} />)
  expect(classic.container.querySelector('.tier-word-gold')).not.toBeNull()
  expect(render(<TierWord tier={{ name: '金卡', material: 'gold' }} language='en' />).container.textContent).toBe('Gold')
})

test('both languages say everything: same keys, all the way down', () => {
  const shape = (x: unknown): unknown => (typeof x === 'object' && x !== null && !Array.isArray(x) ? Object.fromEntries(Object.entries(x).sort(([a], [b]) => a.localeCompare(b)).map(([k, v]) => [k, shape(v)])) : Array.isArray(x) ? x.length : typeof x)
  expect(shape(en)).toEqual(shape(zh))
})
