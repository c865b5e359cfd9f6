import { fireEvent, render, waitFor } from '@testing-library/react'
import { answerWith, storage } from '../../test/taro.mock'
import { Unreached } from '../platform/call'
import { kept } from '../platform/keep'
import { network } from '../platform/network'
import { enter, leave, session } from '../platform/session'
import { sendPicture } from './send-picture'
import Write from './write'

const tokens = (n: number) => ({ accessToken: `access-${n}`, accessExpiresAt: '', refreshToken: 'r', refreshExpiresAt: '' })
const topic = (topicId: string, title: string) => ({ topicId, title, pinned: false, posts: 0, people: 0 })
const picture = { src: 'tea.jpg', file: 'tea.jpg' }
const sent = { pictureId: 'p', smallUrl: '/api/pictures/p' }

beforeEach(() => { storage.clear(); enter({ tokens: tokens(1), memberId: 'm', merchantId: 's' }) })

test('another topic is part of the draft, also when nothing else was changed', async () => {
  answerWith(() => ({ statusCode: 200, data: { items: [topic('one', '头一个'), topic('two', '第二个')] } }))
  const { getByText, container } = render(<Write />)
  fireEvent.click(await waitFor(() => getByText('头一个')))
  fireEvent.click(getByText('第二个'))
  await waitFor(() => expect(kept('drafts')).toMatchObject({ topicId: 'two', body: '' }), { timeout: 5000 })
  expect(container.querySelectorAll('#add-pictures')).toHaveLength(1)
})

test('a picture goes out signed as every call does: renewed once, and whether the server was reached is known', async () => {
  let renewals = 0
  answerWith(r => {
    if (r.url.endsWith('/refresh')) { renewals += 1; return { statusCode: 200, data: tokens(2) } }
    return r.header['authorization'] === 'Bearer access-2' ? { statusCode: 200, data: sent } : { statusCode: 401, data: { code: 'token-expired', correlationId: 'c' } }
  })
  expect(await sendPicture(picture, () => undefined)).toEqual(sent)
  expect([renewals, session.get()?.tokens.accessToken, network.get()]).toEqual([1, 'access-2', 'online'])
  answerWith(() => Promise.reject({ errMsg: 'uploadFile:fail' }))
  await expect(sendPicture(picture, () => undefined)).rejects.toBeInstanceOf(Unreached)
  expect(network.get()).toBe('offline')
  leave()
  answerWith(r => { if (r.url.endsWith('/refresh')) renewals += 1; return { statusCode: 401, data: { code: 'unauthorized', correlationId: 'c' } } })
  await expect(sendPicture(picture, () => undefined)).rejects.toMatchObject({ status: 401 })
  expect(renewals).toBe(1)
})
