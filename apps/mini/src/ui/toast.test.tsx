import { fireEvent, render, act } from '@testing-library/react'
import { ApiRefusal } from '@huitou/contract'
import { Unreached } from '../platform/call'
import { changePrefs } from '../platform/prefs'
import { zh } from '../words/zh'
import { Toasts, toast, toastTrouble } from './toast'

const refused = (code: string, facts: Record<string, unknown>) => new ApiRefusal(409, { code, facts, status: 409, correlationId: 'c' } as unknown as ApiRefusal['problem'])

test('a refusal opens into its own facts; the same words said otherwise open into nothing', () => {
  changePrefs({ language: 'zh-CN' })
  const { container } = render(<Toasts />)
  act(() => toastTrouble(refused('points-short', { asked: 900, available: 100, missing: 800 }), zh))
  fireEvent.click(container.querySelector('#toast-why')!)
  expect(Array.from(container.querySelectorAll('.toast-row')).map(row => row.textContent)).toEqual(['想用900 分', '现在能用100 分', '还差800 分'])
  const said = container.querySelector('.toast')!.firstElementChild!.textContent!
  act(() => toast(said))
  expect(container.querySelector('#toast-why')).toBeNull()
  // two that say the same thing of different facts: each opens into its own
  act(() => toastTrouble(refused('more-than-left', { left: 1, asked: 2 }), zh))
  act(() => toastTrouble(refused('more-than-left', { left: 3, asked: 4 }), zh))
  fireEvent.click(container.querySelector('#toast-why')!)
  expect(Array.from(container.querySelectorAll('.toast-row')).map(row => row.textContent)).toEqual(['想退4', '还剩3'])
})

test('without a network, and after a fault, it says so and opens into nothing', () => {
  const { container } = render(<Toasts />)
  for (const [error, text] of [[new Unreached(), zh.failed.away], [new Error('broken'), zh.failed.act]] as const) {
    act(() => toastTrouble(error, zh))
    expect(container.textContent).toBe(text)
  }
})
