import { fireEvent, render, waitFor } from '@testing-library/react'
import { answerWith, storage } from '../../test/taro.mock'
import { changePrefs } from '../platform/prefs'
import { enter } from '../platform/session'
import Statement from './statement'

const points = { today: '2031-03-01', balance: { shown: 0, available: 0, held: 0, debt: 0, worthMinor: 0 }, growth: 0, expiries: [], pendings: [], waitingPoints: 0, transitPoints: 0, others: [], earnedThisYear: 0, spentThisYear: 0 }
const line = { lineId: 'l', wallet: 'points', at: '2031-02-28T16:30:00.000Z', kind: 'earn', points: 5, balance: 5, pending: false, activeOn: null, expiresOn: null, orderId: null, orderNo: null, title: { code: 'none-of-ours', facts: {} } }

test('the months go to that of the shop, whatever the phone has; one before the first points says so', async () => {
  storage.clear()
  changePrefs({ language: 'zh-CN' })
  enter({ tokens: { accessToken: 'a', accessExpiresAt: '', refreshToken: 'r', refreshExpiresAt: '' }, memberId: 'm', merchantId: 's' })
  answerWith(r => ({ statusCode: 200, data: /lines/.test(r.url) ? { items: /month=/.test(r.url) ? [] : [line], next: null } : points }))
  const { container, getByLabelText, getAllByRole } = render(<Statement />)
  await waitFor(() => expect(container.querySelector('#balance')).not.toBeNull())
  expect(container.querySelector('#month')?.textContent).toBe('2031 年 3 月')
  fireEvent.click(container.querySelector('#month')!)
  const months = getAllByRole('radio')
  expect(months).toHaveLength(3 + 12 + 12)
  expect(months.filter(m => m.getAttribute('aria-checked') === 'true').map(m => m.getAttribute('aria-label'))).toEqual(['2031 年 3 月'])
  fireEvent.click(getByLabelText('2029 年 2 月'))
  await waitFor(() => expect(container.textContent).toContain('2029 年 2 月以前没有记录'))
})
