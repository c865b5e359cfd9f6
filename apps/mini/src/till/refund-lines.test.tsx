import { fireEvent, render } from '@testing-library/react'
import { useState } from 'react'
import { changePrefs } from '../platform/prefs'
import { RefundLines, type Chosen } from './refund-lines'

const line = { lineNo: 1, sku: 'QC150', name: '青瓷盖碗', picture: 'gaiwan', quantity: 1, refundedQuantity: 0, payMinor: 20_800, refundedMinor: 800, gift: false } as never
let chosen: Chosen = {}
function Refund() {
  const [now, setNow] = useState<Chosen>({})
  chosen = now
  return <RefundLines lines={[line]} chosen={now} currency='CNY' onChoose={setNow} />
}

test('an amount begins at all that is left of the line, or at what was chosen; the first key replaces it', () => {
  changePrefs({ language: 'zh-CN' })
  const { container } = render(<Refund />)
  const tap = (...ids: string[]): void => { for (const id of ids) fireEvent.click(container.querySelector(`#${id}`)!) }
  const shown = (): string => container.querySelector('#amount-shown')?.textContent ?? ''
  tap('refund-line-1', 'refund-amount-1')
  expect(shown()).toBe('¥200.00')
  tap('refund-amount-ok')
  expect(chosen).toEqual({ 1: { amountMinor: 20_000 } })
  tap('refund-units-1', 'refund-amount-1', 'key-3', 'key-0', 'key-5')
  expect(shown()).toBe('¥3.05')
  tap('refund-amount-ok')
  fireEvent.click(container.querySelector('[aria-label^="退多少"]')!)
  expect(shown()).toBe('¥3.05')
  tap('key-back')
  expect(shown()).toBe('¥0.00')
  expect(container.querySelector('#refund-amount-ok')?.getAttribute('aria-disabled')).toBe('true')
})
