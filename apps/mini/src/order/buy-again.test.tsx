import { fireEvent, render } from '@testing-library/react'
import { storage, went } from '../../test/taro.mock'
import { putInBag, readBag } from '../bag/bag-store'
import { changePrefs } from '../platform/prefs'
import { enter } from '../platform/session'
import { BuyAgain } from './buy-again'

const line = (lineNo: number, sku: string | null, name: string, quantity: number, more: object = {}) => ({ lineNo, sku, name, picture: 'tin', quantity, gift: false, onSale: true, ...more })
const lines = [line(1, 'RG', '武夷肉桂', 1), line(2, 'CJ', '亚麻茶巾', 2), line(3, 'CJ', '亚麻茶巾', 1), line(4, 'OLD', '去年的茶', 1, { onSale: false }), line(5, null, '手工费', 1, { onSale: false }), line(6, 'QC', '青瓷盖碗', 1, { gift: true })] as never[]

beforeEach(() => {
  storage.clear()
  went.length = 0
  changePrefs({ language: 'zh-CN' })
  enter({ tokens: { accessToken: 'a', accessExpiresAt: '', refreshToken: 'r', refreshExpiresAt: '' }, memberId: 'm', merchantId: 's' })
  for (const l of readBag().lines) putInBag(l, 0)
})

test('an order is bought again: its goods lie in the bag as often as they were bought, what is no longer sold is named; tapped twice it is not twice as much', () => {
  putInBag({ sku: 'RG', name: '武夷肉桂', picture: 'tin' }, 4)
  const { container } = render(<BuyAgain lines={lines} />)
  expect(container.querySelector('#no-more')?.textContent).toBe('去年的茶、手工费不卖了')
  for (let i = 0; i < 2; i += 1) fireEvent.click(container.querySelector('#buy-again')!)
  expect(readBag().lines.map(l => [l.sku, l.quantity])).toEqual([['RG', 4], ['CJ', 3]])
  expect(went.at(-1)).toBe('/bag/bag')
})

test('of an order of which nothing is sold any more nothing can be bought again, and it says so', () => {
  const { container } = render(<BuyAgain lines={[lines[3]!]} />)
  expect(container.querySelector('#no-more')?.textContent).toBe('去年的茶不卖了')
  fireEvent.click(container.querySelector('#buy-again')!)
  expect([readBag().lines, went]).toEqual([[], []])
})
