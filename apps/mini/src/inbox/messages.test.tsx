import { render, waitFor } from '@testing-library/react'
import { answerWith, storage } from '../../test/taro.mock'
import { changePrefs } from '../platform/prefs'
import { enter } from '../platform/session'
import Messages from './messages'

const message = (messageId: string, kind: string, daysAgo: number, read: boolean) => ({ messageId, kind, link: null, read, at: new Date(Date.now() - daysAgo * 24 * 3_600_000).toISOString(), title: { code: 'inbox-post-shown', facts: {} }, body: null })

test('what is older than a week stands apart, a kind with something unread says how many, and a title may take two lines', async () => {
  storage.clear()
  changePrefs({ language: 'zh-CN' })
  enter({ tokens: { accessToken: 'a', accessExpiresAt: '', refreshToken: 'r', refreshExpiresAt: '' }, memberId: 'm', merchantId: 's' })
  const items = [message('1', 'community', 0, false), message('2', 'community', 1, false), message('3', 'order', 1, true), message('4', 'points', 9, true)]
  answerWith(r => ({ statusCode: 200, data: /consents/.test(r.url) ? { items: [] } : { items, next: null, unread: 2 } }))
  const { container, getAllByRole } = render(<Messages />)
  await waitFor(() => expect(container.querySelectorAll('.ms')).toHaveLength(4))
  expect(Array.from(container.querySelectorAll('.ms-list')).map(list => list.querySelectorAll('.ms').length)).toEqual([3, 1])
  expect(container.querySelector('.ms-earlier')?.textContent).toBe('更早')
  expect(Array.from(container.querySelectorAll('.pick-s')).map(tab => tab.textContent)).toEqual(['全部', '积分和卡', '订单', '券和活动', '茶话2'])
  expect(container.querySelectorAll('.ms .el2')).toHaveLength(4)
  // read aloud, what is unread is parted from the title, and how many wait from the kind
  expect(getAllByRole('button').map(e => e.getAttribute('aria-label')).filter(label => label?.includes('未读'))).toEqual([expect.stringMatching(/^未读、您的茶话大家能看到了、/), expect.stringMatching(/^未读、您的茶话大家能看到了、昨天$/)])
  expect(getAllByRole('tab').map(e => [e.getAttribute('aria-label'), e.getAttribute('aria-selected')])).toEqual([['全部', 'true'], ['积分和卡', 'false'], ['订单', 'false'], ['券和活动', 'false'], ['茶话、2 条没看', 'false']])
})
